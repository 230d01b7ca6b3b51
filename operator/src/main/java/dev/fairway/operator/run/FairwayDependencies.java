package dev.fairway.operator.run;

import dev.fairway.k8s.status.StatusListener;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.spi.SdwanBackend;
import java.util.List;

/**
 * What a running Fairway is made of.
 *
 * @param cluster where the cluster is; each call gives a new configuration
 * @param settings the settings
 * @param backend opened; stays its caller's to close
 * @param syncListeners to be told of every pass
 * @param loopListeners to be told of the loop
 * @param statusListener to be told of what is written back to the cluster
 * @param instance what this process is called in Events
 */
public record FairwayDependencies(
    ClusterAccess cluster,
    Settings settings,
    SdwanBackend backend,
    List<SyncListener> syncListeners,
    List<LoopListener> loopListeners,
    StatusListener statusListener,
    String instance) {

  /** Copies. */
  public FairwayDependencies {
    syncListeners = List.copyOf(syncListeners);
    loopListeners = List.copyOf(loopListeners);
  }
}
