package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.mock.FabricSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadAsWrittenTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");

  private final FabricSpec layout = DemoFabric.layout();
  private final DemoCluster written = new DemoCluster(DemoManifests.article(layout));
  private final DemoCluster seen = new DemoCluster(DemoManifests.article(layout));

  private boolean shows() {
    return ReadAsWritten.shows(FleetSnapshot.of(seen.read()), written.read());
  }

  @Test
  void shows_sameObjectsOfAnyGeneration_isTrue() {
    written.read();
    assertTrue(shows());
  }

  @Test
  void shows_eachKindOfDifference_isFalseUntilItIsThereToo() {
    Map<String, String> typo = Map.of("fairway.dev/tunnel", "biz internet,");
    written.annotate(BUSINESS, typo);
    assertFalse(shows());
    seen.annotate(BUSINESS, typo);
    assertTrue(shows());

    DemoPod pod = written.pods(BUSINESS).get(0);
    written.drain(pod);
    assertFalse(shows());
    seen.drain(pod);
    assertTrue(shows());

    ServiceKey rival = written.copy(BUSINESS, "-canary", Map.of());
    assertFalse(shows());
    assertEquals(rival, seen.copy(BUSINESS, "-canary", Map.of()));
    assertTrue(shows());

    written.delete(rival);
    assertFalse(shows());
  }

  @Test
  void shows_clusterThatWasNotReadWhole_isFalse() {
    ClusterSnapshot stale =
        new ClusterMapper(ClusterSettings.of("demo"))
            .snapshot(seen.objects(), 1, Completeness.STALE);
    assertFalse(ReadAsWritten.shows(FleetSnapshot.of(stale), written.read()));
    assertFalse(ReadAsWritten.shows(FleetSnapshot.of(), written.read()));
  }
}
