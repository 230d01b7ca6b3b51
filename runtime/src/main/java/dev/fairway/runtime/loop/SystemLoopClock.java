package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's clock. Thread-safe. */
final class SystemLoopClock implements LoopClock {

  private final Semaphore woken = new Semaphore(0);

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void await(Duration longest) throws InterruptedException {
    if (woken.tryAcquire(
        Math.max(0, TimeUnit.NANOSECONDS.convert(longest)), TimeUnit.NANOSECONDS)) {
      woken.drainPermits();
    }
  }

  @Override
  public void wake() {
    // One is enough, and a million changes during a pass must not add up.
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }
}
