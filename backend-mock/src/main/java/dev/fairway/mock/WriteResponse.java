package dev.fairway.mock;

import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;

/**
 * The response of the fabric to one write.
 *
 * @param kind what became of it
 * @param after how long the answer takes
 * @param done how many steps of the plan are carried out now, from its first one, as far as the
 *     fabric confirms them
 * @param revision what the owner's rules are at now
 * @param error what sort of failure, for {@link Kind#REFUSED} and {@link Kind#STOPPED}
 * @param message what the fabric says
 * @param retryAfter when to try again; zero where it does not say
 */
record WriteResponse(
    Kind kind,
    Duration after,
    int done,
    Revision revision,
    ErrorKind error,
    String message,
    Duration retryAfter) {

  /** Longer than any call, and short enough to be counted in nanoseconds. */
  private static final Duration FOR_EVER = Duration.ofDays(365);

  /** What may become of a write. */
  enum Kind {
    /** All of it is carried out. */
    DONE,
    /** Nothing of it is carried out. */
    REFUSED,
    /** It was carried out up to a step that failed. */
    STOPPED,
    /** Not known, beyond the steps that are confirmed. */
    LOST,
    /** There is no answer. */
    NEVER
  }

  static WriteResponse done(Duration after, int done, Revision revision) {
    return new WriteResponse(
        Kind.DONE, after, done, revision, ErrorKind.INTERNAL, "", Duration.ZERO);
  }

  static WriteResponse refused(
      Revision revision, ErrorKind error, String message, Duration retryAfter) {
    return new WriteResponse(Kind.REFUSED, Duration.ZERO, 0, revision, error, message, retryAfter);
  }

  static WriteResponse stopped(int done, Revision revision, ErrorKind error, String message) {
    return new WriteResponse(
        Kind.STOPPED, Duration.ZERO, done, revision, error, message, Duration.ZERO);
  }

  static WriteResponse lost(int confirmed, Revision revision, String message) {
    return new WriteResponse(
        Kind.LOST, Duration.ZERO, confirmed, revision, ErrorKind.INTERNAL, message, Duration.ZERO);
  }

  static WriteResponse never(Revision revision) {
    return new WriteResponse(
        Kind.NEVER, FOR_EVER, 0, revision, ErrorKind.UNAVAILABLE, "", Duration.ZERO);
  }
}
