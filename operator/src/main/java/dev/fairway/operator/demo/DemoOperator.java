package dev.fairway.operator.demo;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The whole operator, on the demo's API and fabric, with every default but its patience. */
final class DemoOperator implements AutoCloseable {

  /** How long it waits for further changes: short, because nobody wants to wait. */
  static final Duration DEBOUNCE = Duration.ofMillis(10);

  private static final LoopSettings QUICK =
      new LoopSettings(
          DEBOUNCE,
          DEBOUNCE.multipliedBy(10),
          LoopSettings.DEFAULTS.resync(),
          LoopSettings.DEFAULTS.inventoryInterval(),
          LoopSettings.DEFAULTS.firstRetry(),
          LoopSettings.DEFAULTS.longestRetry(),
          LoopSettings.DEFAULTS.grace());

  private final DemoApi api;
  private final SdwanBackend backend;
  private final KubernetesClient client;
  private final WrittenStatuses statuses = new WrittenStatuses();
  private final FairwayController controller;

  DemoOperator(DemoApi api, MockFabric fabric, OwnerId owner, SyncListener listener) {
    this.api = api;
    this.backend = fabric.backend(owner);
    this.client = api.newClient();
    this.controller =
        FairwayController.of(
                client,
                ClusterSettings.of(DemoCluster.NAME),
                SyncLoop.over(backend).passListener(listener).settings(QUICK))
            .statusListener(statuses)
            .build();
  }

  void start() {
    controller.start();
  }

  /** It looks at everything now, as it does from time to time. */
  void lookNow() {
    controller.loop().changed();
  }

  /** What it writes into statuses. */
  WrittenStatuses statuses() {
    return statuses;
  }

  /**
   * Ends. The API goes first: a client that cuts off a watch itself may break while it still reads
   * from it.
   */
  @Override
  public void close() {
    controller.loop().close();
    api.goAway();
    controller.close();
    client.close();
    backend.close();
  }
}
