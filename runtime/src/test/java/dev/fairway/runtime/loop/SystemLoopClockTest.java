package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemLoopClockTest {

  /** Longer than any number of nanoseconds that there is. */
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final LoopClock clock = LoopClock.system();

  @Test
  void await_wokenBefore_returnsAtOnce() throws Exception {
    clock.wake();
    clock.await(FOR_EVER);
  }

  @Test
  void await_wokenMeanwhile_returns() throws Exception {
    Thread waker = new Thread(clock::wake);
    waker.start();
    clock.await(FOR_EVER);
    waker.join();
  }

  @Test
  void await_noTime_returns() throws Exception {
    clock.await(Duration.ZERO);
    clock.await(Duration.ofSeconds(-5));
  }

  @Test
  void await_wokenOften_returnsEarlyOnce() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      clock.wake();
    }
    clock.await(FOR_EVER);
    long before = clock.nanoTime();
    clock.await(Duration.ofMillis(5));
    long waited = clock.nanoTime() - before;
    assertTrue(waited >= Duration.ofMillis(5).toNanos(), () -> waited + " ns");
  }

  @Test
  void await_interrupted_throws() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> clock.await(FOR_EVER));
  }
}
