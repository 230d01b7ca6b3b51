package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The edits of a cluster over its API are what others read from it. */
class DemoClusterTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");
  private static final ServiceKey OTHER = new ServiceKey("demo", "default", "best-effort");

  private final DemoCluster cluster = new DemoCluster(DemoManifests.article());
  private final KubernetesClient client = cluster.client;

  @AfterEach
  void close() {
    cluster.close();
  }

  private KubernetesObjects stored() {
    List<HasMetadata> stored = new ArrayList<>();
    stored.addAll(client.services().inAnyNamespace().list().getItems());
    stored.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    stored.addAll(client.nodes().list().getItems());
    stored.addAll(client.namespaces().list().getItems());
    return KubernetesObjects.of(stored);
  }

  private FleetSnapshot read() {
    return FleetSnapshot.of(new ClusterMapper(ClusterSettings.of("demo")).snapshot(stored(), 1));
  }

  private Service business() {
    return cluster.service(BUSINESS).require();
  }

  @Test
  void edit_eachKind_isShownByWhatIsReadAfterItAndNotBefore() {
    assertTrue(cluster.isShownBy(read()));
    SimulatedPod old = cluster.pods(BUSINESS).get(0);
    SimulatedPod fresh = cluster.nextTo(old);
    ServiceKey canary = cluster.freeName(BUSINESS, "-canary");
    List<Runnable> edits =
        List.of(
            () -> cluster.edit(pods -> pods.start(fresh, old)),
            () -> cluster.edit(pods -> pods.drain(old)),
            () -> cluster.edit(pods -> pods.stop(old)),
            () -> cluster.edit(pods -> pods.start(cluster.nextTo(old), old)),
            () -> cluster.annotate(BUSINESS, Map.of("fairway.dev/tunnel", "biz internet,")),
            () -> cluster.copy(BUSINESS, canary, Map.of("fairway.dev/tunnel", "mpls")),
            () -> cluster.delete(canary),
            () -> cluster.annotate(BUSINESS, Map.of()));
    for (Runnable edit : edits) {
      FleetSnapshot before = read();
      edit.run();
      assertFalse(cluster.isShownBy(before));
      assertTrue(cluster.isShownBy(read()));
    }
  }

  @Test
  void isShownBy_clusterThatWasNotReadWhole_isFalse() {
    ClusterSnapshot stale =
        new ClusterMapper(ClusterSettings.of("demo")).snapshot(stored(), 1, Completeness.STALE);
    assertFalse(cluster.isShownBy(FleetSnapshot.of(stale)));
    assertFalse(cluster.isShownBy(FleetSnapshot.of()));
  }

  @Test
  void annotate_serviceWithConditions_leavesWhatOthersWroteIntoTheStatus() {
    client
        .resource(
            new ServiceBuilder(business())
                .withNewStatus()
                .addToConditions(
                    new ConditionBuilder()
                        .withType("fairway.dev/Accepted")
                        .withStatus("True")
                        .withReason("Accepted")
                        .withMessage("said")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .build())
                .endStatus()
                .build())
        .updateStatus();
    cluster.annotate(BUSINESS, Map.of("team", "a"));
    assertEquals(Map.of("team", "a"), ObjectFields.annotations(business()));
    assertEquals("said", DemoCluster.conditions(business()).get(0).message());
  }

  @Test
  void copy_ofAService_isYounger() {
    ServiceKey rival = cluster.freeName(BUSINESS, "-canary");
    cluster.copy(BUSINESS, rival, Map.of());
    assertEquals("2026-01-01T00:00:00Z", business().getMetadata().getCreationTimestamp());
    assertEquals(
        "2026-01-02T00:00:00Z",
        cluster.service(rival).require().getMetadata().getCreationTimestamp());
    assertEquals("business-canary2", cluster.freeName(BUSINESS, "-canary").name());
  }

  private String difference(Runnable edit) {
    ClusterSnapshot before = cluster.snapshot();
    edit.run();
    return InteractiveDemo.difference(before, cluster.snapshot());
  }

  @Test
  void difference_eachEdit_isSaidInAFewWords() {
    assertEquals("", difference(() -> {}));
    assertEquals(
        "default/business asks anew",
        difference(() -> cluster.annotate(BUSINESS, Map.of("fairway.dev/tunnel", "mpls"))));
    assertEquals(
        "default/business asks no more",
        difference(() -> cluster.annotate(BUSINESS, Map.of("team", "a"))));
    ServiceKey copy = cluster.freeName(BUSINESS, "-canary");
    assertEquals(
        "default/business-canary is created",
        difference(() -> cluster.copy(BUSINESS, copy, Map.of())));
    assertEquals("default/business-canary is deleted", difference(() -> cluster.delete(copy)));
    assertEquals(
        "default/business has other pods",
        difference(() -> cluster.edit(pods -> pods.stop(cluster.pods(BUSINESS).get(0)))));
  }

  @Test
  void difference_severalServices_namesTheFirstAndCountsTheRest() {
    assertEquals(
        "default/best-effort is deleted, 1 more",
        difference(
            () -> {
              cluster.edit(pods -> pods.stop(cluster.pods(BUSINESS).get(0)));
              cluster.delete(OTHER);
            }));
  }
}
