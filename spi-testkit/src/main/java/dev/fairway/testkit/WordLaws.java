package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.PacketPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * That rules which do more than choose transports for all peers come to be in force as they are:
 * drops, encrypted paths, service functions, marks, and rules for some peers.
 */
abstract class WordLaws {

  private static final int MARKS = 64;

  abstract ConformanceFixture fixture();

  @Test
  void L01_everyMark_isObservedAndInForceAsWritten() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.MARK);
      int room = fixture.roomFor(MARKS, Limit.RULES, Limit.PREFIXES);
      for (int first = 0; first < MARKS; first += room) {
        List<PathRule> rules = new ArrayList<>();
        for (int value = first; value < Math.min(MARKS, first + room); value++) {
          rules.add(to(fixture, "mark " + value, "192.0.2." + value, mark(fixture, value)));
        }

        fixture.reach(rules.toArray(PathRule[]::new));

        for (PathRule rule : rules) {
          assertMeets(fixture, rule);
        }
      }
    }
  }

  @Test
  void L01_peersOfARule_areObservedAsStated() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.PEER_SETS);
      for (PathRule rule : supported(fixture, fixture.words().needing(Feature.PEER_SETS))) {
        fixture.reach(rule);

        assertEquals(
            List.of(rule.peers().map(PeerSet::text)),
            fixture.observe().mine().stream()
                .map(there -> there.peers().map(PeerSet::text))
                .toList());
      }
    }
  }

  @Test
  void L01_rulesThatDifferInTheirPeersAlone_areTwo() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.PEER_SETS);
      List<PathRule> each = new ArrayList<>();
      for (PathRule rule : fixture.words().needing(Feature.PEER_SETS)) {
        if (rule.direction() == Direction.TO_SERVICE) {
          each.add(rule);
        }
      }
      each = supported(fixture, each);
      for (PathRule one : each) {
        for (PathRule other : each) {
          if (!one.equals(other)) {
            fixture.reach(one, other);
            fixture.assertInForceExactly(one, other);
          }
        }
        fixture.reach(one);
        fixture.assertInForceExactly(one);
      }
    }
  }

  @Test
  void L01_treatmentReplacedByThatOfEveryOtherWord_isInForce() {
    try (ConformanceFixture fixture = fixture()) {
      PathRule stays = to(fixture, "stays", "192.0.2.200", fixture.rules.usual(0));
      PrefixSet service = PrefixSet.parse("192.0.2.7");
      List<Treatment> forth = fixture.words().oneOfEach();
      List<Treatment> back = new ArrayList<>(forth);
      Collections.reverse(back);
      for (List<Treatment> treatments : List.of(forth, back)) {
        for (Treatment treatment : treatments) {
          PathRule rule = fixture.words().rule("changes", Direction.TO_SERVICE, service, treatment);
          if (fixture.supports(rule)) {
            fixture.reach(rule, stays);

            fixture.assertInForceExactly(rule, stays);
          }
        }
      }
    }
  }

  @Test
  void L10_rulesForTheSamePackets_theFirstWinsWhateverTheyDo() {
    try (ConformanceFixture fixture = fixture()) {
      for (Direction direction : Direction.values()) {
        List<PathRule> same = new ArrayList<>();
        for (Treatment treatment : fixture.words().oneOfEach()) {
          same.add(
              fixture.words().rule("same " + treatment, direction, WordRules.SERVICE, treatment));
        }
        assertOrderHolds(fixture, supported(fixture, same));
      }
    }
  }

  @Test
  void L10_overlappingRulesOfEveryWord_areInForceInTheirOrder() {
    try (ConformanceFixture fixture = fixture()) {
      for (Direction direction : Direction.values()) {
        List<PathRule> nested = new ArrayList<>();
        for (Treatment treatment : fixture.words().oneOfEach()) {
          PrefixSet service = PrefixSet.parse("192.0.2.0/" + (32 - nested.size()));
          nested.add(fixture.words().rule("nested " + treatment, direction, service, treatment));
        }
        assertOrderHolds(fixture, supported(fixture, nested));
      }
    }
  }

  /** In force as given, and the other way round. */
  private static void assertOrderHolds(ConformanceFixture fixture, List<PathRule> all) {
    int room = fixture.roomFor(all.size(), Limit.RULES, Limit.PREFIXES);
    List<PathRule> rules = new ArrayList<>(all.subList(0, room));
    fixture.reach(rules.toArray(PathRule[]::new));
    fixture.assertInForceExactly(rules.toArray(PathRule[]::new));

    Collections.reverse(rules);
    fixture.reach(rules.toArray(PathRule[]::new));
    fixture.assertInForceExactly(rules.toArray(PathRule[]::new));
  }

  /** The rules by which a service admits the peers of one site, and keeps out the others. */
  @Test
  void L08_peersThatAreNotAdmitted_areDroppedInBothDirectionsAndNobodyElse() {
    try (ConformanceFixture fixture = fixture()) {
      List<Network> lans = fixture.rules.lans();
      assumeTrue(lans.size() > 1, "the inventory does not say which addresses are at which site");
      SiteId admitted = lans.get(0).site().orElseThrow();
      List<PathRule> access =
          new ArrayList<>(fixture.words().admittingOnly(admitted, Treatment.DROP));
      for (Direction direction : Direction.values()) {
        Treatment usual = fixture.rules.usual(0);
        access.add(fixture.words().rule("rest", direction, WordRules.SERVICE, usual));
      }
      assumeTrue(
          access.stream().allMatch(fixture::supports),
          "the target cannot drop some peers' packets");

      fixture.reach(access.toArray(PathRule[]::new));

      fixture.assertInForceExactly(access.toArray(PathRule[]::new));
      PathRule towards = access.get(2);
      for (Network lan : lans) {
        boolean in = lan.site().equals(Optional.of(admitted));
        Treatment expected = in ? towards.treatment() : Treatment.DROP;
        Flow request = fixture.rules.flowFrom(lan, towards);
        assertEquals(Optional.of(expected), fixture.target.inForce(request), request.toString());
        Flow reply = request.reversed();
        assertEquals(Optional.of(expected), fixture.target.inForce(reply), reply.toString());
      }
      Flow toTheInternet = withDestination(fixture.rules.flow(access.get(3)), "203.0.113.9");
      assertEquals(
          Optional.of(access.get(3).treatment()),
          fixture.target.inForce(toTheInternet),
          "the peer is not on the WAN: " + toTheInternet);
    }
  }

  private static Flow withDestination(Flow flow, String destination) {
    return new Flow(
        flow.segment(),
        flow.source(),
        IpPrefix.parse(destination),
        flow.protocol(),
        flow.sourcePort(),
        flow.destinationPort());
  }

  @Test
  void L08_requestAndReply_goThroughTheSameFunction() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.SERVICE_FUNCTION);
      for (String function : fixture.words().functions()) {
        Treatment inspected = Treatment.builder().inspect(function).build();
        PathRule requests = to(fixture, "requests", "192.0.2.7", inspected);
        PathRule replies =
            fixture
                .words()
                .rule("replies", Direction.FROM_SERVICE, PrefixSet.parse("192.0.2.7"), inspected);
        assumeTrue(fixture.supports(replies), "the target matches no senders");

        fixture.reach(requests, replies);

        Flow request = fixture.rules.flow(requests);
        for (Flow flow : List.of(request, request.reversed())) {
          assertEquals(
              Optional.of(function),
              fixture.target.inForce(flow).flatMap(Treatment::inspect),
              flow.toString());
        }
      }
    }
  }

  @Test
  void L08_serviceFunctions_areInTheInventoryWhereTheyAreClaimed() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.SERVICE_FUNCTION);
      WanInventory inventory = fixture.wan.inventory();

      assertFalse(inventory.functions().isEmpty(), "a target that claims functions has some");
      for (ServiceFunction function : inventory.functions()) {
        assertTrue(inventory.siteIds().contains(function.site()), function + " at no site");
      }
    }
  }

  @Test
  void L08_functionThatTheTargetHasNoMore_dropsItsPacketsAndDisturbsNobody() {
    try (ConformanceFixture fixture = fixture()) {
      assumeHas(fixture, Feature.SERVICE_FUNCTION);
      Treatment gone = Treatment.builder().inspect(WordRules.NO_FUNCTION).build();
      PathRule rule = to(fixture, "gone", "192.0.2.7", gone);
      PathRule usual = fixture.rules.rule(9);

      fixture.reach(usual, rule);

      fixture.assertInForceExactly(usual, rule);
      fixture
          .backend
          .tracePath(fixture.rules.flow(rule), fixture.call())
          .ifPresent(path -> assertEquals(PacketPath.drop(), path));
    }
  }

  private static void assumeHas(ConformanceFixture fixture, Feature feature) {
    assumeTrue(fixture.profile().has(feature), "the target does not claim " + feature);
  }

  /** Those of the rules that the target supports; at least one. */
  private static List<PathRule> supported(ConformanceFixture fixture, List<PathRule> rules) {
    List<PathRule> supported = rules.stream().filter(fixture::supports).toList();
    assumeTrue(!supported.isEmpty(), "the target supports none of the rules");
    return supported;
  }

  private static PathRule to(
      ConformanceFixture fixture, String key, String service, Treatment treatment) {
    return fixture.words().rule(key, Direction.TO_SERVICE, PrefixSet.parse(service), treatment);
  }

  private static Treatment mark(ConformanceFixture fixture, int value) {
    return fixture.words().mark(value);
  }

  private static void assertMeets(ConformanceFixture fixture, PathRule rule) {
    Flow flow = fixture.rules.flow(rule);
    assertEquals(Optional.of(rule.treatment()), fixture.target.inForce(flow), rule.canonical());
  }
}
