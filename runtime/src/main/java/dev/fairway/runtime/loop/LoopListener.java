package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;

/**
 * Hears of what a loop does between passes and around them. Called in the loop's thread, with
 * values only; whatever it throws is logged and changes nothing.
 */
public interface LoopListener {

  /** The loop is in another state, or the same state has other figures. */
  default void moved(LoopState state) {}

  /**
   * The fabric does all that the oldest change not yet carried out asked for.
   *
   * @param report of the pass that did it
   * @param sinceChange from the moment the loop was told of that change
   */
  default void caughtUp(SyncReport report, Duration sinceChange) {}
}
