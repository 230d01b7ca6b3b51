package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The clock and the timer of a loop. Tests have one whose time passes when they say so. */
public interface LoopClock {

  /** The machine's clock. Thread-safe. */
  static LoopClock system() {
    return new LoopClock() {

      private final Semaphore woken = new Semaphore(0);

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void await(Duration longest) throws InterruptedException {
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(longest));
        if (woken.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
          woken.drainPermits();
        }
      }

      @Override
      public void wake() {
        // One is enough, and a million changes during a sync must not add up.
        if (woken.availablePermits() == 0) {
          woken.release();
        }
      }
    };
  }

  /** Nanoseconds that only grow, as {@link System#nanoTime} gives them. */
  long nanoTime();

  /**
   * Waits until {@link #wake} is called or the time has passed, whichever is first; returns at once
   * where it was called since the last wait. One thread waits.
   *
   * @param longest zero or negative: returns at once
   * @throws InterruptedException where the thread is interrupted
   */
  void await(Duration longest) throws InterruptedException;

  /** Ends the wait that is under way, or the next one. From any thread; never waits. */
  void wake();
}
