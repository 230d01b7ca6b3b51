package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.loop.LoopSettings;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;

/** The whole operator, on the demo's API and fabric, with every default but its patience. */
final class DemoOperator implements FairwayInstance {

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
  private final DemoWan wan;
  private final SdwanBackend backend;
  private final KubernetesClient client;
  private final WrittenStatuses statuses = new WrittenStatuses();
  private final FairwayController controller;

  DemoOperator(DemoApi api, DemoWan wan, OwnerId owner, SyncListener listener) {
    this.api = api;
    this.wan = wan;
    this.backend = wan.backend(owner);
    this.client = api.newClient();
    this.controller =
        FairwayController.of(
                client,
                ClusterSettings.of(DemoCluster.NAME),
                SyncLoop.over(backend).syncListener(listener).settings(QUICK))
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

  @Override
  public LoopState state() {
    return controller.loop().state();
  }

  @Override
  public WatchState watches() {
    return controller.watches();
  }

  @Override
  public StatusState status() {
    return controller.status().orElseThrow();
  }

  /** This fabric may be asked at any time. */
  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    return Optional.of(wan.forward(flow));
  }

  @Override
  public void lead() {
    controller.loop().lead();
  }

  @Override
  public void standBy() {
    controller.loop().standBy();
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
