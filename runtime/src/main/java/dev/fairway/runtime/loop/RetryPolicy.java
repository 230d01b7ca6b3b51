package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The exponential backoff between attempts: twice as long each time, up to a bound, and up to a
 * quarter shorter by chance (jitter), so that many processes that lost the same fabric do not all
 * come back in one moment.
 */
final class RetryPolicy {

  /** The least first wait after the fabric did not accept the credentials. */
  static final Duration UNAUTHORIZED_FIRST = Duration.ofMinutes(1);

  /** The most that a fabric may ask for: a slip in its answer must not stop the loop for ever. */
  static final Duration LONGEST_ASKED = Duration.ofDays(1);

  private static final int MOST_DOUBLINGS = 20;
  private static final double SPREAD = 0.25;

  private final LoopSettings settings;
  private final RandomGenerator random;

  /**
   * The wait after a sync.
   *
   * @param quiet for so long no sync begins, whatever happens
   * @param retry after that a sync begins although nothing happened; not shorter than {@code
   *     quiet}; empty: only at the next event or the next resync
   * @param alone true where the fabric is not even looked at while it is {@code quiet}
   */
  record Backoff(Duration quiet, Optional<Duration> retry, boolean alone) {

    /** No wait, and no attempt by itself. */
    static final Backoff NONE = new Backoff(Duration.ZERO, Optional.empty(), false);

    /** The same, with an attempt after that time at the latest. */
    Backoff retryingWithin(Duration longest) {
      boolean sooner = retry.isPresent() && retry.get().compareTo(longest) < 0;
      return sooner ? this : new Backoff(quiet, Optional.of(longest), alone);
    }

    private static Backoff of(Duration wait) {
      return new Backoff(wait, Optional.of(wait), false);
    }

    private static Backoff alone(Duration wait) {
      return new Backoff(wait, Optional.of(wait), true);
    }
  }

  RetryPolicy(LoopSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * The wait after a failure.
   *
   * @param attempt how many in a row it is, from 1
   */
  Backoff after(FailureClass failure, int attempt) {
    return switch (failure.remedy()) {
      case NONE, CHANGE -> Backoff.NONE;
      case LOOK_AGAIN ->
          failure.retryAfter().isPresent()
              ? Backoff.of(asked(failure))
              : attempt == 1 ? Backoff.of(Duration.ZERO) : soon(attempt - 1);
      case WAIT -> Backoff.of(asked(failure));
      case GO_ON -> soon(1);
      case RETRY -> soon(attempt);
      case BACK_OFF -> alone(settings.firstRetry(), failure, attempt);
      case BACK_OFF_LONG ->
          alone(SyncSchedule.later(settings.firstRetry(), UNAUTHORIZED_FIRST), failure, attempt);
    };
  }

  private Duration asked(FailureClass failure) {
    return earlier(failure.retryAfter().orElse(settings.firstRetry()), LONGEST_ASKED);
  }

  /** A change may be what mends it, so it is not held back; but not at the pace of changes. */
  private Backoff soon(int attempt) {
    Duration least = settings.firstRetry().minus(scaled(settings.firstRetry(), SPREAD));
    return new Backoff(least, Optional.of(grown(settings.firstRetry(), attempt)), false);
  }

  private Backoff alone(Duration first, FailureClass failure, int attempt) {
    Duration own = grown(first, attempt);
    if (failure.retryAfter().isEmpty()) {
      return Backoff.alone(own);
    }
    Duration asked = asked(failure);
    Duration spread = asked.plus(scaled(asked, SPREAD * random.nextDouble()));
    return Backoff.alone(SyncSchedule.later(spread, own));
  }

  private Duration grown(Duration first, int attempt) {
    Duration bound = SyncSchedule.later(first, settings.longestRetry());
    long factor = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
    Duration whole = earlier(first.multipliedBy(factor), bound);
    return whole.minus(scaled(whole, SPREAD * random.nextDouble()));
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
