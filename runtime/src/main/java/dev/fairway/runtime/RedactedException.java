package dev.fairway.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Where something broke, without what it said: the classes and lines of a throwable and of its
 * causes. The words of a mistake in somebody's backend may hold anything, a password too, and a log
 * prints the words of every cause.
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

  /** The same place, without words; of a long or endless chain of causes the first 16. */
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
