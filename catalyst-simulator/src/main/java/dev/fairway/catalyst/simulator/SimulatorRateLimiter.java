package dev.fairway.catalyst.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The rate limiter of the server, in sliding windows. Thread-safe. */
final class SimulatorRateLimiter {

  private static final PathPattern BULK = PathPattern.parse("/data/device/**");

  private final Optional<RateLimits> limits;
  private final InstantSource clock;
  private final Deque<Instant> general = new ArrayDeque<>();
  private final Deque<Instant> bulk = new ArrayDeque<>();

  SimulatorRateLimiter(Optional<RateLimits> limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @throws RefusedRequestException where it is one too many
   */
  void check(SimulatorRequest request) {
    limits.ifPresent(
        kept -> {
          if (request.api() && BULK.matches(request.path())) {
            count(bulk, kept.bulkPerMinute(), Duration.ofMinutes(1));
          } else {
            count(general, kept.perSecond(), Duration.ofSeconds(1));
          }
        });
  }

  private synchronized void count(Deque<Instant> served, int most, Duration window) {
    Instant now = clock.instant();
    served.removeIf(at -> !at.isAfter(now.minus(window)));
    if (served.size() >= most) {
      Duration wait = Duration.between(now, served.getFirst().plus(window));
      long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
      throw new RefusedRequestException(
          HtmlPages.error(429, "Too Many Requests").with("Retry-After", String.valueOf(seconds)));
    }
    served.addLast(now);
  }
}
