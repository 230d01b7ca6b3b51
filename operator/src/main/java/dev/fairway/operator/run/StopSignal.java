package dev.fairway.operator.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The signal that ends a process. Thread-safe; once given it stays. */
public final class StopSignal {

  private final CountDownLatch given = new CountDownLatch(1);

  /** Not given yet. */
  public StopSignal() {}

  /** Gives it. */
  public void give() {
    given.countDown();
  }

  /** True once it was given. */
  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits for it; an interrupt counts as one, and its flag stays. */
  public void await() {
    try {
      given.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      give();
    }
  }

  /** Waits for it, or for that long; true where it was given. */
  boolean await(Duration longest) {
    try {
      return given.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      give();
      return true;
    }
  }
}
