package dev.fairway.runtime.loop;

import java.time.Duration;

/**
 * The time that a loop lives by, and how it waits. Tests have one whose time passes when they say
 * so.
 */
public interface LoopClock {

  /** The machine's own. */
  static LoopClock system() {
    return new SystemLoopClock();
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

  /** Ends the wait that is under way, or the next one. From any thread. */
  void wake();
}
