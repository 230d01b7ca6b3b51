package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.runtime.loop.LoopSettings;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Pods come and go by the thousand while nobody looks; then all of it is told at once. With the
 * debounce that people have.
 */
class BurstTest {

  private static final int WRITERS = 4;
  private static final int SLICES_EACH = 3;
  private static final int EVENTS = 1_000;
  private static final int MOST_PASSES = 20;

  @Test
  void thousandEventsAtOnce_makeAHandfulOfPasses() throws Exception {
    try (WatchedClusterFixture world =
        new WatchedClusterFixture(
            Commit.WHOLE_PLAN, WatchedClusterFixture.NO_GATE, LoopSettings.DEFAULTS)) {
      world.people().createNamespace("shop");
      world.people().create(KubernetesSamples.service("cart").build());
      for (int writer = 0; writer < WRITERS; writer++) {
        for (int slice = 0; slice < SLICES_EACH; slice++) {
          world.people().create(slice(writer, slice, 0));
        }
      }
      world.open();
      Quiescence.await(world);
      long passes = world.loop().state().syncs();
      long before = world.api().requests().size();
      world.api().weather().pauseEvents("endpointslices");
      writeAll(world);
      assertTrue(world.api().requests().size() - before >= EVENTS);
      assertEquals(passes, world.loop().state().syncs(), "a pass, and nothing was told");
      world.api().weather().resumeEvents("endpointslices");
      Quiescence.await(world);
      assertTrue(
          world.loop().state().syncs() - passes <= MOST_PASSES,
          () -> world.loop().state().toString());
      ExpectedState.of(world).assertInForce();
      assertTrue(world.fabric().ours().contains("10.1.3."), world.fabric()::ours);
    }
  }

  private static void writeAll(WatchedClusterFixture world)
      throws InterruptedException, ExecutionException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(writers.submit(() -> write(world, writer)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static void write(WatchedClusterFixture world, int writer) {
    for (int event = 1; event <= EVENTS / WRITERS; event++) {
      world.people().replace(slice(writer, event % SLICES_EACH, event));
    }
  }

  private static EndpointSlice slice(int writer, int slice, int event) {
    String address = "10.1." + writer + "." + (1 + slice + SLICES_EACH * (event % 50));
    return KubernetesSamples.slice("cart-" + writer + "-" + slice, "cart")
        .withPorts(KubernetesSamples.port("http", 8080))
        .withEndpoints(KubernetesSamples.endpoints(address))
        .build();
  }
}
