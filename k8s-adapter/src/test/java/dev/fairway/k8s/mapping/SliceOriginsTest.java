package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.KubernetesSamples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceOriginsTest {

  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String SOURCE_CLUSTER = "multicluster.kubernetes.io/source-cluster";
  private static final String MESH = "endpointslice-mesh-controller.cilium.io";
  private static final String LOCAL_COPIES = "endpointslice-local-mcsapi-controller.cilium.io";

  private static final Service CART = service("cart").build();
  private static final Node FRANKFURT = node("n1", "fairway.dev/site", "100", "192.168.0.1");
  private static final ClusterSettings KNOWN_AS_EU_1 =
      KubernetesSamples.inMeshAs(ClusterSettings.of("eu"), "eu-1");

  private static EndpointSliceBuilder http(String name, String address, String nodeName) {
    return slice(name, "cart")
        .withPorts(port("http", 8080))
        .addNewEndpoint()
        .withAddresses(address)
        .withNodeName(nodeName)
        .endEndpoint();
  }

  private static EndpointSlice from(String managedBy, String cluster) {
    EndpointSliceBuilder slice = http("s1", "10.2.0.1", "n1");
    if (!managedBy.isEmpty()) {
      slice.editMetadata().addToLabels(MANAGED_BY, managedBy).endMetadata();
    }
    if (!cluster.isEmpty()) {
      slice.editMetadata().addToLabels(SOURCE_CLUSTER, cluster).endMetadata();
    }
    return slice.build();
  }

  private static Optional<String> origin(ClusterSettings settings, HasMetadata slice) {
    return MappedCluster.of(settings, CART, FRANKFURT, slice).onlyEndpoint().origin();
  }

  private static Optional<String> origin(HasMetadata slice) {
    return origin(ClusterSettings.of("eu"), slice);
  }

  @Test
  void snapshot_sliceSyncedByCilium_hasItsClusterAsOriginAndNoSiteOfOurNodes() {
    Endpoint remote = MappedCluster.of(CART, FRANKFURT, from(MESH, "us")).onlyEndpoint();

    assertEquals(Optional.of("us"), remote.origin());
    assertEquals(Optional.empty(), remote.site());
    assertEquals(Optional.empty(), remote.node());
  }

  @Test
  void snapshot_sliceSyncedByCilium_isNeverLocalWhateverItsClusterIsCalled() {
    assertEquals(Optional.of("eu"), origin(from(MESH, "eu")));
    assertEquals(Optional.of("eu-1"), origin(KNOWN_AS_EU_1, from(MESH, "eu-1")));
    assertTrue(origin(from(MESH, "")).isPresent());
  }

  @Test
  void snapshot_copyOfALocalSliceForTheMesh_isLocalWhateverItsClusterIsCalled() {
    for (String name : List.of("eu-1", "us", "eu", "")) {
      Endpoint own = MappedCluster.of(CART, FRANKFURT, from(LOCAL_COPIES, name)).onlyEndpoint();

      assertEquals(Optional.empty(), own.origin(), name);
      assertEquals(Optional.of(new SiteId("100")), own.site(), name);
    }
  }

  /** The controller copies the labels of the Service, which a mesh may have labelled. */
  @Test
  void snapshot_sliceOfTheEndpointSliceController_isLocalWhateverItsServicesLabelsSay() {
    assertEquals(Optional.empty(), origin(from("endpointslice-controller.k8s.io", "us")));
    assertEquals(Optional.empty(), origin(from("endpointslice-controller.k8s.io", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lighthouse-agent.submariner.io", "ovn-k8s-mcs-controller", "byhand"})
  void snapshot_sliceOfAnyOtherController_isLocalOnlyByTheNameInTheMesh(String managedBy) {
    assertEquals(Optional.empty(), origin(from(managedBy, "eu")));
    assertEquals(Optional.of("eu-1"), origin(from(managedBy, "eu-1")));
    assertEquals(Optional.empty(), origin(KNOWN_AS_EU_1, from(managedBy, "eu-1")));
    assertEquals(Optional.of("eu"), origin(KNOWN_AS_EU_1, from(managedBy, "eu")));
  }

  /** The mirroring controller of Kubernetes copies the labels of hand-made Endpoints. */
  @Test
  void snapshot_mirroredEndpointsOfALinkerdServiceMirror_areOfItsCluster() {
    EndpointSlice mirrored =
        http("s1", "10.2.0.1", "")
            .editMetadata()
            .addToLabels(MANAGED_BY, "endpointslicemirroring-controller.k8s.io")
            .addToLabels("mirror.linkerd.io/cluster-name", "west")
            .endMetadata()
            .build();

    assertEquals(Optional.of("west"), origin(mirrored));
  }

  @Test
  void snapshot_sliceDispatchedByKarmada_isOfTheClusterOfItsAnnotation() {
    EndpointSliceBuilder dispatched =
        http("s1", "10.2.0.1", "n1")
            .editMetadata()
            .addToLabels(MANAGED_BY, "endpointslice-dispatch-controller.karmada.io")
            .endMetadata();

    assertTrue(origin(dispatched.build()).isPresent());
    dispatched
        .editMetadata()
        .addToAnnotations("endpointslice.karmada.io/provision-cluster", "member1")
        .endMetadata();
    assertEquals(Optional.of("member1"), origin(dispatched.build()));
  }

  /** Cilium writes the cluster's name as node and zone, and a target that is no Pod. */
  @Test
  void snapshot_nodeZoneAndTargetOfASyncedEndpoint_areNoneOfThisCluster() {
    Node namesake = node("us", "fairway.dev/site", "100", "192.168.0.9");
    EndpointSlice remote =
        slice("s1", "cart")
            .editMetadata()
            .addToLabels(MANAGED_BY, MESH)
            .addToLabels(SOURCE_CLUSTER, "us")
            .endMetadata()
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.2.0.1")
            .withNodeName("us")
            .withZone("us")
            .withNewTargetRef()
            .withApiVersion("cilium.io")
            .withKind("store.ClusterService")
            .withName("fake-pod-10.2.0.1")
            .endTargetRef()
            .endEndpoint()
            .build();

    Endpoint endpoint = MappedCluster.of(CART, namesake, remote).onlyEndpoint();

    assertEquals(Optional.empty(), endpoint.site());
    assertEquals(Optional.empty(), endpoint.node());
    assertEquals(Optional.empty(), endpoint.pod());
    assertEquals(Kind.POD, endpoint.kind());
  }

  @Test
  void snapshot_podOfAnotherCluster_isNotTheLocalOneOfThatName() {
    Pod inHostNetwork =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart-0")
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(true)
            .endSpec()
            .build();
    EndpointSlice remote =
        slice("s1", "cart")
            .editMetadata()
            .addToLabels(SOURCE_CLUSTER, "us")
            .endMetadata()
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.2.0.1")
            .withNewTargetRef()
            .withKind("Pod")
            .withName("cart-0")
            .endTargetRef()
            .endEndpoint()
            .build();

    Endpoint endpoint = MappedCluster.of(CART, inHostNetwork, remote).onlyEndpoint();

    assertEquals(Kind.POD, endpoint.kind());
    assertEquals(Optional.empty(), endpoint.pod());
  }

  @Test
  void snapshot_addressBothLocalAndSynced_isLocal() {
    EndpointSlice own =
        slice("s1", "cart")
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints("10.1.0.1"))
            .build();
    EndpointSlice remote =
        http("s2", "10.1.0.1", "us")
            .editMetadata()
            .addToLabels(SOURCE_CLUSTER, "us")
            .endMetadata()
            .build();

    assertEquals(Optional.empty(), MappedCluster.of(CART, own, remote).onlyEndpoint().origin());
    assertEquals(Optional.empty(), MappedCluster.of(CART, remote, own).onlyEndpoint().origin());
  }

  private static List<Diagnostic> notices(ClusterSettings settings, HasMetadata... objects) {
    return MappedCluster.of(settings, objects).diagnostics(DiagnosticCode.SYNCED_ENDPOINTS);
  }

  @Test
  void snapshot_slicesSyncedByCilium_areOneNoticeAboutTheirPorts() {
    EndpointSlice more =
        http("s2", "10.3.0.1", "asia")
            .editMetadata()
            .addToLabels(MANAGED_BY, MESH)
            .addToLabels(SOURCE_CLUSTER, "asia")
            .endMetadata()
            .build();
    EndpointSlice empty =
        slice("s3", "cart")
            .editMetadata()
            .addToLabels(MANAGED_BY, MESH)
            .addToLabels(SOURCE_CLUSTER, "africa")
            .endMetadata()
            .build();

    List<Diagnostic> told =
        notices(ClusterSettings.of("eu"), CART, FRANKFURT, from(MESH, "us"), more, empty);

    assertEquals(1, told.size());
    assertEquals("service eu/shop/cart", told.get(0).subject().toString());
    assertEquals(Severity.INFO, told.get(0).severity());
    assertEquals("asia, us", told.get(0).value());
  }

  @Test
  void snapshot_localSlices_areNoNotice() {
    assertEquals(
        List.of(), notices(ClusterSettings.of("eu"), CART, FRANKFURT, from(LOCAL_COPIES, "eu-1")));
    assertEquals(List.of(), notices(KNOWN_AS_EU_1, CART, FRANKFURT, from("", "eu-1")));
  }

  @Test
  void snapshot_sliceOfAnotherClusterOnANodeOfThisOne_namesTheSetting() {
    List<Diagnostic> told =
        notices(
            ClusterSettings.of("eu"),
            CART,
            FRANKFURT,
            from("", "eu-1"),
            http("s2", "10.1.0.2", "elsewhere")
                .editMetadata()
                .addToLabels(SOURCE_CLUSTER, "us")
                .endMetadata()
                .build());

    assertEquals(1, told.size());
    assertEquals(Severity.WARNING, told.get(0).severity());
    assertEquals(SOURCE_CLUSTER, told.get(0).key());
    assertEquals("eu-1", told.get(0).value());
    assertTrue(told.get(0).message().contains("set cluster.meshName"), told.get(0).message());
    assertTrue(told.get(0).message().contains("'n1'"), told.get(0).message());
    assertEquals(
        List.of(),
        notices(KNOWN_AS_EU_1, CART, FRANKFURT, from("", "us")),
        "what the mesh calls this cluster is known");
  }

  @Test
  void snapshot_shuffledSlices_giveTheSameStateAndNotices() {
    List<HasMetadata> objects =
        new ArrayList<>(
            List.of(
                CART,
                FRANKFURT,
                from(MESH, "us"),
                http("s2", "10.3.0.1", "n1")
                    .editMetadata()
                    .addToLabels(SOURCE_CLUSTER, "asia")
                    .endMetadata()
                    .build(),
                http("s3", "10.3.0.1", "n1")
                    .editMetadata()
                    .addToLabels(MANAGED_BY, LOCAL_COPIES)
                    .addToLabels(SOURCE_CLUSTER, "eu-1")
                    .endMetadata()
                    .build()));
    MappedCluster expected = MappedCluster.of(objects.toArray(HasMetadata[]::new));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(objects, new Random(seed));
      assertEquals(
          expected.service("cart"),
          MappedCluster.of(objects.toArray(HasMetadata[]::new)).service("cart"),
          "seed " + seed);
    }
  }
}
