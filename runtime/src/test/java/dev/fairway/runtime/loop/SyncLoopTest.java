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

/** When syncs come while nothing goes wrong. */
class SyncLoopTest {

  private final LoopFixture fixture = new LoopFixture();
  private final SyncLoop loop = fixture.loop().build();

  private void begin() {
    loop.begin();
    fixture.run(loop);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void start_makesASyncAtOnce() {
    begin();
    assertEquals(1, fixture.ended.size());
    assertTrue(fixture.last().succeeded());
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void build_withoutAFleet_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> SyncLoop.over(fixture.backend).build());
  }

  @Test
  void turn_beforeTheStart_makesNoSync() {
    loop.changed();
    fixture.run(loop, Duration.ofHours(1));
    assertEquals(List.of(), fixture.ended);
    assertEquals(LoopState.Phase.NEW, loop.state().phase());
  }

  @Test
  void changed_once_waitsForQuietAndMakesOneSync() {
    begin();
    loop.changed();
    fixture.run(loop, millis(199));
    assertEquals(1, fixture.ended.size());
    assertEquals(Optional.of(millis(199)), loop.state().waitingSince());
    assertEquals(Optional.of(millis(1)), loop.state().nextIn());
    fixture.run(loop, millis(1));
    assertEquals(2, fixture.ended.size());
    assertEquals(Optional.empty(), loop.state().waitingSince());
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(2, fixture.ended.size());
  }

  @Test
  void changed_aThousandTimesInOneBurst_makesOneSync() {
    begin();
    for (int i = 0; i < 1_000; i++) {
      loop.changed();
      fixture.run(loop, millis(1));
    }
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(2, fixture.ended.size());
    assertEquals(List.of(millis(1_199)), fixture.changesApplied);
  }

  @Test
  void changed_withoutEnd_isCarriedOutAfterTheLongestDelayAllTheSame() {
    begin();
    for (int i = 0; i < 100; i++) {
      loop.changed();
      fixture.run(loop, millis(100));
    }
    fixture.run(loop, millis(200));
    assertEquals(6, fixture.ended.size(), "the first, and one each two seconds");
    assertTrue(
        fixture.changesApplied.stream().allMatch(waited -> waited.compareTo(millis(2_000)) <= 0));
  }

  @Test
  void changed_manyTimes_wakesTheThreadOnce() {
    begin();
    int before = fixture.clock.wakes();
    for (int i = 0; i < 1_000; i++) {
      loop.changed();
    }
    assertEquals(before + 1, fixture.clock.wakes());
  }

  @Test
  void changedUrgently_afterAChange_makesOneSyncAtOnceForBoth() {
    begin();
    loop.changed();
    fixture.run(loop, millis(50));
    loop.changedUrgently();
    fixture.run(loop);
    assertEquals(2, fixture.ended.size());
    assertEquals(List.of(millis(50)), fixture.changesApplied);
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(2, fixture.ended.size());
  }

  @Test
  void changedUrgently_duringASync_makesOneMoreBehindIt() {
    begin();
    fixture.backend.takes = Duration.ofSeconds(5);
    fixture.backend.onObserve =
        () -> {
          fixture.backend.onObserve = () -> {};
          loop.changedUrgently();
          loop.changedUrgently();
        };
    loop.changed();
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(3, fixture.ended.size());
    assertEquals(fixture.ended.get(1).ended(), fixture.ended.get(2).began());
  }

  @Test
  void changedUrgently_whileStandingBy_isLeftToTheLeader() {
    begin();
    loop.standBy();
    loop.changedUrgently();
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void changed_duringASync_makesOneMoreThatSeesIt() {
    begin();
    fixture.backend.takes = Duration.ofSeconds(5);
    fixture.backend.onObserve =
        () -> {
          fixture.backend.onObserve = () -> {};
          fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
          loop.changed();
          loop.changed();
        };
    loop.changed();
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(3, fixture.ended.size());
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(millis(5_200), millis(5_200)), fixture.changesApplied);
  }

  @Test
  void fleet_isAskedAtTheStartOfEachSync() {
    begin();
    fixture.shop.service("cart", Shop.BIZ, Shop.pods(1, 3));
    loop.changed();
    fixture.shop.service("cart", Shop.MPLS, Shop.pods(1, 2));
    fixture.run(loop, Duration.ofSeconds(1));
    assertEquals(
        Optional.of(Shop.MPLS),
        fixture.last().services().get(Shop.key("cart")).accepted(),
        "what is true when the sync begins");
  }

  @Test
  void resync_comesAsLongAfterTheLastSyncEnded() {
    fixture.backend.takes = Duration.ofSeconds(7);
    loop.begin();
    fixture.run(loop, Duration.ofMinutes(31));
    assertEquals(
        List.of(0L, 607L, 1214L, 1821L),
        fixture.ended.stream().map(sync -> sync.began().toSeconds()).toList());
  }

  @Test
  void resync_repairsWhatSomebodyChangedByHand() {
    begin();
    fixture.fabric.editOutOfBand(Shop.OWNER, rules -> rules.subList(0, 1));
    fixture.run(loop, Duration.ofMinutes(10));
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(), fixture.changesApplied, "nobody told of a change");
  }

  @Test
  void syncs_withNothingToDo_writeNothing() {
    begin();
    long writes = fixture.fabric.writes();
    loop.changed();
    fixture.run(loop, Duration.ofHours(2));
    assertTrue(fixture.ended.size() > 10);
    assertEquals(writes, fixture.fabric.writes());
  }

  @Test
  void clusterNotReadWhole_waitsForAChange() {
    fixture.shop.completeness(Completeness.NEVER_READ);
    begin();
    fixture.run(loop, Duration.ofMinutes(9));
    assertEquals(1, fixture.ended.size());
    assertEquals(1, loop.state().failures());
    fixture.shop.completeness(Completeness.COMPLETE);
    loop.changed();
    fixture.run(loop, millis(200));
    assertEquals(0, loop.state().failures());
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void state_afterASync_saysWhatItCameTo() {
    begin();
    fixture.run(loop, Duration.ofSeconds(30));
    LoopState state = loop.state();
    assertEquals(LoopState.Phase.WAITING, state.phase());
    assertEquals(1, state.syncs());
    assertEquals(0, state.failures());
    assertEquals(Optional.of(fixture.last()), state.last());
    assertEquals(Optional.of(Duration.ofSeconds(30)), state.sinceSuccess());
    assertEquals(Optional.of(Duration.ofMinutes(10).minusSeconds(30)), state.nextIn());
    assertEquals(Optional.empty(), state.problem());
    assertEquals(Optional.empty(), state.frozen());
  }

  @Test
  void state_duringASync_saysSo() {
    fixture.backend.onObserve =
        () -> {
          LoopState state = loop.state();
          assertEquals(LoopState.Phase.SYNCING, state.phase());
          assertEquals(1, state.syncs());
          assertEquals(Optional.empty(), state.nextIn());
        };
    begin();
    assertTrue(fixture.last().succeeded(), "or what was asserted meanwhile failed");
  }

  @Test
  void stateChanged_isToldOfEachTransitionOnce() {
    loop.begin();
    fixture.run(loop, Duration.ofSeconds(1));
    loop.changed();
    fixture.run(loop, Duration.ofSeconds(1));
    assertEquals(
        List.of("WAITING 0", "SYNCING 1", "WAITING 1", "WAITING 1+", "SYNCING 2+", "WAITING 2"),
        fixture.states.stream()
            .map(
                state ->
                    state.phase()
                        + " "
                        + state.syncs()
                        + (state.waitingSince().isPresent() ? "+" : ""))
            .toList());
  }

  @Test
  void listener_thatThrows_changesNothing() {
    LoopListener broken =
        new LoopListener() {
          @Override
          public void stateChanged(LoopState state) {
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
    assertEquals(2, other.ended.size());
    assertEquals(0, unheard.state().failures());
    assertEquals(1, other.changesApplied.size());
  }

  @Test
  void changesApplied_isToldOnceForAChangeBeforeTheFirstSync() {
    loop.begin();
    loop.changed();
    fixture.run(loop, Duration.ofHours(1));
    assertEquals(List.of(Duration.ZERO), fixture.changesApplied);
    assertFalse(fixture.ended.isEmpty());
  }

  @Test
  void start_twice_isRefused() {
    loop.begin();
    assertThrows(IllegalStateException.class, loop::begin);
  }
}
