package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, up to a bound, and up to a quarter
 * shorter by chance, so that many who lost the same fabric do not all come back in one moment.
 */
final class RetryPolicy {

  /** What the first wait is at least after the fabric did not accept who we are. */
  static final Duration UNAUTHORIZED_FIRST = Duration.ofMinutes(1);

  /** What a fabric may ask for at most: a slip in its answer must not stop the loop for ever. */
  static final Duration LONGEST_ASKED = Duration.ofDays(1);

  private static final int MOST_DOUBLINGS = 20;
  private static final double SPREAD = 0.25;

  private final LoopSettings settings;
  private final RandomGenerator random;

  RetryPolicy(LoopSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * The wait after a failure.
   *
   * @param attempt how many in a row it is, from 1
   */
  Backoff after(FailureClass setback, int attempt) {
    return switch (setback.remedy()) {
      case NONE, CHANGE -> Backoff.NONE;
      case LOOK_AGAIN ->
          setback.retryAfter().isPresent()
              ? asked(setback)
              : attempt == 1 ? atOnce() : soon(attempt - 1);
      case WAIT -> asked(setback);
      case GO_ON -> soon(1);
      case RETRY -> soon(attempt);
      case BACK_OFF -> alone(settings.firstRetry(), setback, attempt);
      case BACK_OFF_LONG ->
          alone(Moments.later(settings.firstRetry(), UNAUTHORIZED_FIRST), setback, attempt);
    };
  }

  private Backoff asked(FailureClass setback) {
    Duration wait =
        Moments.earlier(setback.retryAfter().orElse(settings.firstRetry()), LONGEST_ASKED);
    return new Backoff(wait, Optional.of(wait));
  }

  private static Backoff atOnce() {
    return new Backoff(Duration.ZERO, Optional.of(Duration.ZERO));
  }

  /** A change may be what mends it, so one comes first; but not at the pace of changes. */
  private Backoff soon(int attempt) {
    Duration least = settings.firstRetry().minus(scaled(settings.firstRetry(), SPREAD));
    return new Backoff(least, Optional.of(grown(settings.firstRetry(), attempt)));
  }

  private Backoff alone(Duration first, FailureClass setback, int attempt) {
    Duration own = grown(first, attempt);
    Duration wait =
        setback
            .retryAfter()
            .map(asked -> Moments.earlier(asked, LONGEST_ASKED))
            .map(asked -> asked.plus(scaled(asked, SPREAD * random.nextDouble())))
            .map(asked -> Moments.later(asked, own))
            .orElse(own);
    return new Backoff(wait, Optional.of(wait));
  }

  private Duration grown(Duration first, int attempt) {
    Duration bound = Moments.later(first, settings.longestRetry());
    long factor = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
    Duration whole = Moments.earlier(first.multipliedBy(factor), bound);
    return whole.minus(scaled(whole, SPREAD * random.nextDouble()));
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
