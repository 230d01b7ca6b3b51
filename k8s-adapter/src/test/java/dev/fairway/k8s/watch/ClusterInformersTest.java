package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterInformersTest {

  private static final HasMetadata SHOP = namespace("shop", "example.org/owner", "us");

  private static EndpointSliceBuilder http(String name, String... addresses) {
    return slice(name, "cart").withPorts(port("http", 8080)).withEndpoints(endpoints(addresses));
  }

  private static HasMetadata[] manyObjects() {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(namespace("shop", "fairway.dev/tunnel", "biz-internet"));
    for (int i = 0; i < 7; i++) {
      objects.add(service("s" + i).build());
      objects.add(node("n" + i, "fairway.dev/site", "10" + i, "192.168.0." + i));
      objects.add(
          slice("s" + i + "-a", "s" + i)
              .withPorts(port("http", 8080))
              .addNewEndpoint()
              .withAddresses("10.1.0." + i)
              .withNodeName("n" + i)
              .endEndpoint()
              .build());
    }
    return objects.toArray(new HasMetadata[0]);
  }

  @Test
  void snapshot_beforeTheStart_wasNeverRead() {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 500)) {
      assertEquals(Completeness.NEVER_READ, shop.snapshot().completeness());
      assertEquals(
          ResourceWatchState.Phase.NOT_STARTED,
          shop.snapshots().watches().resources().get(WatchedResource.NODES).phase());
    }
  }

  @Test
  void open_withAConfig_leavesItAsItIs() {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      Config config = Config.fromKubeconfig(kubernetes.kubeconfig());
      String before = new KubernetesSerialization().asJson(config);

      new ClusterInformers(
              config,
              ClusterSettings.of("eu"),
              WatchOptions.DEFAULT,
              LastGoodSource.SHOWN,
              status -> {},
              () -> {})
          .close();

      assertEquals(before, new KubernetesSerialization().asJson(config));
    }
  }

  @Test
  void snapshot_onceEverythingIsRead_equalsThatOfTheSameObjectsFromAFile() {
    try (InformerFixture shop = InformerFixture.open(manyObjects())) {
      List<HasMetadata> stored = new ArrayList<>();
      stored.addAll(shop.client().services().inAnyNamespace().list().getItems());
      stored.addAll(
          shop.client().discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
      stored.addAll(shop.client().nodes().list().getItems());
      stored.addAll(shop.client().namespaces().list().getItems());
      ClusterSnapshot live = shop.snapshot();

      assertEquals(
          new ClusterMapper(ClusterSettings.of("eu"))
              .snapshot(KubernetesObjects.of(stored), live.generation()),
          live);
      assertEquals(7, live.services().size());
      assertTrue(shop.changes() > 0);
    }
  }

  @Test
  void snapshot_ofASlice_followsItsLife() {
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build())) {
      shop.create(http("a", "10.1.0.1").build());
      shop.awaitGroups("cart", "http:8080 10.1.0.1");

      shop.update(http("a", "10.1.0.1", "10.1.0.2").build());
      shop.awaitGroups("cart", "http:8080 10.1.0.1 10.1.0.2");

      shop.delete(http("a").build());
      shop.awaitGroups("cart");
    }
  }

  @Test
  void snapshot_ofAPodThatTerminatedBetweenSnapshots_hasItsAddressOnceAsTerminated() {
    EndpointSlice leaving =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.1")
            .withNewConditions()
            .withReady(false)
            .withServing(true)
            .withTerminating(true)
            .endConditions()
            .endEndpoint()
            .addNewEndpoint()
            .withAddresses("10.1.0.2")
            .endEndpoint()
            .build();
    try (InformerFixture shop =
        InformerFixture.open(
            SHOP, service("cart").build(), http("a", "10.1.0.1", "10.1.0.2").build())) {
      int before = shop.changes();
      shop.update(leaving);
      shop.update(http("a", "10.1.0.2").build());
      // Both were heard of; nobody asked for a snapshot in between.
      eventually().until(() -> shop.changes() >= before + 2);

      ServiceKey cart = new ServiceKey("eu", "shop", "cart");
      Departures first = shop.snapshot().departures();
      assertEquals(
          Map.of(IpPrefix.parse("10.1.0.1"), Departures.Kind.TERMINATED),
          first.endpoints().get(cart));
      assertEquals(Departures.NONE, shop.snapshot().departures());
    }
  }

  @Test
  void snapshot_ofAService_followsItsLife() {
    Service cart = service("cart").build();
    try (InformerFixture shop = InformerFixture.open(SHOP)) {
      shop.create(cart);
      eventually().until(() -> shop.service("cart").isPresent());

      shop.client()
          .services()
          .inNamespace("shop")
          .withName("cart")
          .edit(
              service ->
                  service
                      .edit()
                      .editMetadata()
                      .addToAnnotations("fairway.dev/tunnel", "biz-internet")
                      .endMetadata()
                      .build());
      eventually()
          .until(
              () ->
                  shop.service("cart")
                      .flatMap(service -> service.reading().intent())
                      .filter(intent -> intent.canonical().contains("biz-internet"))
                      .isPresent());

      shop.delete(cart);
      eventually().until(() -> shop.service("cart").isEmpty());
    }
  }

  @Test
  void snapshot_ofANode_followsItsLife() {
    EndpointSlice onNode =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.1")
            .withNodeName("n1")
            .endEndpoint()
            .build();
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build(), onNode)) {
      shop.create(node("n1", "fairway.dev/site", "100", "192.168.0.1"));
      awaitSite(shop, Optional.of(new SiteId("100")));

      shop.update(node("n1", "fairway.dev/site", "200", "192.168.0.1"));
      awaitSite(shop, Optional.of(new SiteId("200")));

      shop.delete(node("n1", "fairway.dev/site", "200", "192.168.0.1"));
      awaitSite(shop, Optional.empty());
    }
  }

  private static void awaitSite(InformerFixture shop, Optional<SiteId> wanted) {
    eventually()
        .until(
            () -> shop.service("cart").orElseThrow().endpoints().get(0).endpoints().get(0).site(),
            wanted::equals);
  }

  @Test
  void snapshot_ofANamespace_followsItsLife() {
    Service plain = service("cart").editMetadata().withAnnotations(null).endMetadata().build();
    try (InformerFixture shop = InformerFixture.open(SHOP, plain)) {
      shop.update(namespace("shop", "fairway.dev/tunnel", "mpls"));
      eventually().until(() -> shop.service("cart").orElseThrow().reading().intent().isPresent());

      shop.update(SHOP);
      eventually().until(() -> shop.service("cart").orElseThrow().reading().intent().isEmpty());
    }
  }

  @Test
  void snapshot_ofANamespaceThatIsDeleted_losesItsServices() {
    try (InformerFixture shop =
        InformerFixture.open(SHOP, service("cart").build(), http("a", "10.1.0.1").build())) {
      shop.awaitGroups("cart", "http:8080 10.1.0.1");

      shop.delete(SHOP);

      eventually().until(() -> shop.snapshot().services().isEmpty());
      assertEquals(Completeness.COMPLETE, shop.snapshot().completeness());
    }
  }

  @Test
  void snapshot_afterOneChange_keepsTheStatesOfTheOtherServices() {
    try (InformerFixture shop =
        InformerFixture.open(SHOP, service("cart").build(), service("web").build())) {
      ServiceState web = shop.service("web").orElseThrow();

      shop.create(http("a", "10.1.0.1").build());
      shop.awaitGroups("cart", "http:8080 10.1.0.1");

      assertSame(web, shop.service("web").orElseThrow());
    }
  }

  @Test
  void snapshot_slicesThatWereRelisted_keepTheStatesOfAll() {
    try (InformerFixture shop =
        InformerFixture.open(SHOP, service("cart").build(), http("a", "10.1.0.1").build())) {
      ServiceState before = shop.service("cart").orElseThrow();
      shop.kubernetes().forgetRequests();

      shop.kubernetes().faultInjector().expireWatches(4);
      shop.kubernetes().faultInjector().cutWatches();
      eventually()
          .until(
              () ->
                  shop.kubernetes().requests().stream()
                          .filter(request -> request.verb().toString().equalsIgnoreCase("list"))
                          .map(request -> request.resource())
                          .distinct()
                          .count()
                      == 4);
      shop.create(service("later").build());
      eventually().until(() -> shop.service("later").isPresent());

      assertSame(before, shop.service("cart").orElseThrow());
    }
  }

  @Test
  void snapshot_ofAnUnknownAddressTypeAndAForeignAddress_keepsTheRest() {
    EndpointSlice names = http("names", "db.example.org").withAddressType("FQDN").build();
    EndpointSlice foreign = http("by-hand", "8.8.8.8").build();
    try (InformerFixture shop =
        InformerFixture.open(
            SHOP, service("cart").build(), names, foreign, http("a", "10.1.0.1").build())) {
      shop.awaitGroups("cart", "http:8080 8.8.8.8 10.1.0.1");
      assertTrue(
          shop.service("cart").orElseThrow().diagnostics().stream()
              .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.UNKNOWN_ADDRESS_TYPE));
    }
  }

  @Test
  void snapshot_ofASliceSyncedFromAnotherCluster_saysSo() {
    EndpointSlice remote =
        http("remote", "10.2.0.1")
            .editMetadata()
            .addToLabels(EndpointSliceView.SOURCE_CLUSTER, "us")
            .addToLabels(EndpointSliceView.MANAGED_BY, "endpointslice-mesh-controller.cilium.io")
            .endMetadata()
            .build();
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build(), remote)) {
      assertEquals(
          Optional.of("us"),
          shop.service("cart").orElseThrow().endpoints().get(0).endpoints().get(0).origin());
    }
  }

  @Test
  void snapshot_ofEventsThatComeTwiceAndOutOfOrder_isTheSameInTheEnd() {
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build())) {
      shop.kubernetes().faultInjector().duplicateEvents("endpointslices", true);
      shop.kubernetes().faultInjector().pauseEvents("endpointslices");
      shop.create(http("a", "10.1.0.1").build(), http("b", "10.1.0.2").build());
      shop.update(http("a", "10.1.0.3").build());
      shop.delete(http("b").build());
      shop.create(http("c", "10.1.0.4").build());
      shop.kubernetes().faultInjector().resumeEventsOutOfOrder("endpointslices");

      shop.awaitGroups("cart", "http:8080 10.1.0.3 10.1.0.4");
    }
  }

  @Test
  void snapshot_ofASliceThatComesBeforeItsService_hasItsEndpoints() {
    try (InformerFixture shop = InformerFixture.open(SHOP)) {
      shop.create(http("a", "10.1.0.1").build());
      shop.create(service("cart").build());

      shop.awaitGroups("cart", "http:8080 10.1.0.1");
    }
  }

  @Test
  void stored_service_isWhatItsStatusHolds() {
    try (InformerFixture shop = InformerFixture.open(SHOP, service("cart").build())) {
      shop.client()
          .services()
          .inNamespace("shop")
          .withName("cart")
          .editStatus(
              service ->
                  service
                      .edit()
                      .editOrNewStatus()
                      .addNewCondition()
                      .withType("fairway.dev/Accepted")
                      .withStatus("True")
                      .withReason("Accepted")
                      .withMessage("ports=every tunnel=mpls fallback=none")
                      .withLastTransitionTime("2026-01-02T03:04:05Z")
                      .endCondition()
                      .addNewCondition()
                      .withType("example.org/Ready")
                      .withStatus("True")
                      .withReason("Ready")
                      .withMessage("somebody else's")
                      .withLastTransitionTime("2026-01-02T03:04:05Z")
                      .endCondition()
                      .endStatus()
                      .build());
      eventually().until(() -> shop.stored("cart").orElseThrow().conditions().size() == 1);
      Service there = shop.client().services().inNamespace("shop").withName("cart").get();

      ServiceStatusView stored = shop.stored("cart").orElseThrow();

      assertEquals(there.getMetadata().getUid(), stored.uid());
      assertEquals(there.getMetadata().getResourceVersion(), stored.resourceVersion());
      assertEquals(
          "ports=every tunnel=mpls fallback=none",
          StoredCondition.find(stored.conditions(), "fairway.dev/Accepted")
              .orElseThrow()
              .message());
      assertEquals(
          "ports=every tunnel=mpls fallback=none",
          shop.service("cart").orElseThrow().reading().lastGood().orElseThrow().canonical());
      assertEquals(Optional.empty(), shop.snapshots().stored(new ServiceKey("us", "shop", "cart")));
    }
  }
}
