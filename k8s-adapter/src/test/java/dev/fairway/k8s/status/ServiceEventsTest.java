package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.status.ScriptedApi.Fate;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.safety.SafetySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceEventsTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Duration RETENTION = SafetySettings.DEFAULTS.retention();

  private final PublisherFixture shop = new PublisherFixture();

  @AfterEach
  void close() {
    shop.close();
  }

  /** The Events since the last call. */
  private List<String> events() {
    List<String> events = List.copyOf(shop.events);
    shop.events.clear();
    return events;
  }

  @Test
  void service_fromFirstSyncToAnotherTransport_hasOneEventForEachTransition() {
    shop.asks("cart", "mpls").sync();
    assertEquals(
        List.of("cart Normal Programmed: 2 rules are in force: " + PublisherFixture.MPLS),
        events());
    shop.sync();
    shop.sync();
    assertEquals(List.of(), events());
    shop.asks("cart", "biz-internet").sync();
    assertEquals(List.of("cart Normal Moved: from mpls to biz-internet"), events());
    shop.asks("cart", "mlps").sync();
    List<String> held = events();
    assertEquals(1, held.size());
    assertTrue(held.get(0).startsWith("cart Warning UnknownTransport: "), held.get(0));
    assertTrue(held.get(0).endsWith("; the last good intent stays in force"), held.get(0));
    shop.sync();
    assertEquals(List.of(), events());
    shop.asks("cart", "biz-internet").sync();
    assertEquals(
        List.of("cart Normal Programmed: 2 rules are in force: " + PublisherFixture.BIZ), events());
    shop.asks("cart", "").sync();
    assertEquals(List.of(), events(), "what was asked for by hand needs no telling");
  }

  @Test
  void service_whoseOtherWordsChange_isToldWithThem_notAsMoved() {
    shop.asks("cart", "dscp=ef").sync();
    assertEquals(
        List.of("cart Normal Programmed: 2 rules are in force: ports=every dscp=ef"), events());
    shop.asks("cart", "dscp=af41").sync();
    assertEquals(List.of("cart Normal Changed: from dscp=ef to dscp=af41"), events());
    shop.asks("cart", "tunnel=mpls dscp=af41").sync();
    assertEquals(
        List.of("cart Normal Changed: from dscp=af41 to tunnel=mpls fallback=none dscp=af41"),
        events());
    shop.asks("cart", "tunnel=biz-internet dscp=ef").sync();
    assertEquals(List.of("cart Normal Moved: from mpls to biz-internet"), events());
    shop.asks("cart", "tunnel=biz-internet encryption=required").sync();
    assertEquals(
        List.of(
            "cart Normal Changed: from tunnel=biz-internet fallback=none dscp=ef to"
                + " tunnel=biz-internet fallback=none encryption=required"),
        events());
    shop.asks("cart", "tunnel=biz-internet encryption=required fallback=any").sync();
    assertEquals(List.of(), events(), "the fallback alone is no move");
    shop.asks("cart", "encryption=required").sync();
    assertEquals(
        List.of(
            "cart Normal Changed: from tunnel=biz-internet fallback=any encryption=required to"
                + " encryption=required"),
        events());
  }

  @Test
  void holdOfAService_beginsAndEndsWithOneEventEach() {
    shop.asks("cart", "mpls").sync();
    String hold = holdCart();
    shop.later(RETENTION);
    shop.sync();
    assertEquals(List.of(), events(), "a hold that goes on is told already");
    shop.unlisted.clear();
    shop.sync();
    List<String> told = events();
    assertEquals(
        List.of(
            "cart Normal Programmed: 2 rules are in force: " + PublisherFixture.MPLS,
            "cart Normal HoldEnded: hold " + hold + " is over"),
        told.stream().sorted(Comparator.reverseOrder()).toList());
    shop.sync();
    assertEquals(List.of(), events());
  }

  @Test
  void holdOfAService_approved_namesWho() {
    shop.asks("cart", "mpls").sync();
    String hold = holdCart();
    shop.approve(hold, "alice");
    shop.sync();
    assertEquals(
        List.of("cart Warning HoldApproved: hold " + hold + " was approved by alice"), events());
    shop.approve(hold, "bob");
    shop.sync();
    assertEquals(List.of(), events(), "a hold that is over cannot be approved again");
  }

  /** The only address of Service cart is missing for longer than it is retained; the hold's id. */
  private String holdCart() {
    shop.unlisted.add("cart");
    shop.sync();
    events();
    shop.later(RETENTION);
    String hold = shop.sync().holds().get(0).id();
    List<String> told = events();
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).startsWith("cart Warning Held: hold " + hold + ": "), told::toString);
    return hold;
  }

  @Test
  void process_startedAnew_repeatsNothing() {
    shop.asks("cart", "mpls").asks("typo", "mlps").sync();
    assertEquals(2, events().size());
    try (PublisherFixture again = new PublisherFixture()) {
      again.asks("cart", "mpls").asks("typo", "mlps");
      again.api.overwrite("cart", shop.api.server("cart").conditions());
      again.api.overwrite("typo", shop.api.server("typo").conditions());
      again.api.show();
      again.sync();
      assertEquals(List.of(), again.events);
    }
  }

  @Test
  void service_whoseStatusCannotBeWritten_stillHasOneEvent() {
    shop.api.otherwise = Fate.REFUSED;
    shop.asks("cart", "mpls").sync();
    shop.sync();
    shop.sync();
    assertEquals(1, events().size());
  }

  @Test
  void fabricOutOfReach_hasAnEventWhenItBegins() {
    shop.asks("cart", "mpls").sync();
    events();
    shop.fabric.setReachable(false);
    shop.sync();
    shop.sync();
    List<String> told = events();
    assertEquals(1, told.size());
    assertTrue(told.get(0).startsWith("cart Warning BackendUnreachable: "), told.get(0));
    shop.fabric.setReachable(true);
    shop.sync();
    assertEquals(1, events().size());
  }

  @Test
  void clusterNotReadForAWhile_isNoEvent() {
    shop.asks("cart", "mpls").sync();
    events();
    shop.completeness = Completeness.STALE;
    shop.sync();
    shop.completeness = Completeness.COMPLETE;
    shop.sync();
    assertEquals(List.of(), events());
    assertTrue(shop.api.told("cart").get(1).startsWith("Programmed True"));
  }

  @Test
  void rulesChangedByHand_haveAnEventOfTheirRepair() {
    shop.asks("cart", "mpls").asks("search", "biz-internet").sync();
    events();
    shop.fabric.editOutOfBand(OWNER, rules -> rules.subList(0, 2));
    shop.sync();
    assertEquals(4, shop.fabric.rules(OWNER).size());
    List<String> told = events();
    assertEquals(1, told.size(), told.toString());
    assertTrue(
        told.get(0)
            .endsWith(
                "Warning DriftRepaired: 2 rules were taken away on the fabric in segment default by"
                    + " another writer, which the fabric does not name; put right"),
        told.get(0));
    shop.sync();
    assertEquals(List.of(), events());
  }

  @Test
  void rulesTakenAwayThatCannotBePutRightYet_haveOneEvent_untilTheyAre() {
    shop.asks("cart", "mpls").asks("search", "biz-internet").sync();
    events();
    shop.fabric.editOutOfBand(OWNER, rules -> rules.subList(0, 2));
    shop.fabric.script(WriteFault.anotherOwnerAtWork(), WriteFault.anotherOwnerAtWork());
    shop.sync();
    List<String> told = events();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains("Warning Drifted: 2 rules were taken away"), told.get(0));
    shop.sync();
    assertEquals(List.of(), events(), "said once");
    shop.sync();
    told = events();
    assertEquals(2, told.size(), told.toString());
    assertTrue(told.get(0).contains("Warning DriftRepaired: 2 rules"), told.get(0));
    assertTrue(told.get(1).contains("Normal Programmed: 2 rules are in force"), told.get(1));
  }

  @Test
  void rulesTakenAway_areSaidInTheConditionBeforeTheSyncWrites() {
    shop.asks("cart", "mpls").sync();
    shop.fabric.editOutOfBand(OWNER, rules -> List.of());
    List<String> meanwhile = new ArrayList<>();
    shop.fabric.onWrite(
        () -> {
          shop.write();
          meanwhile.addAll(shop.api.told("cart"));
        });
    shop.sync();
    assertTrue(
        meanwhile.stream().anyMatch(line -> line.startsWith("Programmed False Drifted")),
        meanwhile.toString());
    assertTrue(shop.api.told("cart").get(1).startsWith("Programmed True"));
  }

  @Test
  void rulesChangedByUs_areNoDrift() {
    shop.asks("cart", "mpls").sync();
    shop.asks("search", "mpls").sync();
    shop.asks("cart", "biz-internet").sync();
    assertEquals(List.of(), events().stream().filter(event -> event.contains("Drift")).toList());
  }

  @Test
  void thousandsOfServices_causeNoStorm() {
    IntStream.rangeClosed(1, 200).forEach(number -> shop.asks("service-" + number, "mpls"));
    shop.asks("typo", "mlps").sync();
    List<String> told = events();
    assertEquals(50, told.size());
    assertTrue(told.get(0).startsWith("typo Warning"), "problems come first");
    assertEquals(
        List.of("left out 151"),
        shop.listener.events.stream().filter(event -> event.startsWith("left")).toList());
    assertEquals(0, shop.publisher.state().waiting());
  }

  @Test
  void event_refused_isCountedAndNotTriedAgain() {
    shop.refusesEvents = true;
    shop.asks("cart", "mpls").sync();
    shop.refusesEvents = false;
    shop.later(Duration.ofHours(1));
    shop.sync();
    assertEquals(List.of("failed refused"), shop.listener.events);
    assertEquals(List.of(), events());
  }

  @Test
  void event_ofAProcessThatMayNotWrite_isNotSent() {
    shop.asks("cart", "mpls").syncUnwritten();
    shop.mayWrite = false;
    shop.write();
    assertEquals(List.of(), events());
  }

  @Test
  void note_longOrOfWideCharacters_isCutToItsBytes() {
    ServiceStatusView cart =
        new ServiceStatusView(
            PublisherFixture.key("cart"), "uid", "1", OptionalLong.empty(), false, List.of());
    for (String letter : List.of("a", "é", "\uD83D\uDE80")) {
      String note = new ServiceEvent(cart, 0, true, "R", "A", letter.repeat(2_000)).note();
      assertTrue(note.getBytes(StandardCharsets.UTF_8).length <= 1_024);
      assertTrue(note.getBytes(StandardCharsets.UTF_8).length > 1_020);
      assertEquals(letter.repeat(3), note.substring(0, 3 * letter.length()));
      assertTrue(note.endsWith(letter + " ..."));
    }
  }
}
