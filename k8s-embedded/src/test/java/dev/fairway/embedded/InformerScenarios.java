package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a client library does with the API. */
interface InformerScenarios extends ScenarioContext {

  private Service made(String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace())
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  @Test
  default void informer_seesWhatWasThereAndWhatChanges() {
    client().resource(made("first")).create();
    List<String> told = new CopyOnWriteArrayList<>();
    try (SharedIndexInformer<Service> informer =
        client().services().inNamespace(namespace()).runnableInformer(0)) {
      informer.addEventHandler(new Told(told));
      informer.start().toCompletableFuture().join();
      client().resource(made("second")).create();
      client()
          .services()
          .inNamespace(namespace())
          .withName("second")
          .edit(
              service ->
                  new ServiceBuilder(service)
                      .editMetadata()
                      .addToAnnotations("fairway.dev/tunnel", "mpls")
                      .endMetadata()
                      .build());
      client().resource(made("first")).delete();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertEquals(
                      List.of("+first", "+second", "~second mpls", "-first"), List.copyOf(told)));
    }
  }

  @Test
  default void serverSideApply_ofTheStatus_isSeenByTheClient() {
    Service made = client().resource(made("applied")).create();
    Service status =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("applied")
            .withNamespace(namespace())
            .withUid(made.getMetadata().getUid())
            .endMetadata()
            .withNewStatus()
            .withConditions(
                new ConditionBuilder()
                    .withType("fairway.dev/Accepted")
                    .withStatus("True")
                    .withReason("Accepted")
                    .withMessage("ports=every tunnel=mpls fallback=none")
                    .withLastTransitionTime("2026-01-01T00:00:00Z")
                    .build())
            .endStatus()
            .build();
    PatchContext apply =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("fairway")
            .withForce(true)
            .build();
    client().resource(status).subresource("status").patch(apply);
    Service read = client().services().inNamespace(namespace()).withName("applied").get();
    assertEquals(
        "ports=every tunnel=mpls fallback=none",
        read.getStatus().getConditions().get(0).getMessage());
    assertEquals(80, read.getSpec().getPorts().get(0).getPort());
  }

  /** Writes down what an informer tells. */
  record Told(List<String> told) implements ResourceEventHandler<Service> {

    @Override
    public void onAdd(Service service) {
      told.add("+" + service.getMetadata().getName());
    }

    @Override
    public void onUpdate(Service before, Service service) {
      String tunnel = service.getMetadata().getAnnotations().get("fairway.dev/tunnel");
      told.add("~" + service.getMetadata().getName() + " " + tunnel);
    }

    @Override
    public void onDelete(Service service, boolean unknown) {
      told.add("-" + service.getMetadata().getName());
    }
  }
}
