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
 * Thousands of pods come and go while events are paused; then all events are sent at once. With the
 * default debounce.
 */
class BurstTest {

  private static final int WRITERS = 4;
  private static final int SLICES_EACH = 3;
  private static final int EVENTS = 1_000;
  private static final int MOST_SYNCS = 20;

  @Test
  void thousandEventsAtOnce_makeAHandfulOfSyncs() throws Exception {
    try (WatchedClusterFixture fixture =
        new WatchedClusterFixture(
            Commit.WHOLE_PLAN, WatchedClusterFixture.NO_LIMITS, LoopSettings.DEFAULTS)) {
      fixture.writers().createNamespace("shop");
      fixture.writers().create(KubernetesSamples.service("cart").build());
      for (int writer = 0; writer < WRITERS; writer++) {
        for (int slice = 0; slice < SLICES_EACH; slice++) {
          fixture.writers().create(slice(writer, slice, 0));
        }
      }
      fixture.open();
      Quiescence.await(fixture);
      long syncs = fixture.loop().state().syncs();
      long before = fixture.api().requests().size();
      fixture.api().faultInjector().pauseEvents("endpointslices");
      writeAll(fixture);
      assertTrue(fixture.api().requests().size() - before >= EVENTS);
      assertEquals(syncs, fixture.loop().state().syncs(), "a sync, and nothing was told");
      fixture.api().faultInjector().resumeEvents("endpointslices");
      Quiescence.await(fixture);
      assertTrue(
          fixture.loop().state().syncs() - syncs <= MOST_SYNCS,
          () -> fixture.loop().state().toString());
      ExpectedState.of(fixture).assertInForce();
      assertTrue(fixture.fabric().ours().contains("10.1.3."), fixture.fabric()::ours);
    }
  }

  private static void writeAll(WatchedClusterFixture fixture)
      throws InterruptedException, ExecutionException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(writers.submit(() -> write(fixture, writer)));
      }
      for (Future<?> change : all) {
        change.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static void write(WatchedClusterFixture fixture, int writer) {
    for (int event = 1; event <= EVENTS / WRITERS; event++) {
      fixture.writers().replace(slice(writer, event % SLICES_EACH, event));
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
