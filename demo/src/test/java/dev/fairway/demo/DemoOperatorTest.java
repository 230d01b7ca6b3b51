package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.demo.DemoOperator.RecordedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Syncs over the article's cluster, queued by an operator that is not started. */
class DemoOperatorTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");
  private static final OwnerId OWNER = new OwnerId("demo");
  private static final Duration LONG = Duration.ofSeconds(10);

  private final DemoManifests manifests = DemoManifests.article();
  private final DemoWan wan = DemoWan.mock(manifests.fabric());
  private final DemoCluster cluster = new DemoCluster(manifests);
  private final DemoOperator operator = new DemoOperator(cluster, wan, () -> 0);
  private final SdwanBackend backend = wan.backend().apply(OWNER);
  private final PolicySync sync =
      PolicySync.with(backend).using(SyncOptions.builder().listener(operator).build());

  @AfterEach
  void close() {
    operator.close();
    backend.close();
    cluster.close();
  }

  private void sync() {
    sync.run(FleetSnapshot.of(cluster.snapshot()));
  }

  private List<RecordedSync> take(int first, Duration timeout) {
    return operator.take(first, recorded -> cluster.isShownBy(recorded.fleet()), timeout);
  }

  @Test
  void take_syncThatReadTheClusterAsItWas_isNotTheOneWaitedFor() {
    sync();
    cluster.annotate(BUSINESS, Map.of());
    assertEquals(List.of(), take(0, Duration.ZERO));
    sync();
    List<RecordedSync> taken = take(0, LONG);
    assertEquals(List.of(1L, 1L), taken.stream().map(RecordedSync::writes).toList());
    assertTrue(taken.get(1).report().services().isEmpty());
  }

  @Test
  void take_syncsTakenBefore_areNotTakenAgain() {
    sync();
    assertEquals(1, take(0, LONG).size());
    int next = operator.begun.get();
    assertEquals(List.of(), take(next, Duration.ZERO));
    sync();
    assertEquals(List.of(1), take(next, LONG).stream().map(RecordedSync::number).toList());
  }

  @Test
  void take_syncOfAnotherThread_returnsWhenItEnds() throws Exception {
    CompletableFuture<List<RecordedSync>> waiting =
        CompletableFuture.supplyAsync(() -> take(0, LONG));
    sync();
    assertEquals(1, waiting.get(LONG.toSeconds(), TimeUnit.SECONDS).size());
  }

  @Test
  void take_interrupted_givesUpAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    assertEquals(List.of(), take(0, LONG));
    assertTrue(Thread.interrupted());
  }

  @Test
  void onSync_everyLaterSync_isHandedOver() {
    List<RecordedSync> consumed = new ArrayList<>();
    sync();
    operator.onSync(consumed::add);
    sync();
    assertEquals(List.of(1), consumed.stream().map(RecordedSync::number).toList());
  }
}
