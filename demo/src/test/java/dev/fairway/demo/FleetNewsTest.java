package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.mock.FabricSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetNewsTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");
  private static final ServiceKey OTHER = new ServiceKey("demo", "default", "best-effort");

  private final FabricSpec layout = DemoFabric.layout();
  private final DemoCluster cluster = new DemoCluster(DemoManifests.article(layout));
  private ClusterSnapshot before = cluster.read();

  private String news() {
    ClusterSnapshot now = cluster.read();
    String news = FleetNews.between(before, now);
    before = now;
    return news;
  }

  @Test
  void between_whatPeopleDo_isSaidInAFewWords() {
    assertEquals("", news());
    cluster.annotate(BUSINESS, Map.of("fairway.dev/tunnel", "mpls"));
    assertEquals("default/business asks anew", news());
    cluster.annotate(BUSINESS, Map.of("team", "a"));
    assertEquals("default/business asks no more", news());
    ServiceKey copy = cluster.copy(BUSINESS, "-canary", Map.of());
    assertEquals("default/business-canary is created", news());
    cluster.delete(copy);
    assertEquals("default/business-canary is deleted", news());
    cluster.stop(cluster.pods(BUSINESS).get(0));
    assertEquals("default/business has other pods", news());
  }

  @Test
  void between_severalServices_namesTheFirstAndCountsTheRest() {
    cluster.stop(cluster.pods(BUSINESS).get(0));
    cluster.delete(OTHER);
    assertEquals("default/best-effort is deleted, 1 more", news());
  }
}
