package dev.fairway.operator.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.operator.run.Operator.LoopFailureListener;
import dev.fairway.runtime.loop.SyncLoop;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopFailureListenerTest {

  private final StopSignal stop = new StopSignal();
  private final LoopFailureListener broken = new LoopFailureListener(stop);
  private final MockFabric fabric =
      new MockFabric(
          FabricFile.parse(
                  "fabric.yaml", "sites: [{id: '1', edges: [{name: a, transports: [mpls]}]}]")
              .layout()
              .orElseThrow());

  private SyncLoop loop(Error error) {
    return SyncLoop.over(fabric.backend(new OwnerId("eu")))
        .fleet(
            () -> {
              throw error;
            })
        .listener(broken)
        .build();
  }

  @Test
  void loop_thatEndedByItself_endsTheProcessAndSaysWhy() {
    try (SyncLoop loop = loop(new OutOfMemoryError("secret"))) {
      loop.start();
      await().atMost(Duration.ofSeconds(20)).until(stop::isGiven);
    }
    assertEquals(
        Optional.of("the loop broke, and ended: java.lang.OutOfMemoryError"), broken.problem());
  }

  @Test
  void loop_thatWasClosed_endsNothing() {
    loop(new OutOfMemoryError()).close();
    assertFalse(stop.isGiven());
    assertEquals(Optional.empty(), broken.problem());
  }
}
