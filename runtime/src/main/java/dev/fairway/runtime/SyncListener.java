package dev.fairway.runtime;

import dev.fairway.core.snapshot.FleetSnapshot;
import java.time.Duration;

/**
 * A listener of syncs, for metrics and traces. Called in the thread of the sync, with values only;
 * whatever it throws is logged and changes nothing.
 */
public interface SyncListener {

  /** Called when a sync begins. */
  default void syncStarted(String correlationId, FleetSnapshot fleet) {}

  /** Called when a call to the backend has ended, well or not. */
  default void backendCalled(BackendCall call) {}

  /**
   * Called when the sync has planned, and nothing was written yet: the moment to make lasting what
   * was accepted. Called once a sync, also for a plan that is empty or refused.
   */
  default void planned(PlannedSync planned) {}

  /** Called when a sync has ended. */
  default void syncEnded(SyncReport report, Duration took) {}
}
