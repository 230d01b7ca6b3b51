package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Passes over the article's cluster, made and watched. */
class PassWatchTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");
  private static final Duration LONG = Duration.ofSeconds(10);

  private final FabricSpec layout = DemoFabric.layout();
  private final MockFabric fabric = new MockFabric(layout);
  private final DemoCluster cluster = new DemoCluster(DemoManifests.article(layout));
  private final PassWatch watch = new PassWatch(fabric::writes, () -> 0);
  private final PolicySync sync =
      PolicySync.with(fabric.backend(new OwnerId("demo")))
          .using(SyncOptions.builder().listener(watch).build());

  private void pass() {
    sync.run(FleetSnapshot.of(cluster.read()));
  }

  private List<SeenPass> await(int first, ClusterSnapshot written, Duration longest) {
    return watch.await(first, pass -> ReadAsWritten.shows(pass.fleet(), written), longest);
  }

  @Test
  void await_passThatReadTheClusterAsItWas_isNotTheOneWaitedFor() {
    pass();
    cluster.annotate(BUSINESS, Map.of());
    assertEquals(List.of(), await(0, cluster.read(), Duration.ZERO));
    pass();
    List<SeenPass> seen = await(0, cluster.read(), LONG);
    assertEquals(List.of(1L, 1L), seen.stream().map(SeenPass::writes).toList());
    assertTrue(seen.get(1).report().services().isEmpty());
  }

  @Test
  void await_passesReturnedBefore_areNotReturnedAgain() {
    pass();
    assertEquals(1, await(0, cluster.read(), LONG).size());
    int next = watch.begun();
    assertEquals(List.of(), await(next, cluster.read(), Duration.ZERO));
    pass();
    assertEquals(
        List.of(1), await(next, cluster.read(), LONG).stream().map(SeenPass::number).toList());
  }

  @Test
  void await_passOfAnotherThread_returnsWhenItEnds() throws Exception {
    CompletableFuture<List<SeenPass>> waiting =
        CompletableFuture.supplyAsync(() -> await(0, cluster.read(), LONG));
    pass();
    assertEquals(1, waiting.get(LONG.toSeconds(), TimeUnit.SECONDS).size());
  }

  @Test
  void await_interrupted_givesUpAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    assertEquals(List.of(), await(0, cluster.read(), LONG));
    assertTrue(Thread.interrupted());
  }

  @Test
  void tell_everyPassFromThenOn_isTold() {
    List<SeenPass> told = new ArrayList<>();
    pass();
    watch.tell(told::add);
    pass();
    assertEquals(List.of(1), told.stream().map(SeenPass::number).toList());
  }
}
