package dev.fairway.catalyst.client;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * The rate limiter of requests, over all threads: so many in any second, so many bulk requests in
 * any minute, and none while the Manager asked for a pause. Thread-safe; never waits itself.
 */
final class RequestRateLimiter {

  private static final String BULK = "/data/device/";

  private final ManagerClock clock;
  private final SlidingWindow all;
  private final SlidingWindow bulk;
  private Duration pausedUntil;

  RequestRateLimiter(RequestRateLimits limits, ManagerClock clock) {
    this.clock = clock;
    this.all = new SlidingWindow(limits.perSecond(), Duration.ofSeconds(1));
    this.bulk = new SlidingWindow(limits.bulkPerMinute(), Duration.ofMinutes(1));
    this.pausedUntil = clock.now();
  }

  /**
   * Takes a permit for a request.
   *
   * @return zero; or, without a permit, how long to wait before asking again
   */
  synchronized Duration acquire(ManagerRequest request) {
    Duration now = clock.now();
    boolean large = request.path().startsWith(BULK);
    Duration wait = longer(pausedUntil.minus(now), all.untilRoom(now));
    if (large) {
      wait = longer(wait, bulk.untilRoom(now));
    }
    if (wait.isNegative() || wait.isZero()) {
      all.add(now);
      if (large) {
        bulk.add(now);
      }
      return Duration.ZERO;
    }
    return wait;
  }

  /** Gives no permit for that long. */
  synchronized void pause(Duration time) {
    pausedUntil = longer(pausedUntil, clock.now().plus(time));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** At most so many requests in any window of time. O(1) for each, amortised. */
  private static final class SlidingWindow {

    private final int most;
    private final Duration window;
    private final ArrayDeque<Duration> taken = new ArrayDeque<>();

    SlidingWindow(int most, Duration window) {
      this.most = most;
      this.window = window;
    }

    /** How long until there is room for one more; zero: now. */
    Duration untilRoom(Duration now) {
      while (!taken.isEmpty() && taken.getFirst().plus(window).compareTo(now) <= 0) {
        taken.removeFirst();
      }
      return taken.size() < most ? Duration.ZERO : taken.getFirst().plus(window).minus(now);
    }

    void add(Duration now) {
      taken.addLast(now);
    }
  }
}
