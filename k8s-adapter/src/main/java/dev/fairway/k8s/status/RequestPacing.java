package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pacing of requests by the API server's own answers: as many at once as allowed, without a
 * rate of its own where none is given. A refusal with a time to wait (429 and {@code Retry-After},
 * of priority and fairness) is waited out by all, and halves how many are sent at once; each round
 * of successes adds one again. From the second other failure in a row on there is a short pause,
 * which doubles up to a bound while nothing succeeds. Not thread-safe.
 */
final class RequestPacing {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  private final int most;
  private final Duration longestPause;
  private final Duration longestRetryAfter;
  private final Optional<TokenBucket> rate;
  private int limit;
  private int inProgress;
  private int successes;
  private int failuresInARow;
  private long pausedUntil;

  /**
   * A pacing that allows everything at first.
   *
   * @param most how many requests at once
   * @param settings of the pauses
   * @param rate a limit besides
   * @param now nanoseconds that only grow
   */
  RequestPacing(int most, StatusSettings settings, Optional<TokenBucket> rate, long now) {
    this.most = most;
    this.longestPause = settings.firstRetry();
    this.longestRetryAfter = settings.longestRetry();
    this.rate = rate;
    this.limit = most;
    this.pausedUntil = now;
  }

  /** True where a request may be sent now; it is in progress from then on. */
  boolean tryStart(long now) {
    if (inProgress >= limit
        || pausedUntil - now > 0
        || (rate.isPresent() && !rate.get().tryTake(now))) {
      return false;
    }
    inProgress++;
    return true;
  }

  /** The time until a request may be sent, in nanoseconds; empty: not before another one ends. */
  OptionalLong nanosUntilNext(long now) {
    if (inProgress >= limit) {
      return OptionalLong.empty();
    }
    long token = rate.map(bucket -> bucket.nanosUntilNext(now)).orElse(0L);
    return OptionalLong.of(Math.max(token, Math.max(0, pausedUntil - now)));
  }

  /** Records that a request was not sent after all. */
  void dropped() {
    inProgress--;
  }

  /**
   * Records a request that succeeded.
   *
   * @return how many had failed since the last success
   */
  int succeeded() {
    inProgress--;
    int failed = failuresInARow;
    failuresInARow = 0;
    successes++;
    if (limit < most && successes >= limit) {
      limit++;
      successes = 0;
    }
    return failed;
  }

  /**
   * Records a request that failed.
   *
   * @param retryAfter the time that the API server asked to wait
   */
  void failed(long now, Optional<Duration> retryAfter) {
    inProgress--;
    failuresInARow++;
    successes = 0;
    boolean pausedAlready = pausedUntil - now > 0;
    if (retryAfter.isPresent() && !pausedAlready) {
      limit = Math.max(1, limit / 2);
    }
    Duration pause = retryAfter.map(asked -> least(asked, longestRetryAfter)).orElse(pause());
    long until = now + pause.toNanos();
    pausedUntil = pausedUntil - until > 0 ? pausedUntil : until;
  }

  private Duration pause() {
    if (failuresInARow == 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failuresInARow - 2, 10);
    return least(FIRST_PAUSE.multipliedBy(1L << doublings), longestPause);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
