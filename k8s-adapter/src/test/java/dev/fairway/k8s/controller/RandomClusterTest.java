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

  private static List<String> steps(LiveWorld world, long seed) {
    RandomCluster cluster = new RandomCluster(new Random(seed), world.people());
    cluster.settle();
    return IntStream.range(0, 200).mapToObj(step -> cluster.change()).toList();
  }

  @Test
  void change_ofTheSameSeed_isTheSame() {
    try (LiveWorld one = new LiveWorld(Commit.PER_STEP, LiveWorld.NO_GATE);
        LiveWorld other = new LiveWorld(Commit.PER_STEP, LiveWorld.NO_GATE)) {
      List<String> steps = steps(one, 1);
      assertEquals(steps, steps(other, 1));
      assertTrue(steps.stream().distinct().count() > 100, steps::toString);
      assertKnown(one, Service.class);
      assertKnown(one, EndpointSlice.class);
      assertKnown(one, Node.class);
    }
  }

  private static void assertKnown(LiveWorld world, Class<? extends HasMetadata> kind) {
    assertEquals(
        world.people().everything().stream().filter(kind::isInstance).map(Object::toString).count(),
        world.people().written(kind).size());
  }
}
