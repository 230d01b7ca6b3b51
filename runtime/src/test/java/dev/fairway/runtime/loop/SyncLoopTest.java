package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncLoopTest {

  private final LoopBench bench = new LoopBench();
  private final SyncLoop loop = bench.loop().build();

  @Test
  void start_makesAPassAtOnce() {
    loop.begin();
    bench.run(loop);
    assertEquals(1, bench.made.size());
    assertTrue(bench.last().succeeded());
    assertEquals(2, bench.fabric.rules(Shop.OWNER).size());
    assertEquals(LoopState.Phase.WAITING, loop.state().phase());
    assertEquals(Optional.of(Duration.ofMinutes(10)), loop.state().nextIn());
  }

  @Test
  void changed_once_waitsForQuietAndMakesOnePass() {
    loop.begin();
    bench.run(loop);
    loop.changed();
    bench.run(loop, Duration.ofMillis(199));
    assertEquals(1, bench.made.size());
    bench.run(loop, Duration.ofMillis(1));
    assertEquals(2, bench.made.size());
    assertEquals(List.of(Duration.ofMillis(200)), bench.caughtUp);
  }
}
