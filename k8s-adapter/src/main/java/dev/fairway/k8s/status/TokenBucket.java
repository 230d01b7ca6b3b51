package dev.fairway.k8s.status;

import java.util.concurrent.TimeUnit;

/** A rate limiter with bursts, as a token bucket. Not thread-safe. */
final class TokenBucket {

  private final long perToken;
  private final long full;
  private long saved;
  private long last;

  /**
   * A full bucket.
   *
   * @param perSecond how many a second
   * @param burst how many at once
   * @param now nanoseconds that only grow
   */
  TokenBucket(int perSecond, int burst, long now) {
    perToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
    full = perToken * burst;
    saved = full;
    last = now;
  }

  boolean tryTake(long now) {
    fill(now);
    if (saved < perToken) {
      return false;
    }
    saved -= perToken;
    return true;
  }

  /** The time until the next token, in nanoseconds; 0: there is one. */
  long nanosUntilNext(long now) {
    fill(now);
    return Math.max(0, perToken - saved);
  }

  private void fill(long now) {
    // A rest longer than it takes to fill up counts no more than that, so that no sum overflows.
    saved = Math.min(full, saved + Math.min(full, Math.max(0, now - last)));
    last = now;
  }
}
