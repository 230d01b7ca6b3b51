package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When syncs come after something went wrong. No wait is cut short by chance here. */
class LoopRetryTest {

  private static final RandomGenerator NO_CHANCE = () -> 0;

  private final LoopFixture fixture = new LoopFixture();
  private SyncLoop loop = fixture.loop().random(NO_CHANCE).build();

  @BeforeEach
  void begin() {
    loop.begin();
  }

  private void observeFails(BackendException failure) {
    fixture.backend.onObserve =
        () -> {
          throw failure;
        };
  }

  private void runFor(long seconds) {
    fixture.run(loop, Duration.ofSeconds(seconds));
  }

  private void change() {
    loop.changed();
    fixture.run(loop, Duration.ofMillis(200));
  }

  private List<Long> beginnings() {
    return fixture.ended.stream().map(sync -> sync.began().toMillis()).toList();
  }

  @Test
  void fabricOutOfReach_isTriedTwiceAsLateEachTime_untilItIsBack() {
    fixture.fabric.setReachable(false);
    runFor(16);
    assertEquals(List.of(0L, 1_000L, 3_000L, 7_000L, 15_000L), beginnings());
    assertEquals(5, loop.state().failures());
    assertEquals(Optional.of(Duration.ofSeconds(15)), loop.state().nextIn());
    fixture.fabric.setReachable(true);
    runFor(15);
    assertEquals(0, loop.state().failures());
    fixture.fabric.setReachable(false);
    change();
    runFor(1);
    assertEquals(List.of(31_200L, 32_200L), beginnings().subList(6, 8), "a success begins anew");
  }

  @Test
  void fabricOutOfReachForLong_isTriedAllTheSameFromTimeToTime() {
    fixture.fabric.setReachable(false);
    fixture.run(loop, Duration.ofHours(10));
    long longest = LoopFixture.SETTINGS.longestRetry().toMillis();
    List<Long> late = beginnings().subList(20, beginnings().size());
    for (int i = 1; i < late.size(); i++) {
      assertEquals(longest, late.get(i) - late.get(i - 1));
    }
    assertTrue(late.size() > 80, late::toString);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = ErrorKind.class,
      names = {"UNAVAILABLE", "THROTTLED", "UNAUTHORIZED"})
  void changes_whileTheFabricIsToBeSpared_waitAndAreRemembered(ErrorKind kind) {
    observeFails(BackendException.retryAfter(kind, "leave me alone", Duration.ofMinutes(2)));
    runFor(1);
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    for (int i = 0; i < 100; i++) {
      change();
    }
    loop.freeze("a moment");
    loop.unfreeze();
    runFor(98);
    assertEquals(1, fixture.backend.observes.size(), "119 seconds, and nobody asked again");
    assertEquals(Optional.of(Duration.ofSeconds(118)), loop.state().waitingSince());
    fixture.backend.onObserve = () -> {};
    runFor(1);
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(Duration.ofSeconds(119)), fixture.changesApplied);
  }

  @Test
  void throttled_waitsAsLongAsTheFabricAsks() {
    fixture.fabric.script(WriteFault.throttling(Duration.ofMinutes(20)));
    runFor(1_199);
    assertEquals(1, fixture.ended.size(), "not even the periodic one");
    runFor(1);
    assertEquals(2, fixture.ended.size());
    assertTrue(fixture.last().succeeded());
  }

  @Test
  void tooEarly_waitsAsLongAsTheBackendSays_andIsNoFailure() {
    fixture.backend.onApply =
        () -> {
          throw BackendException.retryAfter(
              ErrorKind.NOT_YET, "one change a minute", Duration.ofSeconds(40));
        };
    runFor(1);
    change();
    runFor(38);
    assertEquals(1, fixture.ended.size(), "a change waits like all others");
    assertEquals(0, loop.state().failures());
    assertEquals(Optional.of(Duration.ofMillis(38_200)), loop.state().waitingSince());
    fixture.backend.onApply = () -> {};
    runFor(1);
    assertEquals(2, fixture.ended.size());
    assertTrue(fixture.last().succeeded());
    assertTrue(loop.state().waitingSince().isEmpty());
  }

  @Test
  void conflictWithSomebodyAtWork_isLeftAloneAsLongAsTheBackendSays() {
    fixture.backend.onApply =
        () -> {
          throw BackendException.retryAfter(
              ErrorKind.CONFLICT, "somebody edits the policy", Duration.ofMinutes(5));
        };
    runFor(299);
    assertEquals(1, fixture.ended.size());
    fixture.backend.onApply = () -> {};
    runFor(1);
    assertEquals(2, fixture.ended.size());
    assertTrue(fixture.last().succeeded());
  }

  @Test
  void unauthorized_isTriedRarely_soThatNoAccountIsLocked() {
    observeFails(new BackendException(ErrorKind.UNAUTHORIZED, "who are you"));
    fixture.run(loop, Duration.ofMinutes(13));
    assertEquals(List.of(0L, 60_000L, 180_000L, 420_000L, 720_000L), beginnings());
  }

  @Test
  void conflict_isLookedAtAgainAtOnce_andThenRarer() {
    fixture.fabric.script(
        WriteFault.anotherOwnerAtWork(),
        WriteFault.anotherOwnerAtWork(),
        WriteFault.anotherOwnerAtWork());
    runFor(10);
    assertEquals(List.of(0L, 0L, 1_000L, 3_000L), beginnings());
    assertTrue(fixture.last().succeeded());
  }

  @Test
  void refusedByTheFabric_comesBackWhenSomethingChanges_orWithTheResync() {
    fixture.fabric.script(
        WriteFault.refusing(), WriteFault.refusing(), WriteFault.refusing(), WriteFault.clear());
    runFor(300);
    assertEquals(1, fixture.ended.size());
    assertEquals(Optional.of(Duration.ofSeconds(300)), loop.state().nextIn());
    change();
    assertEquals(List.of(0L, 300_200L), beginnings());
    runFor(600);
    assertEquals(List.of(0L, 300_200L, 900_200L), beginnings());
    assertEquals(List.of(), fixture.changesApplied);
    fixture.fabric.script();
    change();
    assertEquals(List.of(Duration.ofMillis(600_400)), fixture.changesApplied);
  }

  @Test
  void retained_comesBackWhenItsTimeIsUp() {
    loop = fixture.loop().random(NO_CHANCE).options(SyncOptions.builder().build()).build();
    loop.begin();
    fixture.shop.service("cart", Shop.MPLS, Shop.pods(1, 30));
    runFor(1);
    long writes = fixture.fabric.writes();
    fixture.shop.service("cart", Shop.MPLS, Shop.pods(1, 29));
    change();
    assertEquals(1, loop.state().last().orElseThrow().safety().orElseThrow().retained().size());
    long moved = fixture.fabric.writes();
    runFor(58);
    assertEquals(moved, fixture.fabric.writes());
    runFor(2);
    assertEquals(List.of(), loop.state().last().orElseThrow().safety().orElseThrow().retained());
    assertTrue(fixture.fabric.writes() > moved);
    assertTrue(moved >= writes);
  }

  @Test
  void answerLost_isSettledByTheNextLook() {
    fixture.fabric.script(WriteFault.answerLost());
    fixture.run(loop);
    assertFalse(fixture.last().succeeded());
    assertEquals(Optional.empty(), loop.state().sinceSuccess(), "it is not taken for done");
    runFor(1);
    assertEquals(List.of(0L, 1_000L), beginnings());
    assertTrue(fixture.last().succeeded());
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void fabricGoneDuringAWrite_isFinishedLater() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    fixture.fabric.script(WriteFault.clear(), WriteFault.failing());
    fixture.run(loop);
    assertEquals(1, fixture.fabric.rules(Shop.OWNER).size());
    change();
    assertEquals(1, fixture.ended.size(), "changes do not hammer a fabric that is away");
    runFor(1);
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void timeUp_goesOnSoonHoweverOften() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    // The call's two minutes are up after each first write.
    fixture.fabric.onWrite(() -> fixture.clock.pass(Duration.ofMinutes(2)));
    runFor(600);
    assertEquals(List.of(0L, 121_000L, 242_000L, 363_000L), beginnings());
    assertTrue(fixture.last().succeeded());
  }

  @Test
  void brokenBackend_leavesRoomForAChange_butNotAtThePaceOfChanges() {
    fixture.backend.onObserve =
        () -> {
          throw new IllegalStateException("broken");
        };
    runFor(10);
    assertEquals(List.of(0L, 1_000L, 3_000L, 7_000L), beginnings());
    change();
    assertEquals(10_200L, beginnings().get(4));
    change();
    change();
    assertEquals(5, fixture.ended.size());
    runFor(1);
    assertEquals(10_950L, beginnings().get(5));
  }

  @Test
  void permissionGone_isNotTriedUntilSomethingChanges() {
    WritePermission permission = new WritePermission();
    permission.withdraw();
    LoopFixture other = new LoopFixture();
    other.options.permission(permission);
    SyncLoop guest = other.loop().build();
    guest.begin();
    other.run(guest, Duration.ofMinutes(9));
    assertEquals(1, other.ended.size());
    assertEquals(0, other.fabric.writes());
    permission.grant();
    guest.changed();
    other.run(guest, Duration.ofSeconds(1));
    assertEquals(2, other.fabric.rules(Shop.OWNER).size());
  }

  @Test
  void fleetThatThrows_isTold_andTheLoopLivesOn() {
    fixture.run(loop);
    fixture.onFleet =
        () -> {
          throw new IllegalStateException("password=hunter2");
        };
    change();
    LoopState state = loop.state();
    assertEquals(Optional.of("a sync broke: java.lang.IllegalStateException"), state.problem());
    assertEquals(Optional.empty(), state.last());
    assertEquals(1, state.failures());
    assertTrue(state.waitingSince().isPresent());
    fixture.onFleet = () -> {};
    runFor(1);
    assertEquals(Optional.empty(), loop.state().problem());
    assertEquals(List.of(Duration.ofMillis(1_200)), fixture.changesApplied);
  }

  @Test
  void fleetThatThrowsAgainAndAgain_isAskedRarerEachTime() {
    int[] asked = {0};
    fixture.onFleet =
        () -> {
          asked[0]++;
          throw new IllegalStateException("broken");
        };
    runFor(16);
    assertEquals(5, asked[0]);
    assertEquals(5, loop.state().failures());
    assertEquals(5, loop.state().syncs());
  }
}
