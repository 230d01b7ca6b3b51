package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoint;
import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMapperTest {

  private static EndpointSlice http(String name, String service, String... addresses) {
    return slice(name, service)
        .withPorts(port("http", 8080))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  @Test
  void snapshot_settings_arePassedOn() {
    List<Network> networks =
        List.of(new Network(IpPrefix.parse("10.0.0.0/8"), Segment.DEFAULT, Optional.empty()));
    ClusterSettings settings =
        new ClusterSettings(
            "eu",
            Optional.empty(),
            new OwnerId("owner-eu"),
            networks,
            "topology.kubernetes.io/zone",
            Optional.of(new SiteId("300")),
            Datapath.NATIVE,
            AddressCoverage.PODS,
            new IntentOptions(Fallback.ANY));
    Service alias =
        service("cart")
            .editMetadata()
            .withAnnotations(Collections.singletonMap("policy.sdwan.cisco.com/tunnel", "mpls"))
            .endMetadata()
            .build();
    EndpointSlice onZone =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.1")
            .withNodeName("n1")
            .endEndpoint()
            .build();

    ClusterSnapshot snapshot =
        new ClusterMapper(settings)
            .snapshot(
                KubernetesObjects.of(
                    List.of(
                        alias,
                        onZone,
                        node("n1", "topology.kubernetes.io/zone", "z-1", "1.1.1.1"))),
                42);

    assertEquals("eu", snapshot.name());
    assertEquals(new OwnerId("owner-eu"), snapshot.owner());
    assertEquals(42, snapshot.generation());
    assertEquals(Completeness.COMPLETE, snapshot.completeness());
    assertEquals(networks, snapshot.networks());
    assertEquals(Optional.of(new SiteId("300")), snapshot.defaultSite());
    assertEquals(Datapath.NATIVE, snapshot.datapath());
    MappedCluster cluster = new MappedCluster(snapshot);
    assertEquals(Optional.of(new SiteId("z-1")), cluster.onlyEndpoint().site());
    assertEquals(
        "ports=every tunnel=mpls fallback=any",
        cluster.service("cart").reading().intent().orElseThrow().canonical());
  }

  @Test
  void snapshot_completeness_canBeSaid() {
    ClusterSnapshot snapshot =
        new ClusterMapper(ClusterSettings.of("eu"))
            .snapshot(KubernetesObjects.EMPTY, 1, Completeness.NEVER_READ);

    assertEquals(Completeness.NEVER_READ, snapshot.completeness());
  }

  @Test
  void snapshot_sliceOfTheSameNameInAnotherNamespace_isNotMixedIn() {
    EndpointSlice elsewhere =
        slice("a", "cart")
            .editMetadata()
            .withNamespace("other")
            .endMetadata()
            .withPorts(port("http", 8080))
            .withEndpoints(endpoints("10.9.0.1"))
            .build();

    assertEquals(
        List.of("http/tcp/8080: 10.1.0.1"),
        MappedCluster.of(service("cart").build(), elsewhere, http("a", "cart", "10.1.0.1"))
            .groups());
  }

  @Test
  void snapshot_servicesThatShareTwentyCharactersOfTheirName_keepTheirOwnEndpoints_defectS6() {
    MappedCluster cluster =
        MappedCluster.of(
            service("production-payments-api").build(),
            service("production-payments-web").build(),
            http("a", "production-payments-api", "10.1.0.1"),
            http("b", "production-payments-web", "10.1.0.2"));

    assertEquals(
        "10.1.0.1",
        cluster
            .service("production-payments-api")
            .endpoints()
            .get(0)
            .endpoints()
            .get(0)
            .address()
            .addressText());
  }

  @Test
  void snapshot_badDefaultForOnePort_holdsOnlyServicesThatHaveThePort() {
    Namespace shop =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName("shop")
            .addToAnnotations("fairway.dev/tunnel.http", "mp ls")
            .endMetadata()
            .build();
    Service cart = service("cart").editMetadata().withAnnotations(null).endMetadata().build();
    Service other =
        service("other")
            .editMetadata()
            .withAnnotations(null)
            .endMetadata()
            .editSpec()
            .editFirstPort()
            .withName("grpc")
            .endPort()
            .endSpec()
            .build();

    MappedCluster cluster = MappedCluster.of(shop, cart, other);

    assertFalse(cluster.service("cart").reading().readable());
    assertTrue(cluster.service("other").reading().readable());
  }

  @Test
  void snapshot_sliceWithoutItsService_isIgnored() {
    assertTrue(MappedCluster.of(http("a", "ghost", "10.1.0.1")).snapshot().services().isEmpty());
  }

  @Test
  void snapshot_namespaceDefaults_reachItsServices() {
    Service plain = service("cart").editMetadata().withAnnotations(null).endMetadata().build();

    MappedCluster cluster =
        MappedCluster.of(
            plain,
            namespace("shop", "fairway.dev/tunnel", "biz-internet"),
            namespace("other", "fairway.dev/tunnel", "mpls"));

    assertEquals(
        "ports=every tunnel=biz-internet fallback=none",
        cluster.service("cart").reading().intent().orElseThrow().canonical());
  }

  @Test
  void snapshot_brokenNamespaceDefault_isReportedOnceForAllItsServices() {
    Service one = service("cart").editMetadata().withAnnotations(null).endMetadata().build();
    Service two = service("web").editMetadata().withAnnotations(null).endMetadata().build();

    List<Diagnostic> told =
        MappedCluster.of(one, two, namespace("shop", "fairway.dev/tunnel", "MPLS!"))
            .snapshot()
            .diagnostics();

    assertEquals(1, told.size());
    assertEquals("namespace eu/shop", told.get(0).subject().toString());
  }

  @Test
  void snapshot_namespaceWithForeignAnnotations_isLeftAlone() {
    assertEquals(
        List.of(),
        MappedCluster.of(namespace("shop", "example.org/tunnel", "?")).snapshot().diagnostics());
  }

  @Test
  void snapshot_siteLabelThatIsNoSite_isReportedOnTheNode() {
    MappedCluster cluster =
        MappedCluster.of(
            service("cart").build(),
            node("n1", "fairway.dev/site", "", "192.168.0.1"),
            slice("a", "cart")
                .withPorts(port("http", 8080))
                .addNewEndpoint()
                .withAddresses("10.1.0.1")
                .withNodeName("n1")
                .endEndpoint()
                .build());

    Diagnostic told = cluster.snapshot().diagnostics().get(0);
    assertEquals(DiagnosticCode.UNKNOWN_SITE, told.code());
    assertEquals("node eu/n1", told.subject().toString());
    assertEquals(Optional.empty(), cluster.onlyEndpoint().site());
  }

  @Test
  void snapshot_objectWithoutNamespace_isInDefault() {
    Service service = service("cart").editMetadata().withNamespace(null).endMetadata().build();

    assertEquals(
        new ServiceKey("eu", "default", "cart"),
        MappedCluster.of(service).snapshot().services().firstKey());
  }

  @Test
  void snapshot_brokenObjects_neverChangeAnother() {
    HasMetadata[] whole = {service("cart").build(), http("a", "cart", "10.1.0.1")};
    HasMetadata[] withBroken = {
      whole[0],
      whole[1],
      new Service(),
      new EndpointSlice(),
      service("broken").withSpec(null).build(),
      slice("odd", "broken").withAddressType(null).withEndpoints(endpoints("x")).build(),
      new io.fabric8.kubernetes.api.model.Node(),
      new io.fabric8.kubernetes.api.model.Namespace(),
      new io.fabric8.kubernetes.api.model.Pod()
    };

    MappedCluster cluster = MappedCluster.of(withBroken);

    assertEquals(MappedCluster.of(whole).service("cart"), cluster.service("cart"));
    assertEquals(2, cluster.snapshot().services().size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void snapshot_shuffledObjects_isEqual(long seed) {
    List<HasMetadata> objects = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      objects.add(service("s" + i).build());
      objects.add(node("n" + i, "fairway.dev/site", i == 3 ? "" : "10" + i, "192.168.0." + i));
      for (int j = 0; j < 4; j++) {
        objects.add(shuffleable(i, j));
      }
    }
    objects.add(namespace("shop", "fairway.dev/tunel", "mpls"));
    ClusterMapper mapper = new ClusterMapper(ClusterSettings.of("eu"));
    ClusterSnapshot straight = mapper.snapshot(KubernetesObjects.of(objects), 1);

    Collections.shuffle(objects, new Random(seed));

    assertEquals(straight, mapper.snapshot(KubernetesObjects.of(objects), 1));
  }

  /** Slices that overlap, disagree about states, nodes and origin, and hold broken addresses. */
  private static EndpointSlice shuffleable(int service, int number) {
    return slice("s" + service + "-" + number, "s" + service)
        .editMetadata()
        .addToLabels(EndpointSliceView.SOURCE_CLUSTER, number < 2 ? "us" + number : "eu")
        .endMetadata()
        .withPorts(port("http", 8080 + number % 2), port("metrics", 9090))
        .addToEndpoints(endpoint("10.1.0.1", number == 0, number == 1, number == 2))
        .addNewEndpoint()
        .withAddresses("192.168.0." + service, "bad" + number)
        .withNodeName("n" + number)
        .withNewTargetRef()
        .withKind("Pod")
        .withName("pod-" + number)
        .endTargetRef()
        .endEndpoint()
        .build();
  }
}
