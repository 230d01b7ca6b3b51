package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoint;
import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.Departures.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What snapshots of a running cluster tell of what left it. */
class ObservedDeparturesTest {

  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");
  private static final HasMetadata SHOP = namespace("shop", "example.org/owner", "us");
  private static final HasMetadata NODE = node("n1", "fairway.dev/site", "fra", "192.0.2.1");

  private static EndpointSlice http(String name, Endpoint... endpoints) {
    return slice(name, "cart").withPorts(port("http", 8080)).withEndpoints(endpoints).build();
  }

  private static InformerFixture cart() {
    return InformerFixture.open(
        SHOP,
        NODE,
        service("cart").build(),
        http("a", endpoints("10.1.0.1", "10.1.0.2")),
        http("b", endpoints("10.1.0.3")));
  }

  /** The departures of all snapshots until one fits, which is in the last of them. */
  private static Departures until(InformerFixture shop, Predicate<ClusterSnapshot> fits) {
    SortedSet<ServiceKey> services = new TreeSet<>();
    SortedSet<String> nodes = new TreeSet<>();
    SortedMap<ServiceKey, SortedMap<IpPrefix, Kind>> endpoints = new TreeMap<>();
    eventually()
        .until(
            () -> {
              ClusterSnapshot snapshot = shop.snapshot();
              Departures left = snapshot.departures();
              assertTrue(left.services().stream().allMatch(services::add), "told once");
              assertTrue(left.nodes().stream().allMatch(nodes::add), "told once");
              left.endpoints()
                  .forEach(
                      (key, addresses) ->
                          endpoints
                              .computeIfAbsent(key, none -> new TreeMap<>())
                              .putAll(addresses));
              return fits.test(snapshot) && fits.test(shop.snapshot());
            });
    return new Departures(services, endpoints, nodes);
  }

  private static Predicate<ClusterSnapshot> endpointsOfCart(int number) {
    return snapshot ->
        snapshot.services().get(CART).endpoints().stream()
                .mapToInt(group -> group.endpoints().size())
                .sum()
            == number;
  }

  private static Map<IpPrefix, Kind> of(String address, Kind kind) {
    return Map.of(IpPrefix.parse(address), kind);
  }

  @Test
  void snapshot_afterAServiceAndANodeWereDeleted_tellsBoth() {
    try (InformerFixture shop = cart()) {
      shop.delete(service("cart").build());
      shop.delete(NODE);
      SortedSet<ServiceKey> services = new TreeSet<>();
      SortedSet<String> nodes = new TreeSet<>();
      eventually()
          .until(
              () -> {
                Departures left = shop.snapshot().departures();
                services.addAll(left.services());
                nodes.addAll(left.nodes());
                return !services.isEmpty() && !nodes.isEmpty();
              });

      assertEquals(new TreeSet<>(java.util.List.of(CART)), services);
      assertEquals(new TreeSet<>(java.util.List.of("n1")), nodes);
      assertEquals(Departures.NONE, shop.snapshot().departures());
    }
  }

  @Test
  void snapshot_afterASliceWasReadWithoutAnAddress_tellsItRemoved() {
    try (InformerFixture shop = cart()) {
      shop.update(http("a", endpoints("10.1.0.2")));

      assertEquals(
          Map.of(CART, of("10.1.0.1", Kind.REMOVED)), until(shop, endpointsOfCart(2)).endpoints());
    }
  }

  @Test
  void snapshot_afterASliceWasDeleted_tellsOnlyWhatWasTerminating() {
    try (InformerFixture shop = cart()) {
      shop.update(http("a", endpoint("10.1.0.1", false, true, true), endpoints("10.1.0.2")[0]));
      shop.delete(http("a"));

      assertEquals(
          Map.of(CART, of("10.1.0.1", Kind.TERMINATED)),
          until(shop, endpointsOfCart(1)).endpoints());
    }
  }

  @Test
  void snapshot_afterAnEmptyRelist_tellsNothing() {
    try (InformerFixture shop = cart()) {
      for (String resource : java.util.List.of("services", "endpointslices", "nodes")) {
        shop.kubernetes().faultInjector().emptyLists(resource, 1);
        shop.kubernetes().faultInjector().expireWatches(resource);
      }

      assertEquals(Departures.NONE, until(shop, snapshot -> snapshot.services().isEmpty()));
    }
  }

  @Test
  void snapshot_afterARelistFoundASliceChanged_tellsItRemovedOfTheSameObjectOnly() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().pauseEvents("endpointslices");
      shop.update(http("a", endpoints("10.1.0.2")));
      shop.delete(http("b"));
      shop.create(http("b"));
      shop.kubernetes().faultInjector().expireWatches("endpointslices");

      assertEquals(
          Map.of(CART, of("10.1.0.1", Kind.REMOVED)), until(shop, endpointsOfCart(1)).endpoints());
    }
  }

  @Test
  void snapshot_afterAServiceWasReplacedUnderItsName_doesNotTellThatItLeft() {
    try (InformerFixture shop = cart()) {
      String uid = shop.stored("cart").orElseThrow().uid();
      shop.delete(service("cart").build());
      shop.create(service("cart").build());
      eventually()
          .until(() -> shop.stored("cart").filter(now -> !now.uid().equals(uid)).isPresent());

      assertEquals(Departures.NONE, shop.snapshot().departures());
      assertEquals(Departures.NONE, shop.snapshot().departures());
    }
  }

  @Test
  void snapshot_whileStale_keepsDeparturesForTheFirstCompleteOne() {
    try (InformerFixture shop = cart()) {
      shop.update(http("a", endpoints("10.1.0.2")));
      eventually().until(() -> shop.snapshots().watches().watching() && shop.changes() > 0);
      shop.kubernetes().goAway();
      shop.awaitPhase(ResourceWatchState.Phase.BROKEN);
      shop.advance(InformerFixture.STALE_AFTER);
      assertEquals(Completeness.STALE, shop.snapshot().completeness());
      assertEquals(Departures.NONE, shop.snapshot().departures());

      shop.kubernetes().comeBack();
      assertEquals(
          Map.of(CART, of("10.1.0.1", Kind.REMOVED)),
          until(shop, endpointsOfCart(2).and(now -> now.completeness() == Completeness.COMPLETE))
              .endpoints());
    }
  }
}
