package dev.fairway.runtime;

import dev.fairway.core.snapshot.FleetSnapshot;
import java.time.Duration;

/**
 * Hears of passes: for metrics and traces. Called in the thread of the pass, with values only;
 * whatever it throws is logged and changes nothing.
 */
public interface SyncListener {

  /** A pass begins. */
  default void syncStarted(String correlationId, FleetSnapshot fleet) {}

  /** A call to the backend has ended, well or not. */
  default void backendCalled(BackendCall call) {}

  /**
   * The pass knows what it would do, and nothing was written yet: the moment to make lasting what
   * was accepted. Called once a pass, also for a plan that is empty or refused.
   */
  default void planned(PlannedSync pass) {}

  /** A pass has ended. */
  default void syncEnded(SyncReport report, Duration took) {}
}
