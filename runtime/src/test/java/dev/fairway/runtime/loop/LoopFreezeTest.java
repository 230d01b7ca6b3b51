package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Condition;
import dev.fairway.runtime.Shop;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loops that may not write: frozen by a person, or because another process acts. */
class LoopFreezeTest {

  private final LoopFixture fixture = new LoopFixture();
  private final SyncLoop loop = fixture.loop().build();

  private void begin() {
    loop.begin();
    fixture.run(loop);
  }

  private void change() {
    loop.changed();
    fixture.run(loop, Duration.ofMillis(200));
  }

  private Condition programmed(String service) {
    return fixture.last().services().get(Shop.key(service)).programmedCondition();
  }

  @Test
  void freeze_letsSyncsGoOnThatWriteNothing_andSaysWhy() {
    begin();
    long writes = fixture.fabric.writes();
    loop.freeze("maintenance in Madrid");
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    change();
    assertEquals(writes, fixture.fabric.writes());
    assertEquals(Optional.of("maintenance in Madrid"), loop.state().frozen());
    assertEquals("Pending", programmed("search").reason());
    assertEquals(
        "frozen (maintenance in Madrid): what is there stays as it is",
        programmed("search").message());
    assertEquals(Condition.Status.TRUE, programmed("cart").status(), "it has all it asks for");
    assertEquals(List.of(), fixture.changesApplied);
    assertTrue(loop.state().waitingSince().isPresent(), "the change waits for the thaw");
  }

  @Test
  void freeze_isToldByASyncAtOnce() {
    begin();
    fixture.shop.service("cart", Shop.BIZ, Shop.pods(1, 3));
    loop.freeze("maintenance");
    fixture.run(loop);
    assertTrue(programmed("cart").message().contains("maintenance"), programmed("cart")::message);
  }

  @Test
  void unfreeze_makesASyncThatCatchesUp() {
    begin();
    loop.freeze("maintenance");
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    change();
    fixture.run(loop, Duration.ofHours(3));
    Optional<Duration> success = loop.state().sinceSuccess();
    loop.unfreeze();
    fixture.run(loop);
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(Optional.empty(), loop.state().frozen());
    assertEquals(List.of(Duration.ofHours(3).plusMillis(200)), fixture.changesApplied);
    assertTrue(success.orElseThrow().compareTo(Duration.ofHours(3)) >= 0, success::toString);
    assertEquals(Optional.of(Duration.ZERO), loop.state().sinceSuccess());
  }

  @Test
  void unfreeze_ofALoopThatIsNotFrozen_doesNothing() {
    begin();
    loop.unfreeze();
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void freeze_duringASync_letsNoFurtherWriteBegin_untilTheThaw() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    fixture.fabric.onWrite(() -> loop.freeze("stop"));
    loop.begin();
    fixture.run(loop, Duration.ofMinutes(30));
    assertEquals(1, fixture.fabric.writes(), "the one that was under way");
    assertEquals(1, fixture.fabric.rules(Shop.OWNER).size());
    assertTrue(fixture.ended.size() >= 3);
    assertEquals("frozen (stop): what is there stays as it is", programmed("search").message());
    loop.unfreeze();
    fixture.run(loop);
    assertEquals(2, fixture.fabric.writes(), "and frozen again by the next");
  }

  @Test
  void freezeAndThaw_duringOneSync_doNotGiveThatSyncItsPermissionBack() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    boolean[] done = {false};
    fixture.fabric.onWrite(
        () -> {
          if (!done[0]) {
            done[0] = true;
            loop.freeze("a moment");
            loop.unfreeze();
          }
        });
    loop.begin();
    fixture.run(loop);
    assertEquals(
        1,
        fixture.ended.get(0).report().outcomes().stream().filter(LoopFreezeTest::applied).count());
    assertEquals(2, fixture.ended.size(), "the thaw asked for another");
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
  }

  private static boolean applied(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Applied;
  }

  @Test
  void standBy_makesNoSync_andLeadMakesOneAtOnce() {
    begin();
    loop.standBy();
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    change();
    fixture.run(loop, Duration.ofHours(24));
    assertEquals(1, fixture.ended.size());
    assertEquals(1, fixture.backend.inventories.size(), "nor is the inventory read");
    assertEquals(LoopState.Phase.STANDBY, loop.state().phase());
    assertEquals(Optional.empty(), loop.state().nextIn());
    assertEquals(Optional.empty(), loop.state().waitingSince(), "the other takes care of it");
    loop.lead();
    fixture.run(loop);
    assertEquals(4, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(List.of(), fixture.changesApplied);
    assertEquals(2, fixture.backend.inventories.size(), "as after a start");
  }

  @Test
  void standBy_duringASync_letsNoFurtherWriteBegin() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    fixture.fabric.onWrite(loop::standBy);
    loop.begin();
    fixture.run(loop, Duration.ofHours(1));
    assertEquals(1, fixture.fabric.writes());
    assertEquals(1, fixture.ended.size());
    assertEquals(LoopState.Phase.STANDBY, loop.state().phase());
  }

  @Test
  void leads_whileASyncThatWasStoppedIsStillEnding_isFalse() {
    List<String> seen = new ArrayList<>();
    seen.add("before " + loop.leads());
    fixture.fabric.onWrite(
        () -> {
          loop.standBy();
          seen.add(loop.state().phase() + " " + loop.leads());
        });
    begin();
    loop.lead();
    seen.add("after " + loop.leads());
    assertEquals(List.of("before true", "SYNCING false", "after true"), seen);
  }

  @Test
  void leadAgain_duringTheSyncThatWasStopped_beginsANewOne() {
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    boolean[] done = {false};
    fixture.fabric.onWrite(
        () -> {
          if (!done[0]) {
            done[0] = true;
            loop.standBy();
            loop.lead();
          }
        });
    loop.begin();
    fixture.run(loop);
    assertFalse(fixture.ended.get(0).report().succeeded());
    assertEquals(2, fixture.ended.size());
    assertTrue(fixture.last().succeeded());
  }

  @Test
  void lead_afterSomebodyElseActed_isNotHeldBackByWhatItKnewBefore() {
    fixture.shop.service("big", Shop.MPLS, Shop.pods(101, 130));
    begin();
    loop.standBy();
    fixture.run(loop);
    LoopFixture elsewhere = new LoopFixture();
    elsewhere.shop.service("big", Shop.MPLS, Shop.pods(101, 230));
    SyncLoop other = elsewhere.loop(fixture.fabric.backend(Shop.OWNER)).build();
    other.begin();
    elsewhere.run(other);
    assertTrue(elsewhere.last().succeeded());
    other.close();
    fixture.shop.service("big", Shop.MPLS, Shop.pods(131, 230));
    loop.lead();
    fixture.run(loop);
    assertTrue(
        fixture.last().succeeded(), "30 of 130 are lost, all 30 of those that it knew before");
  }

  @Test
  void standingBy_fromTheBeginning_makesNoSyncUntilItLeads() {
    SyncLoop second = fixture.loop().standingBy().build();
    second.begin();
    fixture.run(second, Duration.ofHours(1));
    assertEquals(List.of(), fixture.ended);
    assertEquals(LoopState.Phase.STANDBY, second.state().phase());
    second.lead();
    fixture.run(second);
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void lead_ofALoopThatLeads_doesNothing() {
    begin();
    loop.lead();
    fixture.run(loop, Duration.ofMinutes(1));
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void freeze_survivesStandby() {
    begin();
    loop.freeze("maintenance");
    loop.standBy();
    loop.lead();
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    change();
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(Optional.of("maintenance"), loop.state().frozen());
  }
}
