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

/**
 * The throttle of changes: the pause between two pushes, the pause after another user's edit, and
 * the plan that the controllers refused last. In memory only; one call at a time.
 */
final class PushThrottle {

  private static final String EDITED_BY_OTHERS =
      "somebody else edits policy on the Manager, and has not pushed or dropped the edit yet";

  private final PushTiming timing;
  private final ManagerClock clock;
  private final Map<Digest, String> refused = new HashMap<>();
  private boolean probes = true;
  private Optional<Duration> nextPush = Optional.empty();
  private Optional<Duration> yieldUntil = Optional.empty();

  PushThrottle(PushTiming timing, ManagerClock clock) {
    this.timing = timing;
    this.clock = clock;
  }

  /**
   * Refuses a change that comes too early, or that the controllers refused before.
   *
   * @throws BackendException of kind {@code REJECTED}, {@code CONFLICT} or {@code NOT_YET}
   */
  void require(Plan plan) {
    String why = refused.get(plan.digest());
    if (why != null) {
      throw new BackendException(
          ErrorKind.REJECTED, "the same change was refused before and is not tried again: " + why);
    }
    requirePast(yieldUntil, ErrorKind.CONFLICT, EDITED_BY_OTHERS);
    requirePast(
        nextPush,
        ErrorKind.NOT_YET,
        "controllers are pushed to at most once in " + timing.minPushInterval().toSeconds() + " s");
  }

  private void requirePast(Optional<Duration> moment, ErrorKind kind, String why) {
    Duration left = moment.map(until -> until.minus(clock.now())).orElse(Duration.ZERO);
    if (!left.isNegative() && !left.isZero()) {
      throw BackendException.retryAfter(kind, why, left);
    }
  }

  /** Notes that a push that took so long has ended now. */
  void pushed(Duration took) {
    Duration pause = timing.minPushInterval();
    if (!pause.isZero()) {
      Duration longer = pause.compareTo(took) < 0 ? took : pause;
      nextPush = Optional.of(clock.now().plus(longer));
    }
  }

  /** Notes that another user edits policy now, and returns the refusal of the change. */
  BackendException editedByOthers() {
    yieldUntil = Optional.of(clock.now().plus(timing.yieldAfterForeign()));
    return BackendException.retryAfter(
        ErrorKind.CONFLICT, EDITED_BY_OTHERS, timing.yieldAfterForeign());
  }

  /**
   * Notes that an edit was refused as locked right after the probe had passed: the probe itself may
   * hold the lock on this Manager, and is left out from now on.
   */
  void lockedAfterProbe() {
    probes = false;
  }

  /** True where the probe of the edit lock may be sent. */
  boolean probes() {
    return probes;
  }

  /** Notes that all controllers refused the plan. */
  void refused(Plan plan, String why) {
    refused.clear();
    refused.put(plan.digest(), why);
  }
}
