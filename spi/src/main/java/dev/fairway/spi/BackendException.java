package dev.fairway.spi;

import dev.fairway.core.diagnostic.PrintableText;
import dev.fairway.core.plan.PolicyWrite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call before anything was written. Where something was, or may have been, there
 * is an {@link ApplyReport} instead. A backend may extend it by what its own protocol tells apart.
 */
public class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A message stands in logs and conditions, and may quote what a fabric answered. */
  private static final int LONGEST_MESSAGE = 2_000;

  private final ErrorKind kind;
  private final @Nullable Duration retryAfter;
  private final transient @Nullable PolicyWrite other;

  /**
   * A failure of a kind; the message is shown to users and holds no secret. What cannot be printed
   * in it is escaped, and a long one is cut.
   */
  public BackendException(ErrorKind kind, String message) {
    this(kind, message, null, null);
  }

  /** A failure of a kind, with what caused it. */
  public BackendException(ErrorKind kind, String message, Throwable cause) {
    this(kind, message, null, cause);
  }

  /** A failure of a kind, with what is known of it. */
  protected BackendException(
      ErrorKind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(kind, message, retryAfter, cause, null);
  }

  private BackendException(
      ErrorKind kind,
      String message,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause,
      @Nullable PolicyWrite other) {
    super(PrintableText.excerpt(String.valueOf(message), LONGEST_MESSAGE), cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.other = other;
  }

  /** A failure that the fabric asked to try again after a while. */
  public static BackendException retryAfter(ErrorKind kind, String message, Duration after) {
    return new BackendException(kind, message, after, null);
  }

  /**
   * A {@link ErrorKind#CONFLICT} with another change of the same owner's policy.
   *
   * @param other the change, of whatever process
   */
  public static BackendException changedBy(PolicyWrite other, String message) {
    return new BackendException(ErrorKind.CONFLICT, message, null, null, other);
  }

  /** As {@link #changedBy(PolicyWrite, String)}, to try again after a while. */
  public static BackendException changedBy(PolicyWrite other, String message, Duration after) {
    return new BackendException(ErrorKind.CONFLICT, message, after, null, other);
  }

  /** The kind of failure. */
  public ErrorKind kind() {
    return kind;
  }

  /** How long to wait before trying again, where the fabric said. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The other change of the owner's policy that was in the way, where the fabric names it. */
  public Optional<PolicyWrite> other() {
    return Optional.ofNullable(other);
  }
}
