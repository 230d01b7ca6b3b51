package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;

/**
 * Hears of what a loop does between passes and around them. Called in the loop's thread, with
 * values only; whatever it throws is logged and changes nothing.
 */
public interface LoopListener {

  /**
   * The loop is in another state, or the same state has other figures than how much time has
   * passed. What happened within one moment may be told at once.
   */
  default void moved(LoopState state) {}

  /**
   * A pass has carried out the changes that the loop was told of before it began. Once for each
   * change: those that came in one wait are told together. Not for passes of a frozen loop, which
   * carry out nothing, and not for changes that another process was left with.
   *
   * @param report of the pass that did it
   * @param sinceChange from the moment the loop was told of the oldest of them
   */
  default void changesApplied(SyncReport report, Duration sinceChange) {}
}
