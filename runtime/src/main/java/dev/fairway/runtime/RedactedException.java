package dev.fairway.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An exception without messages: the classes and stack traces of a throwable and of its causes. The
 * message of a bug in a vendor's backend may hold anything, a password too, and a log prints the
 * message of every cause.
 */
final class RedactedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 16;

  private final String type;

  private RedactedException(Throwable thrown, @Nullable Throwable cause) {
    super(thrown.getClass().getName(), cause, false, true);
    this.type = thrown.getClass().getName();
    setStackTrace(thrown.getStackTrace());
  }

  /** The same without messages; of a long or endless chain of causes the first 16. */
  static RedactedException of(Throwable thrown) {
    return of(thrown, MOST_CAUSES);
  }

  private static RedactedException of(Throwable thrown, int causes) {
    Throwable cause = thrown.getCause();
    return new RedactedException(
        thrown, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }

  /** The class that was thrown. */
  @Override
  public String toString() {
    return type;
  }
}
