package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When passes come while nothing goes wrong. */
class SyncLoopTest {

  private final LoopFixture bench = new LoopFixture();
  private final SyncLoop loop = bench.loop().build();

  private void begin() {
    loop.begin();
    bench.run(loop);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void start_makesAPassAtOnce() {
    begin();
    assertEquals(1, bench.made.size());
    assertTrue(bench.last().succeeded());
    assertEquals(2, bench.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void build_withoutAFleet_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> SyncLoop.over(bench.backend).build());
  }

  @Test
  void turn_beforeTheStart_makesNoPass() {
    loop.changed();
    bench.run(loop, Duration.ofHours(1));
    assertEquals(List.of(), bench.made);
    assertEquals(LoopState.Phase.NEW, loop.state().phase());
  }

  @Test
  void changed_once_waitsForQuietAndMakesOnePass() {
    begin();
    loop.changed();
    bench.run(loop, millis(199));
    assertEquals(1, bench.made.size());
    assertEquals(Optional.of(millis(199)), loop.state().waitingSince());
    assertEquals(Optional.of(millis(1)), loop.state().nextIn());
    bench.run(loop, millis(1));
    assertEquals(2, bench.made.size());
    assertEquals(Optional.empty(), loop.state().waitingSince());
    bench.run(loop, Duration.ofMinutes(1));
    assertEquals(2, bench.made.size());
  }

  @Test
  void changed_aThousandTimesInOneBurst_makesOnePass() {
    begin();
    for (int i = 0; i < 1_000; i++) {
      loop.changed();
      bench.run(loop, millis(1));
    }
    bench.run(loop, Duration.ofMinutes(1));
    assertEquals(2, bench.made.size());
    assertEquals(List.of(millis(1_199)), bench.changesApplied);
  }

  @Test
  void changed_withoutEnd_isCarriedOutAfterTheLongestDelayAllTheSame() {
    begin();
    for (int i = 0; i < 100; i++) {
      loop.changed();
      bench.run(loop, millis(100));
    }
    bench.run(loop, millis(200));
    assertEquals(6, bench.made.size(), "the first, and one each two seconds");
    assertTrue(
        bench.changesApplied.stream().allMatch(waited -> waited.compareTo(millis(2_000)) <= 0));
  }

  @Test
  void changed_manyTimes_wakesTheThreadOnce() {
    begin();
    int before = bench.clock.wakes();
    for (int i = 0; i < 1_000; i++) {
      loop.changed();
    }
    assertEquals(before + 1, bench.clock.wakes());
  }

  @Test
  void changed_duringAPass_makesOneMoreThatSeesIt() {
    begin();
    bench.backend.takes = Duration.ofSeconds(5);
    bench.backend.onObserve =
        () -> {
          bench.backend.onObserve = () -> {};
          bench.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
          loop.changed();
          loop.changed();
        };
    loop.changed();
    bench.run(loop, Duration.ofMinutes(1));
    assertEquals(3, bench.made.size());
    assertEquals(4, bench.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(millis(5_200), millis(5_200)), bench.changesApplied);
  }

  @Test
  void fleet_isAskedAtTheStartOfEachPass() {
    begin();
    bench.shop.service("cart", Shop.BIZ, Shop.pods(1, 3));
    loop.changed();
    bench.shop.service("cart", Shop.MPLS, Shop.pods(1, 2));
    bench.run(loop, Duration.ofSeconds(1));
    assertEquals(
        Optional.of(Shop.MPLS),
        bench.last().services().get(Shop.key("cart")).accepted(),
        "what is true when the pass begins");
  }

  @Test
  void resync_comesAsLongAfterTheLastPassEnded() {
    bench.backend.takes = Duration.ofSeconds(7);
    loop.begin();
    bench.run(loop, Duration.ofMinutes(31));
    assertEquals(
        List.of(0L, 607L, 1214L, 1821L),
        bench.made.stream().map(one -> one.began().toSeconds()).toList());
  }

  @Test
  void resync_repairsWhatSomebodyChangedByHand() {
    begin();
    bench.fabric.editOutOfBand(Shop.OWNER, rules -> rules.subList(0, 1));
    bench.run(loop, Duration.ofMinutes(10));
    assertEquals(2, bench.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(), bench.changesApplied, "nobody told of a change");
  }

  @Test
  void passes_withNothingToDo_writeNothing() {
    begin();
    long writes = bench.fabric.writes();
    loop.changed();
    bench.run(loop, Duration.ofHours(2));
    assertTrue(bench.made.size() > 10);
    assertEquals(writes, bench.fabric.writes());
  }

  @Test
  void clusterNotReadWhole_waitsForAChange() {
    bench.shop.completeness(Completeness.NEVER_READ);
    begin();
    bench.run(loop, Duration.ofMinutes(9));
    assertEquals(1, bench.made.size());
    assertEquals(1, loop.state().failures());
    bench.shop.completeness(Completeness.COMPLETE);
    loop.changed();
    bench.run(loop, millis(200));
    assertEquals(0, loop.state().failures());
    assertEquals(2, bench.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void state_afterAPass_saysWhatItCameTo() {
    begin();
    bench.run(loop, Duration.ofSeconds(30));
    LoopState state = loop.state();
    assertEquals(LoopState.Phase.WAITING, state.phase());
    assertEquals(1, state.passes());
    assertEquals(0, state.failures());
    assertEquals(Optional.of(bench.last()), state.last());
    assertEquals(Optional.of(Duration.ofSeconds(30)), state.sinceSuccess());
    assertEquals(Optional.of(Duration.ofMinutes(10).minusSeconds(30)), state.nextIn());
    assertEquals(Optional.empty(), state.problem());
    assertEquals(Optional.empty(), state.frozen());
  }

  @Test
  void state_duringAPass_saysSo() {
    bench.backend.onObserve =
        () -> {
          LoopState state = loop.state();
          assertEquals(LoopState.Phase.SYNCING, state.phase());
          assertEquals(1, state.passes());
          assertEquals(Optional.empty(), state.nextIn());
        };
    begin();
    assertTrue(bench.last().succeeded(), "or what was asserted meanwhile failed");
  }

  @Test
  void moved_isToldOfEachTransitionOnce() {
    loop.begin();
    bench.run(loop, Duration.ofSeconds(1));
    loop.changed();
    bench.run(loop, Duration.ofSeconds(1));
    assertEquals(
        List.of("WAITING 0", "PASSING 1", "WAITING 1", "WAITING 1+", "PASSING 2+", "WAITING 2"),
        bench.moves.stream()
            .map(
                state ->
                    state.phase()
                        + " "
                        + state.passes()
                        + (state.waitingSince().isPresent() ? "+" : ""))
            .toList());
  }

  @Test
  void listener_thatThrows_changesNothing() {
    LoopListener broken =
        new LoopListener() {
          @Override
          public void moved(LoopState state) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void changesApplied(SyncReport report, Duration sinceChange) {
            throw new IllegalStateException("broken");
          }
        };
    LoopFixture other = new LoopFixture();
    SyncLoop unheard = other.loop().listener(broken).build();
    unheard.begin();
    other.run(unheard);
    unheard.changed();
    other.run(unheard, Duration.ofSeconds(1));
    assertEquals(2, other.made.size());
    assertEquals(0, unheard.state().failures());
    assertEquals(1, other.changesApplied.size());
  }

  @Test
  void caughtUp_isToldOnceForAChangeBeforeTheFirstPass() {
    loop.begin();
    loop.changed();
    bench.run(loop, Duration.ofHours(1));
    assertEquals(List.of(Duration.ZERO), bench.changesApplied);
    assertFalse(bench.made.isEmpty());
  }

  @Test
  void start_twice_isRefused() {
    loop.begin();
    assertThrows(IllegalStateException.class, loop::begin);
  }
}
