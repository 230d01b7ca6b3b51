package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.faultinjection.HeldRequests;
import dev.fairway.k8s.api.DenialGracePeriod;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenWatchTest {

  private static final HasMetadata SHOP = namespace("shop", "example.org/owner", "us");

  private static EndpointSlice http(String name, String... addresses) {
    return slice(name, "cart")
        .withPorts(port("http", 8080))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  private static InformerFixture cart() {
    return InformerFixture.open(SHOP, service("cart").build(), http("a", "10.1.0.1"));
  }

  @Test
  void watches_thatAreCut_goOnWhereTheyWere() {
    try (InformerFixture shop = cart()) {
      for (int i = 0; i < 3; i++) {
        shop.kubernetes().faultInjector().cutWatches();
        shop.update(http("a", "10.1.0.1", "10.1.1." + i));
        shop.awaitGroups("cart", "http:8080 10.1.0.1 10.1.1." + i);
      }
      assertEquals(Completeness.COMPLETE, shop.snapshot().completeness());
    }
  }

  @Test
  void watches_thatEndInGoodOrder_goOn() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().endWatches();
      shop.update(http("a", "10.1.0.2"));

      shop.awaitGroups("cart", "http:8080 10.1.0.2");
    }
  }

  @Test
  void watches_whoseVersionIsTooOld_readAnewAndLoseNoDelete() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().goAway();
      shop.awaitPhase(Phase.BROKEN);
      // Changed while nobody watched, and forgotten: only a list can tell.
      shop.kubernetes().faultInjector().expireWatches(4);
      shop.kubernetes().comeBack();
      shop.delete(http("a"));
      shop.create(http("b", "10.1.0.2"));
      shop.kubernetes().faultInjector().forgetHistory();

      shop.awaitGroups("cart", "http:8080 10.1.0.2");
      shop.awaitPhase(Phase.WATCHING);
    }
  }

  @Test
  void start_whileTheApiIsAway_readsWhenItIsThere() {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 500)) {
      shop.create(SHOP, service("cart").build());
      shop.kubernetes().goAway();

      shop.snapshots().start();
      shop.awaitPhase(Phase.BROKEN);
      assertEquals(Completeness.NEVER_READ, shop.snapshot().completeness());
      eventually()
          .until(
              () -> shop.snapshots().watches().problems(),
              List.of("API server: the connection to the API server was refused")::equals);

      shop.kubernetes().comeBack();
      shop.awaitCompleteness(Completeness.COMPLETE);
      assertTrue(shop.service("cart").isPresent());
      eventually().until(() -> shop.snapshots().watches().problems().isEmpty());
    }
  }

  @Test
  void snapshot_whileTheApiIsAway_isStaleAfterAWhileAndThenCompleteAgain() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().goAway();
      shop.awaitPhase(Phase.BROKEN);
      assertEquals(Completeness.COMPLETE, shop.snapshot().completeness());

      int before = shop.changes();
      shop.advance(InformerFixture.STALE_AFTER);
      assertEquals(Completeness.STALE, shop.snapshot().completeness());
      assertEquals(1, shop.snapshot().services().size());
      eventually().until(() -> shop.changes() > before);

      int stale = shop.changes();
      shop.kubernetes().comeBack();
      shop.awaitCompleteness(Completeness.COMPLETE);
      eventually().until(() -> shop.changes() > stale);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"services", "endpointslices", "nodes", "namespaces"})
  void snapshot_whileAListIsHeldBack_isNeverComplete(String resource) {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 500)) {
      shop.create(SHOP, service("cart").build());
      HeldRequests held = shop.kubernetes().faultInjector().hold("list", resource);
      shop.snapshots().start();
      eventually()
          .until(
              () ->
                  shop.snapshots().watches().resources().values().stream()
                          .filter(ResourceWatchState::read)
                          .count()
                      == 3);

      assertEquals(Completeness.NEVER_READ, shop.snapshot().completeness());

      held.release();
      shop.awaitCompleteness(Completeness.COMPLETE);
    }
  }

  @Test
  void snapshot_ofAListThatIsCutInTheMiddle_isNeverCompleteBeforeItWasReadWhole() {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 2)) {
      shop.create(SHOP);
      for (int i = 0; i < 5; i++) {
        shop.create(service("s" + i).build());
      }
      shop.kubernetes().faultInjector().cutList("services", 2, 100);
      shop.snapshots().start();
      eventually()
          .until(
              () -> {
                boolean complete = shop.snapshot().completeness() == Completeness.COMPLETE;
                assertTrue(!complete || shop.snapshot().services().size() == 5);
                return complete;
              });
    }
  }

  @Test
  void watches_thatMayNotList_sayWhichVerbOnWhichResource() {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 500)) {
      shop.kubernetes().faultInjector().deny("list", "endpointslices");
      shop.snapshots().start();
      eventually().until(() -> !shop.snapshots().watches().problems().isEmpty());
      assertTrue(shop.snapshots().watches().problems().get(0).contains("as while it starts"));
      shop.advance(DenialGracePeriod.LENGTH);

      eventually()
          .until(
              () -> shop.snapshots().watches().problems(),
              List.of(
                      "endpointslices: not allowed to list endpointslices.discovery.k8s.io (403): a"
                          + " role must give the verb 'list' on 'endpointslices' of the API group"
                          + " 'discovery.k8s.io'")
                  ::equals);
      assertEquals(Completeness.NEVER_READ, shop.snapshot().completeness());

      shop.kubernetes().faultInjector().allow("list", "endpointslices");
      shop.awaitCompleteness(Completeness.COMPLETE);
    }
  }

  @Test
  void watches_thatMayOnlyList_areStaleAfterAWhile() {
    try (InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 500)) {
      shop.kubernetes().faultInjector().deny("watch", "nodes");
      shop.snapshots().start();
      shop.awaitCompleteness(Completeness.COMPLETE);
      eventually().until(() -> !shop.snapshots().watches().problems().isEmpty());
      shop.advance(DenialGracePeriod.LENGTH);
      eventually()
          .until(
              () -> shop.snapshots().watches().problems(),
              List.of(
                      "nodes: not allowed to watch nodes (403): a role must give the verb 'watch'"
                          + " on 'nodes'")
                  ::equals);

      assertEquals(Completeness.STALE, shop.snapshot().completeness());
    }
  }

  @Test
  void watches_thatAreRefusedForAWhile_comeBack() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().refuseWatches(6);
      shop.kubernetes().faultInjector().cutWatches();
      shop.update(http("a", "10.1.0.2"));

      shop.awaitGroups("cart", "http:8080 10.1.0.2");
      shop.awaitPhase(Phase.WATCHING);
    }
  }

  @Test
  void close_twice_endsTheWatches() {
    InformerFixture shop = cart();
    shop.snapshots().close();
    shop.snapshots().close();

    eventually()
        .until(
            () -> {
              // The server sees that nobody is there when it has something to say.
              shop.kubernetes().faultInjector().sendBookmarks();
              return shop.kubernetes().faultInjector().openWatches() == 0;
            });
    assertEquals(1, shop.snapshot().services().size());
    shop.close();
  }
}
