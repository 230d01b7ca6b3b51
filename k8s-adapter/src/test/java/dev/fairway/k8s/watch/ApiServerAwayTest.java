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
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An API server that is away, or has lost its store, while its watches stay open and silent. */
class ApiServerAwayTest {

  private static final HasMetadata SHOP = namespace("shop", "example.org/owner", "us");

  private static EndpointSlice http(String... addresses) {
    return slice("a", "cart")
        .withPorts(port("http", 8080))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  private static InformerFixture cart() {
    return InformerFixture.open(SHOP, service("cart").build(), http("10.1.0.1"));
  }

  /** Waits, while the test's clock goes on, until this is said of the API server. */
  private static void awaitProblem(InformerFixture shop, Optional<String> problem) {
    eventually()
        .until(
            () -> {
              shop.advance(InformerFixture.PROBE_INTERVAL);
              return shop.snapshots().watches().apiServer().problem();
            },
            problem::equals);
  }

  private static void awaitProblem(InformerFixture shop, String problem) {
    awaitProblem(shop, Optional.of(problem));
  }

  @Test
  void watches_ofASuspendedServer_areNotWellForEver_andFollowWhenItGoesOn() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().suspend();
      awaitProblem(shop, "the API server did not answer in time");

      assertEquals(
          List.of("API server: the API server did not answer in time"),
          shop.snapshots().watches().problems());
      shop.awaitPhase(Phase.WATCHING);
      int before = shop.changes();
      shop.advance(InformerFixture.STALE_AFTER);
      assertEquals(Completeness.STALE, shop.snapshot().completeness());
      eventually().until(() -> shop.changes() > before);
      assertEquals(1, shop.snapshot().services().size());

      shop.kubernetes().faultInjector().resume();
      awaitProblem(shop, Optional.empty());
      shop.awaitCompleteness(Completeness.COMPLETE);
      shop.update(http("10.1.0.2"));
      shop.awaitGroups("cart", "http:8080 10.1.0.2");
    }
  }

  @Test
  void watches_ofAServerWithoutItsStore_nameTheChecksThatFail() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().failChecks("etcd", "etcd-readiness");
      shop.kubernetes().faultInjector().answer("list", "namespaces", 1_000_000, 500);
      awaitProblem(shop, "it answers, but does not read: its checks etcd, etcd-readiness fail");

      shop.kubernetes().faultInjector().failChecks();
      shop.kubernetes().faultInjector().clear();
      awaitProblem(shop, Optional.empty());
    }
  }

  @Test
  void event_ofAWatch_provesThatTheServerWorks() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().answer("list", "namespaces", 1_000_000, 500);
      awaitProblem(shop, "the Kubernetes API answered 500 to list namespaces");
      shop.kubernetes().faultInjector().clear();
      int before = shop.changes();

      shop.update(http("10.1.0.2"));

      eventually().until(() -> shop.changes() > before);
      eventually().until(() -> shop.snapshots().watches().apiServer().problem().isEmpty());
    }
  }

  @Test
  void probes_ofAClusterThatStandsStill_areTheOnlyRequests() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().forgetRequests();
      eventually()
          .until(
              () -> {
                shop.advance(InformerFixture.PROBE_INTERVAL);
                return shop.kubernetes().requests().size() >= 3;
              });

      assertTrue(
          shop.kubernetes().requests().stream()
              .allMatch(request -> request.resource().equals("namespaces")),
          shop.kubernetes().requests().toString());
    }
  }

  @Test
  void backoff_ofAllWatches_endsWhenTheServerAnswersAgain() {
    // Longer than the test waits for anything: only the end of the backoff lets it pass.
    try (InformerFixture shop = InformerFixture.reconnectingAfter(Duration.ofHours(1))) {
      shop.create(SHOP, service("cart").build(), http("10.1.0.1"));
      shop.start();
      shop.kubernetes().goAway();
      awaitProblem(shop, "the connection to the API server was refused");

      shop.kubernetes().comeBack();
      shop.update(http("10.1.0.2"));

      shop.awaitGroups("cart", "http:8080 10.1.0.2");
      shop.awaitPhase(Phase.WATCHING);
    }
  }

  @Test
  void denials_ofAServerThatHasJustStarted_areNotCalledAMissingRight_andEndAtOnce() {
    try (InformerFixture shop = InformerFixture.reconnectingAfter(Duration.ofHours(1))) {
      shop.create(SHOP, service("cart").build());
      shop.kubernetes().faultInjector().deny("*", "*");
      shop.snapshots().start();
      shop.awaitPhase(Phase.BROKEN);
      assertEquals(4, shop.snapshots().watches().problems().size());
      assertTrue(
          shop.snapshots().watches().problems().stream()
              .allMatch(problem -> problem.contains("(403), as while it starts")));
      // The watch's own list, and a probe, which is denied too.
      eventually()
          .until(
              () ->
                  shop.kubernetes().requests().stream()
                          .filter(request -> request.resource().equals("namespaces"))
                          .count()
                      >= 2);

      shop.kubernetes().faultInjector().allow("*", "*");

      shop.awaitCompleteness(Completeness.COMPLETE);
      shop.awaitPhase(Phase.WATCHING);
    }
  }

  @Test
  void watch_onWhichNothingComes_isOpenedAnewWhereItWas() {
    try (InformerFixture shop = cart()) {
      shop.kubernetes().faultInjector().pauseEvents("endpointslices");
      shop.update(http("10.1.0.2"));
      shop.kubernetes().forgetRequests();
      eventually()
          .until(
              () -> {
                shop.advance(Duration.ofMinutes(3));
                return shop.kubernetes().requests().stream()
                    .anyMatch(
                        request ->
                            request.verb().toString().equalsIgnoreCase("watch")
                                && request.resource().equals("endpointslices"));
              });
      shop.kubernetes().faultInjector().resumeEvents("endpointslices");

      shop.awaitGroups("cart", "http:8080 10.1.0.2");
      assertTrue(
          shop.kubernetes().requests().stream()
              .noneMatch(
                  request ->
                      request.verb().toString().equalsIgnoreCase("list")
                          && request.resource().equals("endpointslices")));
    }
  }
}
