package dev.fairway.benchmarks;

import java.util.concurrent.TimeUnit;

/** Rings when something happened in another thread, and counts. Thread-safe. */
final class EventCounter {

  private static final long LONGEST_SECONDS = 120;

  private long rung;

  synchronized void ring() {
    rung++;
    notifyAll();
  }

  synchronized long rung() {
    return rung;
  }

  /**
   * Waits until it has rung more often than that, and says how often.
   *
   * @throws IllegalStateException where it does not in two minutes
   */
  synchronized long awaitMoreThan(long seen) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (rung <= seen) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException("nothing happened in " + LONGEST_SECONDS + " seconds");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return rung;
  }
}
