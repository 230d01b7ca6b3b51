package dev.fairway.k8s.controller;

import dev.fairway.runtime.loop.LoopClock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** A loop's clock whose time passes only by {@link #advance}, while its thread waits in earnest. */
final class SteppedLoopClock implements LoopClock {

  private final AtomicLong nanos = new AtomicLong();
  private final Semaphore woken = new Semaphore(0);

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    wake();
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public void await(Duration longest) throws InterruptedException {
    if (!longest.isNegative() && !longest.isZero()) {
      woken.acquire();
      woken.drainPermits();
    }
  }

  @Override
  public void wake() {
    woken.release();
  }
}
