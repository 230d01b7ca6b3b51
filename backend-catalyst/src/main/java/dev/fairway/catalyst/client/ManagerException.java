package dev.fairway.catalyst.client;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request without the answer that it wants. The message is for people, names the verb, the path
 * and what the Manager said, and holds no secret.
 */
public final class ManagerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What became of the request. */
  public enum Kind {
    /** It did not reach the Manager: not found, refused, TLS not trusted. */
    UNREACHABLE(ErrorKind.UNAVAILABLE),
    /** The call's time is over; the request was not sent. */
    OUT_OF_TIME(ErrorKind.UNAVAILABLE),
    /** A write was sent, and nobody knows whether it was carried out. */
    ANSWER_LOST(ErrorKind.UNAVAILABLE),
    /** A read was answered by something that cannot be read, or not in time. */
    UNREADABLE(ErrorKind.UNAVAILABLE),
    /** The Manager is starting, or asks to come later; the request was not carried out. */
    NOT_READY(ErrorKind.UNAVAILABLE),
    /** Too many requests; the request was not carried out. */
    THROTTLED(ErrorKind.THROTTLED),
    /** Who we are is not accepted, or may not do this. */
    UNAUTHORIZED(ErrorKind.UNAUTHORIZED),
    /** There is no such object. */
    NOT_FOUND(ErrorKind.CONFLICT),
    /** An object of that name is there already. */
    NAME_TAKEN(ErrorKind.CONFLICT),
    /** The object is referred to by another, and stays. */
    IN_USE(ErrorKind.CONFLICT),
    /** Somebody edits what this would edit. */
    LOCKED(ErrorKind.CONFLICT),
    /** The lease of our own edit ran out before it was pushed. */
    EDIT_EXPIRED(ErrorKind.CONFLICT),
    /** The Manager refuses it for another reason, and would again. */
    REFUSED(ErrorKind.REJECTED);

    private final ErrorKind error;

    Kind(ErrorKind error) {
      this.error = error;
    }
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;
  private final boolean passing;

  /** A failure of a kind. */
  public ManagerException(Kind kind, String message) {
    this(kind, message, null, false);
  }

  /** A failure that the Manager asked to try again after a while. */
  public ManagerException(Kind kind, String message, @Nullable Duration retryAfter) {
    this(kind, message, retryAfter, false);
  }

  private ManagerException(
      Kind kind, String message, @Nullable Duration retryAfter, boolean passing) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.passing = passing;
  }

  /** A failure that the same request may not meet again, and that left nothing done. */
  static ManagerException passing(Kind kind, String message, Optional<Duration> retryAfter) {
    return new ManagerException(kind, message, retryAfter.orElse(null), true);
  }

  /** True where the same request may be sent again without doing anything twice. */
  boolean passes() {
    return passing;
  }

  /** One sentence for people. */
  public String sentence() {
    return Objects.requireNonNullElse(getMessage(), kind.toString());
  }

  /** What became of the request. */
  public Kind kind() {
    return kind;
  }

  /** How long to wait before trying again, where the Manager said. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** True where the request may have been carried out. */
  public boolean maybeDone() {
    return kind == Kind.ANSWER_LOST;
  }

  /** The same for the host; only where nothing was written before. */
  public BackendException toHost() {
    return retryAfter == null
        ? new BackendException(kind.error, sentence(), this)
        : BackendException.retryAfter(kind.error, sentence(), retryAfter);
  }

  /** The kind of error that a step says. */
  public ErrorKind error() {
    return kind.error;
  }
}
