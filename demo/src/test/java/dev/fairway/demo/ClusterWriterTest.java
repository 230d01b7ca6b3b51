package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.mock.FabricSpec;
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

/** What a model of a cluster writes is what is read back from an API. */
class ClusterWriterTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");

  private final FabricSpec layout = DemoFabric.layout();
  private final DemoCluster cluster = new DemoCluster(DemoManifests.article(layout));
  private final DemoApi api = new DemoApi();
  private final KubernetesClient client = api.people();
  private final ClusterWriter writer = new ClusterWriter(client, api.clock());

  @AfterEach
  void close() {
    api.close();
  }

  private void checkReadBack() {
    List<HasMetadata> stored = new ArrayList<>();
    stored.addAll(client.services().inAnyNamespace().list().getItems());
    stored.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    stored.addAll(client.nodes().list().getItems());
    stored.addAll(client.namespaces().list().getItems());
    FleetSnapshot read =
        FleetSnapshot.of(
            new ClusterMapper(ClusterSettings.of("demo"))
                .snapshot(KubernetesObjects.of(stored), 1));
    assertTrue(ReadAsWritten.shows(read, cluster.read()), read::toString);
  }

  private Service business() {
    return client.services().inNamespace("default").withName("business").get();
  }

  @Test
  void write_everythingThatThePlayersDo_isReadBackTheSame() {
    writer.write(cluster.objects());
    checkReadBack();
    DemoPod old = cluster.pods(BUSINESS).get(0);
    List<Runnable> deeds =
        List.of(
            () -> cluster.start(old),
            () -> cluster.drain(old),
            () -> cluster.stop(old),
            () -> cluster.startAfter(old),
            () -> cluster.annotate(BUSINESS, Map.of("fairway.dev/tunnel", "mpls")),
            () -> cluster.copy(BUSINESS, "-canary", Map.of("fairway.dev/tunnel", "mpls")),
            () -> cluster.delete(new ServiceKey("demo", "default", "business-canary")),
            () -> cluster.annotate(BUSINESS, Map.of()));
    for (Runnable deed : deeds) {
      deed.run();
      assertTrue(writer.write(cluster.objects()) > 0);
      checkReadBack();
      assertEquals(0, writer.write(cluster.objects()));
    }
  }

  @Test
  void write_annotation_leavesWhatOthersWroteIntoTheStatus() {
    writer.write(cluster.objects());
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
    writer.write(cluster.objects());
    assertEquals(Map.of("team", "a"), ObjectFields.annotations(business()));
    assertEquals("said", StoredConditions.of(business()).get(0).message());
  }

  @Test
  void write_newerService_isYounger() {
    ServiceKey rival = cluster.copy(BUSINESS, "-canary", Map.of());
    writer.write(cluster.objects());
    String age = business().getMetadata().getCreationTimestamp();
    assertEquals("2026-01-01T00:00:00Z", age);
    assertEquals(
        "2026-01-02T00:00:00Z",
        client
            .services()
            .inNamespace("default")
            .withName(rival.name())
            .get()
            .getMetadata()
            .getCreationTimestamp());
  }
}
