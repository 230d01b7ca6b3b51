package dev.fairway.operator.run;

import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Starts the adapter's controller, with a client of its own. */
public final class ControllerStarter implements FairwayStarter {

  /** Stateless. */
  public ControllerStarter() {}

  @Override
  public FairwayInstance start(FairwayDependencies parts) {
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(parts.cluster().config()).build();
    FairwayController.Builder plan =
        FairwayController.of(client, SettingsMapping.cluster(parts.settings()), loop(parts))
            .statusListener(parts.statusListener());
    boolean told = parts.settings().status().enabled();
    FairwayController controller =
        (told ? plan.status(SettingsMapping.status(parts.instance())) : plan.withoutStatus())
            .start();
    return new ControlledFairway(client, controller);
  }

  private static SyncLoop.Builder loop(FairwayDependencies parts) {
    Settings settings = parts.settings();
    SyncOptions.Builder options = SettingsMapping.passes(settings);
    parts.syncListeners().forEach(options::listener);
    SyncLoop.Builder loop =
        SyncLoop.over(parts.backend())
            .options(options.build())
            .settings(SettingsMapping.loop(settings))
            .standingBy();
    parts.loopListeners().forEach(loop::listener);
    return loop;
  }
}
