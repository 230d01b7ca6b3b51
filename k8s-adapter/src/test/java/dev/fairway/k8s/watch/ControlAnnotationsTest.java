package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.snapshot.ServiceState;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The annotations that control the rules of a Service, in a running cluster. */
class ControlAnnotationsTest {

  private static Service cart(String key, String value) {
    return service("cart").editMetadata().addToAnnotations(key, value).endMetadata().build();
  }

  @Test
  void changed_forAControlAnnotation_isCalledAndTheSnapshotHasIt() {
    try (InformerFixture shop =
        InformerFixture.open(
            namespace("shop", "example.org/owner", "us"), service("cart").build())) {
      ServiceState before = shop.service("cart").orElseThrow();
      assertEquals(ServiceControls.NONE, before.controls());

      int changes = shop.changes();
      shop.update(cart(ServiceControls.RELEASE, "h-0123abcd"));
      eventually().until(() -> shop.service("cart").orElseThrow().controls().release().isPresent());
      eventually().until(() -> shop.changes() > changes);
      ServiceState released = shop.service("cart").orElseThrow();
      assertEquals(Optional.of("h-0123abcd"), released.controls().release());
      assertEquals(before.reading(), released.reading(), "it is no part of the intent");

      int later = shop.changes();
      shop.update(cart(ServiceControls.MODE, ServiceControls.OBSERVE));
      eventually().until(() -> shop.service("cart").orElseThrow().controls().observeOnly());
      eventually().until(() -> shop.changes() > later);
      assertTrue(shop.service("cart").orElseThrow().controls().release().isEmpty());
    }
  }
}
