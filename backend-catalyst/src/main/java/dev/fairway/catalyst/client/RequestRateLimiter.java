package dev.fairway.catalyst.client;

import java.time.Duration;

/** Whose turn it is, over all threads. Thread-safe; never waits itself. */
final class RequestRateLimiter {

  private static final String BULK = "/data/device/";

  private final ManagerClock clock;
  private final WindowLimit all;
  private final WindowLimit bulk;
  private Duration held;

  RequestRateLimiter(RequestRateLimits pace, ManagerClock clock) {
    this.clock = clock;
    this.all = new WindowLimit(pace.perSecond(), Duration.ofSeconds(1));
    this.bulk = new WindowLimit(pace.bulkPerMinute(), Duration.ofMinutes(1));
    this.held = clock.now();
  }

  /** Takes a turn and gives zero, or takes none and gives how long to wait before asking again. */
  synchronized Duration take(ManagerRequest request) {
    Duration now = clock.now();
    boolean large = request.path().startsWith(BULK);
    Duration wait = longer(held.minus(now), all.untilRoom(now));
    if (large) {
      wait = longer(wait, bulk.untilRoom(now));
    }
    if (wait.isNegative() || wait.isZero()) {
      all.take(now);
      if (large) {
        bulk.take(now);
      }
      return Duration.ZERO;
    }
    return wait;
  }

  /** Nobody's turn for a while. */
  synchronized void hold(Duration time) {
    held = longer(held, clock.now().plus(time));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
