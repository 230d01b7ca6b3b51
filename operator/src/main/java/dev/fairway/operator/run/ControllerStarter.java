package dev.fairway.operator.run;

import dev.fairway.core.net.Flow;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.runtime.loop.UnansweredException;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.PacketPath;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The starter of the adapter's controller, with a Kubernetes client of its own. */
public final class ControllerStarter implements FairwayStarter {

  private static final Logger LOG = LoggerFactory.getLogger(ControllerStarter.class);
  private static final Duration LONGEST_QUERY = Duration.ofSeconds(5);

  /** Stateless. */
  public ControllerStarter() {}

  @Override
  public FairwayInstance start(Dependencies dependencies) {
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(dependencies.cluster().config()).build();
    FairwayController.Builder plan =
        FairwayController.of(
                client, SettingsMapping.cluster(dependencies.settings()), loop(dependencies))
            .statusListener(dependencies.statusListener());
    boolean enabled = dependencies.settings().status().enabled();
    FairwayController controller =
        (enabled
                ? plan.status(SettingsMapping.status(dependencies.identity()))
                : plan.withoutStatus())
            .start();
    return new ControllerInstance(client, controller);
  }

  private static SyncLoop.Builder loop(Dependencies dependencies) {
    Settings settings = dependencies.settings();
    SyncOptions.Builder options = SettingsMapping.syncs(settings);
    dependencies.syncListeners().forEach(options::listener);
    SyncLoop.Builder loop =
        SyncLoop.over(dependencies.backend())
            .options(options.build())
            .settings(SettingsMapping.loop(settings))
            .standingBy();
    dependencies.loopListeners().forEach(loop::listener);
    return loop;
  }

  /**
   * An instance that is a controller of the adapter; both are closed with it.
   *
   * @param client the client that the controller writes with
   */
  public record ControllerInstance(KubernetesClient client, FairwayController controller)
      implements FairwayInstance {

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
      return controller.status().orElse(StatusState.IDLE);
    }

    @Override
    public Optional<PacketPath> tracePath(Flow flow) {
      try {
        return controller
            .loop()
            .between(
                backend ->
                    backend.tracePath(
                        flow, DeadlineCallContext.readOnly(LONGEST_QUERY, "question")),
                LONGEST_QUERY);
      } catch (BackendException | UnansweredException unavailable) {
        LOG.debug("the fabric's answer is left out", unavailable);
        return Optional.empty();
      }
    }

    @Override
    public void freeze(String why) {
      controller.loop().freeze(why);
    }

    @Override
    public void unfreeze() {
      controller.loop().unfreeze();
    }

    @Override
    public void approve(String holdId, String who) {
      controller.loop().approve(holdId, who);
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
}
