package dev.fairway.benchmarks;

import java.util.concurrent.TimeUnit;

/** A counter of events in other threads, with a wait for the next one. Thread-safe. */
final class EventCounter {

  private static final long LONGEST_SECONDS = 120;

  private long count;

  synchronized void increment() {
    count++;
    notifyAll();
  }

  synchronized long count() {
    return count;
  }

  /**
   * Waits until the count exceeds the given one, and returns it.
   *
   * @throws IllegalStateException where it does not within two minutes
   */
  synchronized long awaitMore(long seen) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (count <= seen) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException("nothing happened in " + LONGEST_SECONDS + " seconds");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return count;
  }
}
