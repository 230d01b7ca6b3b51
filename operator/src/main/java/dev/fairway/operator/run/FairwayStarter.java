package dev.fairway.operator.run;

import dev.fairway.k8s.status.StatusListener;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.spi.SdwanBackend;
import java.util.List;

/** The starter of a Fairway instance. */
@FunctionalInterface
public interface FairwayStarter {

  /** Starts an instance that watches at once, and stands by until it leads. */
  FairwayInstance start(Dependencies dependencies);

  /**
   * The dependencies of an instance.
   *
   * @param cluster the cluster; each call gives a new configuration
   * @param settings the settings
   * @param backend opened; stays its caller's to close
   * @param syncListeners the listeners of its syncs
   * @param loopListeners the listeners of its loop
   * @param statusListener the listener of what it writes to the cluster
   * @param identity the name of this process in Events
   */
  record Dependencies(
      ClusterAccess cluster,
      Settings settings,
      SdwanBackend backend,
      List<SyncListener> syncListeners,
      List<LoopListener> loopListeners,
      StatusListener statusListener,
      String identity) {

    /** Copies. */
    public Dependencies {
      syncListeners = List.copyOf(syncListeners);
      loopListeners = List.copyOf(loopListeners);
    }
  }
}
