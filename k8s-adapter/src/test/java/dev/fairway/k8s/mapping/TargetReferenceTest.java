package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the {@code targetRef} of an endpoint shows: in files, and in a running cluster. */
class TargetReferenceTest {

  private static final Service CART = service("cart").build();

  private static EndpointSliceBuilder http() {
    return slice("s1", "cart").withPorts(port("http", 8080));
  }

  private static EndpointSlice referring(String kind, String namespace) {
    return http()
        .addNewEndpoint()
        .withAddresses("10.1.0.1")
        .withNewTargetRef()
        .withKind(kind)
        .withName("cart-0")
        .withNamespace(namespace)
        .endTargetRef()
        .endEndpoint()
        .build();
  }

  @Test
  void targetRef_inFiles_showsAnOwnPod_whereItIsAPodOfTheNamespace() {
    assertTrue(MappedCluster.of(CART, referring("Pod", "shop")).onlyEndpoint().proven());
    assertTrue(MappedCluster.of(CART, referring("Pod", null)).onlyEndpoint().proven());
    assertFalse(MappedCluster.of(CART, referring("Pod", "shopping")).onlyEndpoint().proven());
    assertFalse(MappedCluster.of(CART, referring("Pod", "billing")).onlyEndpoint().proven());
    assertFalse(MappedCluster.of(CART, referring("Node", "shop")).onlyEndpoint().proven());
    EndpointSlice bare = http().withEndpoints(endpoints("10.1.0.1")).build();
    assertFalse(MappedCluster.of(CART, bare).onlyEndpoint().proven());
  }

  @Test
  void targetRef_ofASyncedSlice_isAnotherClustersPod() {
    EndpointSlice synced =
        new EndpointSliceBuilder(referring("Pod", "shop"))
            .editMetadata()
            .addToLabels("multicluster.kubernetes.io/source-cluster", "us")
            .endMetadata()
            .build();
    assertFalse(MappedCluster.of(CART, synced).onlyEndpoint().proven());
  }

  @Test
  void targetRef_inARunningCluster_provesNothing() {
    ClusterObjects objects =
        new InformerTransform("eu", ClusterSettings.DEFAULT_SITE_LABEL)
            .all(KubernetesObjects.of(List.of(CART, referring("Pod", "shop"))));
    MappedCluster live =
        new MappedCluster(
            new IncrementalMapper(ClusterSettings.of("eu"), LastGoodSource.SHOWN)
                .snapshot(objects, Completeness.COMPLETE));
    assertFalse(live.onlyEndpoint().proven());
  }

  @Test
  void address_inTwoSlices_isAnOwnPods_whereOneShowsIt() {
    EndpointSlice handMade =
        slice("s2", "cart")
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints("10.1.0.1", "10.1.0.2"))
            .build();
    assertEquals(
        List.of(true, false),
        MappedCluster.of(CART, handMade, referring("Pod", "shop")).onlyGroup().endpoints().stream()
            .map(Endpoint::proven)
            .toList());
  }
}
