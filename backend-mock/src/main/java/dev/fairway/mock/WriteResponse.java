package dev.fairway.mock;

import dev.fairway.core.plan.Revision;
import dev.fairway.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

/**
 * The response of the fabric to one write.
 *
 * @param after how long the answer takes
 * @param begun false where nothing of the write is carried out
 * @param done how many steps of the plan are carried out now, from its first one, as far as the
 *     fabric confirms them
 * @param revision what the owner's rules are at now
 * @param failure the failure of the step after those, where the fabric names one
 * @param unknown the reason for which the fabric confirms no more, where it does not
 */
record WriteResponse(
    Duration after,
    boolean begun,
    int done,
    Revision revision,
    Optional<BackendException> failure,
    Optional<String> unknown) {

  /** Longer than any call, and short enough to be counted in nanoseconds. */
  private static final Duration FOR_EVER = Duration.ofDays(365);

  static WriteResponse done(Duration after, int done, Revision revision) {
    return new WriteResponse(after, true, done, revision, Optional.empty(), Optional.empty());
  }

  static WriteResponse refused(Revision revision, BackendException failure) {
    return new WriteResponse(
        Duration.ZERO, false, 0, revision, Optional.of(failure), Optional.empty());
  }

  static WriteResponse stopped(int done, Revision revision, BackendException failure) {
    return new WriteResponse(
        Duration.ZERO, true, done, revision, Optional.of(failure), Optional.empty());
  }

  static WriteResponse lost(int confirmed, Revision revision, String why) {
    return new WriteResponse(
        Duration.ZERO, true, confirmed, revision, Optional.empty(), Optional.of(why));
  }

  static WriteResponse never(Revision revision) {
    return done(FOR_EVER, 0, revision);
  }
}
