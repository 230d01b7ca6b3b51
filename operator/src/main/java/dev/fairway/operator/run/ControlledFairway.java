package dev.fairway.operator.run;

import dev.fairway.core.net.Flow;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.WritePermission;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.UnansweredException;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;

/** The adapter's controller, and the client that it writes with. */
final class ControlledFairway implements FairwayInstance {

  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final FairwayController controller;

  ControlledFairway(KubernetesClient client, FairwayController controller) {
    this.client = client;
    this.controller = controller;
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
    return controller
        .status()
        .orElseGet(() -> new StatusState(0, Optional.empty(), Optional.empty()));
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow) {
    try {
      return controller
          .loop()
          .between(backend -> backend.tracePath(flow, onlyAsking()), LONGEST_QUESTION);
    } catch (BackendException | UnansweredException cannotTell) {
      return Optional.empty();
    }
  }

  /** A call that may never write. */
  private static CallContext onlyAsking() {
    WritePermission none = new WritePermission();
    none.withdraw();
    return new DeadlineCallContext(LONGEST_QUESTION, System::nanoTime, true, "question", none);
  }

  @Override
  public void lead() {
    controller.loop().lead();
  }

  @Override
  public void standBy() {
    controller.loop().standBy();
  }

  @Override
  public void close() {
    controller.close();
    client.close();
  }
}
