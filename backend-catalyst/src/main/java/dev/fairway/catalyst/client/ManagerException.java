package dev.fairway.catalyst.client;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Manager that failed. The message names the verb, the path and what the Manager
 * said, and holds no secret.
 */
public final class ManagerException extends BackendException {

  private static final long serialVersionUID = 1L;

  /** What became of the request. */
  public enum Reason {
    /** It did not reach the Manager: not found, refused, TLS not trusted. */
    UNREACHABLE(ErrorKind.UNAVAILABLE),
    /** The deadline of the call passed; the request was not sent. */
    OUT_OF_TIME(ErrorKind.UNAVAILABLE),
    /** A write was sent, and whether it was carried out is not known. */
    ANSWER_LOST(ErrorKind.UNAVAILABLE),
    /** A read was answered by something that cannot be read, or not in time. */
    UNREADABLE(ErrorKind.UNAVAILABLE),
    /** The Manager is starting, or asks to come later; the request was not carried out. */
    NOT_READY(ErrorKind.UNAVAILABLE),
    /** Too many requests; the request was not carried out. */
    THROTTLED(ErrorKind.THROTTLED),
    /** The credentials are not accepted, or the user may not do this. */
    UNAUTHORIZED(ErrorKind.UNAUTHORIZED),
    /** There is no such object. */
    NOT_FOUND(ErrorKind.CONFLICT),
    /** An object of that name is there already. */
    NAME_TAKEN(ErrorKind.CONFLICT),
    /** The object is referred to by another, and stays. */
    IN_USE(ErrorKind.CONFLICT),
    /** Another user holds the lock of what this would edit. */
    LOCKED(ErrorKind.CONFLICT),
    /** The lease of our own edit ran out before it was pushed. */
    EDIT_EXPIRED(ErrorKind.CONFLICT),
    /** The Manager refuses it for another reason, and would again. */
    REFUSED(ErrorKind.REJECTED);

    private final ErrorKind kind;

    Reason(ErrorKind kind) {
      this.kind = kind;
    }
  }

  private final Reason reason;
  private final boolean retryable;

  /** A failed request. */
  public ManagerException(Reason reason, String message) {
    this(reason, message, null, false);
  }

  /** A failed request that may be tried again after a while. */
  ManagerException(Reason reason, String message, @Nullable Duration retryAfter) {
    this(reason, message, retryAfter, false);
  }

  private ManagerException(
      Reason reason, String message, @Nullable Duration retryAfter, boolean retryable) {
    super(reason.kind, message, retryAfter, null);
    this.reason = reason;
    this.retryable = retryable;
  }

  /** A failed request that left nothing done, and that may succeed when it is sent again. */
  static ManagerException retryable(Reason reason, String message, Optional<Duration> retryAfter) {
    return new ManagerException(reason, message, retryAfter.orElse(null), true);
  }

  /** True where the same request may be sent again without doing anything twice. */
  boolean isRetryable() {
    return retryable;
  }

  /** The message, never null. */
  public String sentence() {
    return Objects.requireNonNullElse(getMessage(), reason.toString());
  }

  /** What became of the request. */
  public Reason reason() {
    return reason;
  }

  /** True where the request may have been carried out. */
  public boolean maybeDone() {
    return reason == Reason.ANSWER_LOST;
  }
}
