package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Digest;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one change has to know of those before it. In memory only; one call at a time. */
final class PushThrottle {

  private final PushTiming pace;
  private final ManagerClock clock;
  private final Map<Digest, String> refused = new HashMap<>();
  private Optional<Duration> nextPush = Optional.empty();
  private Optional<Duration> yieldUntil = Optional.empty();

  PushThrottle(PushTiming pace, ManagerClock clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Refuses a change that comes too early, or that the controllers have refused already.
   *
   * @throws BackendException of kind {@code REJECTED}, {@code CONFLICT} or {@code NOT_YET}
   */
  void requireTime(Plan plan) {
    String why = refused.get(plan.digest());
    if (why != null) {
      throw new BackendException(
          ErrorKind.REJECTED, "the same change was refused before and is not tried again: " + why);
    }
    left(yieldUntil)
        .ifPresent(
            left -> {
              throw BackendException.retryAfter(
                  ErrorKind.CONFLICT, "somebody else edits policy on the Manager", left);
            });
    left(nextPush)
        .ifPresent(
            left -> {
              throw BackendException.retryAfter(
                  ErrorKind.NOT_YET,
                  "controllers are pushed to at most once in "
                      + pace.minPushInterval().toSeconds()
                      + " s",
                  left);
            });
  }

  private Optional<Duration> left(Optional<Duration> moment) {
    return moment
        .map(until -> until.minus(clock.now()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  /** A push has ended now that took so long. */
  void pushed(Duration took) {
    Duration pause = pace.minPushInterval();
    if (!pause.isZero()) {
      Duration longer = pause.compareTo(took) < 0 ? took : pause;
      nextPush = Optional.of(clock.now().plus(longer));
    }
  }

  /** Somebody else is at work. */
  void stayAway() {
    yieldUntil = Optional.of(clock.now().plus(pace.yieldAfterForeign()));
  }

  /** All controllers refused the plan. */
  void refused(Plan plan, String why) {
    refused.clear();
    refused.put(plan.digest(), why);
  }
}
