package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomClusterTest {

  private static List<String> steps(WatchedClusterFixture fixture, long seed) {
    RandomCluster cluster = new RandomCluster(new Random(seed), fixture.writers());
    cluster.settle();
    return IntStream.range(0, 200).mapToObj(step -> cluster.change()).toList();
  }

  @Test
  void change_ofTheSameSeed_isTheSame() {
    try (WatchedClusterFixture one =
            new WatchedClusterFixture(Commit.PER_STEP, WatchedClusterFixture.NO_LIMITS);
        WatchedClusterFixture other =
            new WatchedClusterFixture(Commit.PER_STEP, WatchedClusterFixture.NO_LIMITS)) {
      List<String> steps = steps(one, 1);
      assertEquals(steps, steps(other, 1));
      assertTrue(steps.stream().distinct().count() > 100, steps::toString);
      assertKnown(one, Service.class);
      assertKnown(one, EndpointSlice.class);
      assertKnown(one, Node.class);
    }
  }

  private static void assertKnown(
      WatchedClusterFixture fixture, Class<? extends HasMetadata> kind) {
    assertEquals(
        fixture.writers().everything().stream()
            .filter(kind::isInstance)
            .map(Object::toString)
            .count(),
        fixture.writers().written(kind).size());
  }
}
