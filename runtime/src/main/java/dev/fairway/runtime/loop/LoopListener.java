package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;

/**
 * A listener of the state of a loop and of the changes that it applied. Called in the loop's
 * thread, with values only; whatever it throws is logged and changes nothing.
 */
public interface LoopListener {

  /**
   * Called where the loop is in another state, or in the same state with other figures than how
   * much time has passed. Several transitions within one moment may make one call.
   */
  default void stateChanged(LoopState state) {}

  /**
   * Called where a sync applied the changes that were reported before it began. Once for each
   * change: those that were debounced together make one call. Not for syncs of a frozen loop, which
   * apply nothing, and not for changes that were left to another process.
   *
   * @param report the report of that sync
   * @param sinceChange the time since {@link SyncLoop#changed} reported the oldest of them
   */
  default void changesApplied(SyncReport report, Duration sinceChange) {}
}
