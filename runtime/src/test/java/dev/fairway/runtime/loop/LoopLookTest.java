package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.PlanMode;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncFailure;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Looks between syncs: what another writer does to the rules is seen within the interval. */
class LoopLookTest {

  private static final RandomGenerator NO_CHANCE = () -> 0;

  /** A look each half minute, a sync each hour. */
  private static final LoopSettings SETTINGS =
      new LoopSettings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofHours(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3));

  private final LoopFixture fixture = new LoopFixture();
  private SyncLoop loop = build(fixture.loop());

  private static SyncLoop build(SyncLoop.Builder plan) {
    return plan.settings(SETTINGS).random(NO_CHANCE).build();
  }

  private void runFor(long seconds) {
    fixture.run(loop, Duration.ofSeconds(seconds));
  }

  private List<Long> looks() {
    return fixture.backend.looks.stream().map(Duration::toSeconds).toList();
  }

  private List<Long> syncs() {
    return fixture.ended.stream().map(sync -> sync.began().toSeconds()).toList();
  }

  private void anotherWriterTakesAllRulesAway() {
    fixture.fabric.editOutOfBand(Shop.OWNER, rules -> List.of());
  }

  private void lookFails(BackendException failure) {
    fixture.backend.onLook =
        () -> {
          throw failure;
        };
  }

  private void applyIsPutOff(ErrorKind kind, Duration wait) {
    fixture.backend.onApply =
        () -> {
          throw BackendException.retryAfter(kind, "not now", wait);
        };
  }

  private static List<String> reasons(SyncReport report) {
    return report.services().values().stream()
        .map(service -> service.programmedCondition().reason())
        .toList();
  }

  @Test
  void look_ofAQuietFabric_comesEachInterval_andMakesNoSync() {
    loop.begin();
    runFor(100);
    assertEquals(List.of(30L, 60L, 90L), looks());
    assertEquals(List.of(0L), syncs());
    assertEquals(new LastLook(Optional.of(Duration.ofSeconds(10)), true), loop.state().look());
  }

  @Test
  void look_afterASync_waitsAWholeInterval() {
    loop.begin();
    runFor(20);
    loop.changed();
    runFor(35);
    assertEquals(List.of(0L, 20L), syncs());
    assertEquals(List.of(50L), looks());
  }

  @Test
  void rulesTakenAway_areSeenAndPutBackWithinTheInterval() {
    loop.begin();
    runFor(40);
    anotherWriterTakesAllRulesAway();
    runFor(20);
    assertEquals(List.of(0L, 60L), syncs());
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
    runFor(60);
    assertEquals(List.of(0L, 60L), syncs(), "quiet again");
    assertEquals(List.of(30L, 60L, 90L, 120L), looks());
  }

  @Test
  void lookThatFindsAnotherPolicy_isNoLongerCurrent_untilTheSyncHasEnded() {
    List<Boolean> current = new ArrayList<>();
    loop.begin();
    runFor(40);
    anotherWriterTakesAllRulesAway();
    fixture.backend.onApply = () -> current.add(loop.state().look().current());
    runFor(20);
    assertEquals(List.of(false), current);
    assertTrue(loop.state().look().current());
  }

  @Test
  void lookThatFails_isFollowedByASync_whichTellsTheServices() {
    loop.begin();
    runFor(40);
    fixture.fabric.setReachable(false);
    runFor(20);
    assertEquals(List.of(0L, 60L), syncs());
    assertEquals(SyncFailure.Stage.OBSERVE, fixture.last().failure().orElseThrow().stage());
    assertEquals(List.of("BackendUnreachable"), reasons(fixture.last()));
    assertFalse(loop.state().look().current());
  }

  @Test
  void fabricThatIsAway_isAskedBySyncsOnly_inTheirBackoff() {
    loop.begin();
    runFor(40);
    fixture.fabric.setReachable(false);
    runFor(200);
    assertEquals(List.of(30L, 60L), looks());
    assertEquals(List.of(0L, 60L, 61L, 63L, 67L, 75L, 91L, 123L, 187L), syncs());
    fixture.fabric.setReachable(true);
    runFor(120);
    assertTrue(fixture.last().succeeded());
    assertEquals(List.of(30L, 60L, 345L), looks());
    assertTrue(loop.state().look().current());
  }

  @Test
  void lookThatFailsOnce_changesNoCondition() {
    loop.begin();
    runFor(40);
    lookFails(new BackendException(ErrorKind.UNAVAILABLE, "one lost answer"));
    runFor(20);
    fixture.backend.onLook = () -> {};
    assertEquals(List.of(0L, 60L), syncs());
    assertTrue(fixture.last().succeeded());
    assertEquals(List.of("Programmed"), reasons(fixture.last()));
  }

  @Test
  void lookThatIsNotAllowed_keepsSyncsAwayFromTheAccount() {
    loop.begin();
    runFor(20);
    lookFails(new BackendException(ErrorKind.UNAUTHORIZED, "who are you"));
    runFor(60);
    assertEquals(List.of(0L), syncs());
    assertFalse(loop.state().look().current());
    runFor(10);
    assertEquals(List.of(0L, 90L), syncs());
    assertEquals(List.of(30L), looks());
  }

  @Test
  void lookWhileFrozen_goesOn_andTellsWithoutMending() {
    loop.begin();
    runFor(10);
    loop.freeze("maintenance");
    runFor(10);
    anotherWriterTakesAllRulesAway();
    runFor(100);
    assertEquals(List.of(40L, 70L, 100L), looks());
    assertEquals(List.of(0L, 10L, 40L), syncs());
    assertEquals(0, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(
        Condition.Status.FALSE,
        fixture.last().services().values().iterator().next().programmedCondition().status());
  }

  @Test
  void lookInObserveMode_goesOn() {
    fixture.options = SyncOptions.builder().mode(PlanMode.OBSERVE);
    loop = build(fixture.loop());
    loop.begin();
    runFor(70);
    assertEquals(List.of(30L, 60L), looks());
    assertEquals(List.of(0L), syncs());
  }

  @Test
  void lookWhileChangesAreHeldBack_goesOn_andASyncTellsWhatWasTakenAway() {
    loop.begin();
    runFor(10);
    applyIsPutOff(ErrorKind.NOT_YET, Duration.ofMinutes(10));
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    loop.changed();
    runFor(35);
    assertEquals(List.of(0L, 10L), syncs());
    anotherWriterTakesAllRulesAway();
    runFor(60);
    assertEquals(List.of(40L, 70L, 100L), looks());
    assertEquals(List.of(0L, 10L, 70L), syncs());
    assertEquals(List.of("Drifted", "Pending"), reasons(fixture.last()));
  }

  @Test
  void lookWhileAnotherWriterEdits_findsNothingNew_andLeavesTheWaitAlone() {
    loop.begin();
    runFor(10);
    applyIsPutOff(ErrorKind.CONFLICT, Duration.ofSeconds(100));
    anotherWriterTakesAllRulesAway();
    runFor(100);
    assertEquals(List.of(0L, 30L), syncs(), "seen once, and left alone as long as asked");
    runFor(31);
    assertEquals(List.of(0L, 30L, 130L), syncs());
  }

  @Test
  void processThatStandsBy_doesNotLook() {
    loop.begin();
    runFor(10);
    loop.standBy();
    runFor(120);
    assertEquals(List.of(), looks());
    loop.lead();
    assertFalse(loop.state().look().current(), "what another term knew is outdated");
    runFor(40);
    assertEquals(List.of(160L), looks());
  }

  @Test
  void syncThatTakesLong_leavesTheLookToGrowOld() {
    List<LastLook> meanwhile = new ArrayList<>();
    loop.begin();
    runFor(10);
    fixture.backend.onApply =
        () -> {
          fixture.clock.pass(Duration.ofMinutes(2));
          meanwhile.add(loop.state().look());
        };
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    loop.changed();
    runFor(1);
    assertEquals(1, meanwhile.size());
    assertFalse(meanwhile.get(0).current());
    assertTrue(loop.state().look().current(), "what was confirmed is as good as seen");
  }

  @Test
  void lookOfABackendThatCannotTell_costsASyncEachInterval() {
    fixture.backend.onLook = () -> fixture.fabric.editOutOfBand(Shop.OWNER, rules -> rules);
    loop.begin();
    runFor(100);
    assertEquals(List.of(0L, 30L, 60L, 90L), syncs());
  }
}
