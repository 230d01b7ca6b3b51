package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestPacingTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Optional<Duration> ONE_SECOND = Optional.of(Duration.ofSeconds(1));

  private final RequestPacing pacing =
      new RequestPacing(8, PublisherFixture.settings(Duration.ZERO), Optional.empty(), 0);

  /** How many requests may be sent now, all of which then succeed. */
  private int atOnce(long now) {
    int started = 0;
    while (pacing.tryStart(now)) {
      started++;
    }
    for (int i = 0; i < started; i++) {
      pacing.dropped();
    }
    return started;
  }

  private void succeed(int times, long now) {
    for (int i = 0; i < times; i++) {
      assertTrue(pacing.tryStart(now));
      pacing.succeeded();
    }
  }

  private void fail(long now, Optional<Duration> retryAfter) {
    assertTrue(pacing.tryStart(now));
    pacing.failed(now, retryAfter);
  }

  @Test
  void tryStart_whatEndsMakesRoom_withoutARate() {
    for (int i = 0; i < 8; i++) {
      assertTrue(pacing.tryStart(0));
    }
    assertFalse(pacing.tryStart(0));
    assertEquals(OptionalLong.empty(), pacing.nanosUntilNext(0));
    pacing.succeeded();
    assertTrue(pacing.tryStart(0));
  }

  @Test
  void failed_withRetryAfter_pausesAllAndHalvesHowManyAreSentAtOnce() {
    fail(0, ONE_SECOND);
    assertFalse(pacing.tryStart(1_000 * MILLI - 1));
    assertEquals(OptionalLong.of(1_000 * MILLI), pacing.nanosUntilNext(0));
    assertEquals(4, atOnce(1_000 * MILLI));
    succeed(4 + 5, 1_000 * MILLI);
    assertEquals(6, atOnce(1_000 * MILLI));
    succeed(100, 1_000 * MILLI);
    assertEquals(8, atOnce(1_000 * MILLI));
  }

  @Test
  void failed_severalWithRetryAfterAtOnce_countAsOne() {
    for (int i = 0; i < 8; i++) {
      assertTrue(pacing.tryStart(0));
    }
    for (int i = 0; i < 8; i++) {
      pacing.failed(0, ONE_SECOND);
    }
    assertEquals(4, atOnce(1_000 * MILLI));
  }

  @Test
  void failed_againAndAgain_leavesOneAtOnce() {
    for (int second = 0; second < 10; second++) {
      fail(second * 1_000 * MILLI, ONE_SECOND);
    }
    assertEquals(1, atOnce(10_000 * MILLI));
  }

  @Test
  void failed_retryAfterOfAnHour_isBounded() {
    fail(0, Optional.of(Duration.ofHours(1)));
    assertEquals(OptionalLong.of(8_000 * MILLI), pacing.nanosUntilNext(0));
  }

  @Test
  void failed_otherwise_pausesFromTheSecondInARowOnAndUpToABound() {
    long now = 0;
    for (long pause : new long[] {0, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000}) {
      fail(now, Optional.empty());
      assertEquals(OptionalLong.of(pause * MILLI), pacing.nanosUntilNext(now));
      now += pause * MILLI;
    }
    assertEquals(8, atOnce(now));
    assertTrue(pacing.tryStart(now));
    assertEquals(10, pacing.succeeded());
    fail(now, Optional.empty());
    assertEquals(OptionalLong.of(0), pacing.nanosUntilNext(now));
  }
}
