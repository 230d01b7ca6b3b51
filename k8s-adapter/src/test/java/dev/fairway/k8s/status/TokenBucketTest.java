package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void tryTake_afterARest_givesTheBurstAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(50, 100, Long.MIN_VALUE + 5);
    long now = Long.MIN_VALUE + 5 + 3600 * SECOND;
    int taken = 0;
    while (bucket.tryTake(now)) {
      taken++;
    }
    assertEquals(100, taken);
    assertEquals(SECOND / 50, bucket.nanosUntilNext(now));
    assertFalse(bucket.tryTake(now + SECOND / 50 - 1));
    assertTrue(bucket.tryTake(now + SECOND / 50));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tryTake_atRandomTimes_neverGivesMoreThanItMay(long seed) {
    Random random = new Random(seed);
    TokenBucket bucket = new TokenBucket(10, 5, 0);
    long now = 0;
    long taken = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextInt((int) (SECOND / 5));
      boolean promised = bucket.nanosUntilNext(now) == 0;
      boolean given = bucket.tryTake(now);
      assertEquals(promised, given);
      taken += given ? 1 : 0;
      assertTrue(taken <= 5 + now / (SECOND / 10), "at " + now);
    }
    assertTrue(taken > 5, "some were given");
  }
}
