package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Events that must not start a sync. A later change shows that they were received, and ignored. */
class QuietEventsTest {

  private static final HasMetadata SHOP = namespace("shop", "example.org/owner", "us");

  /** How often {@code changed} was called for both, where the second counts once. */
  private static int changesOf(
      InformerFixture shop, Consumer<InformerFixture> quiet, Consumer<InformerFixture> loud) {
    eventually().until(() -> settled(shop));
    int before = shop.changes();
    quiet.accept(shop);
    loud.accept(shop);
    eventually().until(() -> shop.changes() > before);
    return shop.changes() - before;
  }

  /** The adds of the first list come behind it, each as a change. */
  private static boolean settled(InformerFixture shop) throws InterruptedException {
    int seen = shop.changes();
    shop.client().services().inNamespace("shop").list();
    return seen == shop.changes() && seen > 0;
  }

  private static void condition(InformerFixture shop, String type) {
    shop.client()
        .services()
        .inNamespace("shop")
        .withName("cart")
        .editStatus(
            object ->
                object
                    .edit()
                    .editOrNewStatus()
                    .addNewCondition()
                    .withType(type)
                    .withStatus("True")
                    .withReason("Fine")
                    .withMessage("ports=every tunnel=mpls fallback=none")
                    .withLastTransitionTime("2026-01-02T03:04:05Z")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  private static void annotate(InformerFixture shop, String key) {
    shop.client()
        .services()
        .inNamespace("shop")
        .withName("cart")
        .edit(
            object ->
                object.edit().editMetadata().addToAnnotations(key, "mpls").endMetadata().build());
  }

  @Test
  void changed_forOwnStatusAndForeignAnnotations_isNotCalled() {
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build())) {
      int changes =
          changesOf(
              shop,
              there -> {
                condition(there, "fairway.dev/Accepted");
                condition(there, "fairway.dev/Programmed");
                annotate(there, "example.org/touched");
              },
              there -> annotate(there, "fairway.dev/tunnel.http"));

      assertEquals(1, changes);
    }
  }

  @Test
  void changed_forTheHeartbeatOfANode_isNotCalled() {
    Node node = node("n1", "fairway.dev/site", "100", "192.168.0.1");
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build(), node)) {
      int changes =
          changesOf(
              shop,
              there ->
                  there
                      .client()
                      .nodes()
                      .withName("n1")
                      .editStatus(
                          object ->
                              object
                                  .edit()
                                  .editStatus()
                                  .addNewCondition()
                                  .withType("Ready")
                                  .withStatus("True")
                                  .withLastHeartbeatTime("2026-01-02T03:04:05Z")
                                  .endCondition()
                                  .endStatus()
                                  .build()),
              there ->
                  there
                      .client()
                      .nodes()
                      .withName("n1")
                      .edit(
                          object ->
                              object
                                  .edit()
                                  .editMetadata()
                                  .addToLabels("fairway.dev/site", "200")
                                  .endMetadata()
                                  .build()));

      assertEquals(1, changes);
    }
  }

  @Test
  void changed_forUnreadMetadataOfASlice_isNotCalled() {
    HasMetadata before =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints("10.1.0.1"))
            .build();
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build(), before)) {
      int changes =
          changesOf(
              shop,
              there ->
                  there.update(
                      slice("a", "cart")
                          .editMetadata()
                          .addToAnnotations("endpoints.kubernetes.io/last-change", "now")
                          .endMetadata()
                          .withPorts(port("http", 8080))
                          .withEndpoints(endpoints("10.1.0.1"))
                          .build()),
              there ->
                  there.update(
                      slice("a", "cart")
                          .withPorts(port("http", 8080))
                          .withEndpoints(endpoints("10.1.0.2"))
                          .build()));

      assertEquals(1, changes);
    }
  }
}
