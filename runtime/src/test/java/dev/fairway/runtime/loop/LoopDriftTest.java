package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Condition;
import dev.fairway.runtime.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A loop beside another writer that takes the rules away again and again. */
class LoopDriftTest {

  private static final RandomGenerator NO_CHANCE = () -> 0;

  private final LoopFixture fixture = new LoopFixture();
  private final SyncLoop loop =
      fixture
          .loop()
          .settings(
              new LoopSettings(
                  Duration.ofMillis(200),
                  Duration.ofSeconds(2),
                  Duration.ofMinutes(5),
                  Duration.ofHours(10),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(1),
                  Duration.ofMinutes(5),
                  Duration.ofSeconds(3)))
          .random(NO_CHANCE)
          .build();

  private void runFor(long seconds) {
    fixture.run(loop, Duration.ofSeconds(seconds));
  }

  private void takenAway() {
    fixture.fabric.editOutOfBand(Shop.OWNER, rules -> List.of());
  }

  private boolean inForce() {
    return !fixture.fabric.rules(Shop.OWNER).isEmpty();
  }

  private Condition programmed() {
    return fixture.last().services().get(Shop.key("cart")).programmedCondition();
  }

  /** The minutes at which drift was put right. */
  private List<Long> repairs() {
    return fixture.ended.stream()
        .filter(sync -> sync.report().driftRepaired())
        .map(sync -> sync.began().toMinutes())
        .toList();
  }

  @Test
  void writerThatUndoesEachTenMinutes_isAnsweredAtGrowingIntervals() {
    loop.begin();
    for (int minute = 0; minute < 120; minute++) {
      if (minute % 10 == 5) {
        takenAway();
      }
      runFor(60);
    }
    assertEquals(List.of(5L, 15L, 27L, 39L, 53L, 71L, 107L), repairs());
  }

  @Test
  void betweenLooks_nothingIsCalledInForce_thatHasBeenAwayForLongerThanTheInterval() {
    loop.begin();
    Duration away = Duration.ZERO;
    for (int second = 0; second < 3_600; second++) {
      if (second % 420 == 100) {
        takenAway();
      }
      runFor(1);
      away = inForce() ? Duration.ZERO : away.plusSeconds(1);
      boolean said =
          loop.state().look().current() && programmed().status() == Condition.Status.TRUE;
      if (away.compareTo(Duration.ofSeconds(30)) > 0) {
        assertFalse(said, "called in force after " + away + " at " + fixture.clock.passed());
      }
    }
    assertTrue(repairs().size() >= 5, repairs().toString());
  }

  @Test
  void contestedRules_areNamedAllTheWhile_andMendedOnTime() {
    loop.begin();
    runFor(10);
    for (int again = 0; again < 3; again++) {
      takenAway();
      runFor(60);
    }
    assertFalse(inForce());
    List<String> reasons = new ArrayList<>();
    while (!inForce()) {
      reasons.add(programmed().reason());
      runFor(10);
    }
    assertEquals(List.of("UndoneByOthers"), reasons.stream().distinct().toList());
    assertEquals("Programmed", programmed().reason());
    assertEquals(3, repairs().size());
  }

  @Test
  void changeOfWhatIsDesired_isNotHeldBackWhileRulesAreContested() {
    loop.begin();
    runFor(10);
    for (int again = 0; again < 3; again++) {
      takenAway();
      runFor(60);
    }
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    loop.changed();
    runFor(1);
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(1, fixture.changesApplied.size());
  }

  @Test
  void driftThatASyncFinds_isNotCalledInForceWhileItIsPutRight() {
    List<Boolean> current = new ArrayList<>();
    loop.begin();
    runFor(10);
    takenAway();
    fixture.backend.onApply = () -> current.add(loop.state().look().current());
    loop.changed();
    runFor(1);
    assertEquals(List.of(false), current);
    assertTrue(loop.state().look().current());
  }
}
