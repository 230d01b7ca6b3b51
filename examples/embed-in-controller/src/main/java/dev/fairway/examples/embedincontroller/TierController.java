package dev.fairway.examples.embedincontroller;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.k8s.controller.FairwayController;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.loop.SyncLoop;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A controller with an embedded Fairway: it turns the label {@code shop.example/tier: gold} of a
 * Service into an annotation, which Fairway carries out.
 */
public final class TierController implements AutoCloseable {

  private static final String TIER = "shop.example/tier";
  private static final String TUNNEL = "fairway.dev/tunnel";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("tiers")
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final SdwanBackend backend;
  private final FairwayController fairway;
  private final SharedIndexInformer<Service> services;

  // tag::embed[]
  /** Starts the controller, Fairway included. */
  public TierController(KubernetesClient client, Path fabric) {
    BackendCatalog catalog = BackendCatalog.load(TierController.class.getClassLoader());
    BackendSettings settings = BackendSettings.of(Map.of("fabric", fabric.toString()));
    ClusterSettings cluster = ClusterSettings.of("shop-eu");

    this.client = client;
    backend = catalog.open("mock", settings, new OwnerId("shop-eu"));
    fairway = FairwayController.of(client, cluster, SyncLoop.over(backend)).start();
    services = client.services().inAnyNamespace().inform(new TierHandler());
  }

  @Override
  public void close() {
    services.close();
    fairway.close();
    backend.close();
  }

  // end::embed[]

  /** True where the last sync succeeded: a health check of this controller. */
  public boolean isSteering() {
    return fairway.watches().read()
        && fairway.loop().state().last().filter(report -> report.succeeded()).isPresent();
  }

  /** The handler that keeps annotations in line with labels. */
  private final class TierHandler implements ResourceEventHandler<Service> {

    @Override
    public void onAdd(Service service) {
      ObjectMeta metadata = service.getMetadata();
      boolean gold = "gold".equals(value(metadata.getLabels(), TIER));
      boolean steered = !value(metadata.getAnnotations(), TUNNEL).isEmpty();
      if (gold && !steered) {
        apply(service, Map.of(TUNNEL, "biz-internet"));
      } else if (steered && !gold) {
        apply(service, Map.of());
      }
    }

    @Override
    public void onUpdate(Service before, Service after) {
      onAdd(after);
    }

    @Override
    public void onDelete(Service service, boolean unknownFinalState) {
      // A deleted Service needs no annotation; Fairway watches Services itself.
    }
  }

  private static String value(@Nullable Map<String, String> map, String key) {
    return map == null ? "" : map.getOrDefault(key, "");
  }

  private void apply(Service service, Map<String, String> annotations) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(service.getMetadata().getNamespace())
                .withName(service.getMetadata().getName())
                .withAnnotations(annotations)
                .endMetadata()
                .build())
        .patch(APPLY);
  }
}
