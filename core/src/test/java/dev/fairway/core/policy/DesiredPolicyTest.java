package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredPolicyTest {

  private static final SiteId SITE = new SiteId("100");

  private static final PrefixSet CART = PrefixSet.parse("10.1.0.0/24");
  private static final Treatment MPLS = Treatment.steer(Fallback.NONE, new Transport("mpls"));

  private static PathRule rule(String key, TrafficMatch match) {
    Scope scope = new Scope(Segment.DEFAULT, new TreeSet<>(List.of(SITE)));
    return new PathRule(
        RuleId.ofKey(key), new OwnerId("shop-eu"), scope, Direction.impliedBy(match), match, MPLS);
  }

  private static Flow packet(Segment segment, String to) {
    IpPrefix client = IpPrefix.parse("10.9.0.1");
    return new Flow(segment, client, IpPrefix.parse(to), IpProtocol.TCP, 40_000, 443);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {91, 92})
  void decide_everyPacketOfASmallWorld_isTheFirstRuleThatTakesIt(long seed) {
    DesiredPolicy policy = new SeededRules(seed).policy(12);
    for (Flow packet : SeededRules.packets()) {
      for (SiteId site : List.of(SITE, new SiteId("200"), new SiteId("elsewhere"))) {
        Optional<PathRule> first =
            policy.rules().stream()
                .filter(rule -> rule.scope().segment().equals(packet.segment()))
                .filter(rule -> rule.match().matches(packet))
                .filter(rule -> rule.scope().sites().contains(site))
                .findFirst();
        assertEquals(first, policy.decide(packet, site));
      }
    }
  }

  @Test
  void decide_overlappingRules_firstWins() {
    PathRule narrow =
        rule(
            "narrow",
            TrafficMatch.builder(IpFamily.IPV4)
                .destination(CART)
                .protocol(IpProtocol.TCP)
                .destinationPorts(PortSet.of(443))
                .build());
    PathRule wide = rule("wide", TrafficMatch.builder(IpFamily.IPV4).destination(CART).build());
    Flow flow = packet(Segment.DEFAULT, "10.1.0.7");
    assertEquals(Optional.of(narrow), new DesiredPolicy(List.of(narrow, wide)).decide(flow, SITE));
    assertEquals(Optional.of(wide), new DesiredPolicy(List.of(wide, narrow)).decide(flow, SITE));
  }

  @Test
  void decide_otherSegmentOrAddress_isNobodys() {
    PathRule wide = rule("wide", TrafficMatch.builder(IpFamily.IPV4).destination(CART).build());
    DesiredPolicy policy = new DesiredPolicy(List.of(wide));
    assertEquals(Optional.empty(), policy.decide(packet(new Segment("guest"), "10.1.0.7"), SITE));
    assertEquals(Optional.empty(), policy.decide(packet(Segment.DEFAULT, "10.1.1.0"), SITE));
    assertEquals(
        Optional.empty(), DesiredPolicy.EMPTY.decide(packet(Segment.DEFAULT, "10.1.0.7"), SITE));
    assertEquals(Optional.of(wide), policy.rule(wide.id()));
  }

  @Test
  void decide_atASiteOutsideTheScope_isNobodys() {
    PathRule wide = rule("wide", TrafficMatch.builder(IpFamily.IPV4).destination(CART).build());
    PathRule nowhere = rule("nowhere", wide.match()).withSites(new TreeSet<>());
    Flow flow = packet(Segment.DEFAULT, "10.1.0.7");
    DesiredPolicy policy = new DesiredPolicy(List.of(nowhere, wide));
    assertEquals(Optional.of(wide), policy.decide(flow, SITE));
    assertEquals(Optional.empty(), policy.decide(flow, new SiteId("200")));
  }

  @Test
  void constructor_twoRulesWithOneId_throws() {
    PathRule wide = rule("wide", TrafficMatch.builder(IpFamily.IPV4).destination(CART).build());
    PathRule same = rule("wide", TrafficMatch.builder(IpFamily.IPV4).source(CART).build());
    List<PathRule> both = List.of(wide, same);
    assertThrows(IllegalArgumentException.class, () -> new DesiredPolicy(both));
  }

  @Test
  void rule_withoutAddresses_throws() {
    TrafficMatch any = TrafficMatch.builder(IpFamily.IPV4).build();
    assertThrows(IllegalArgumentException.class, () -> rule("any", any));
  }

  @Test
  void rule_side_isTheOneThatTheDirectionStates() {
    PortSet web = PortSet.of(443);
    TrafficMatch to =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(CART)
            .protocol(IpProtocol.TCP)
            .destinationPorts(web)
            .build();
    PathRule toService = rule("to", to);
    assertEquals(Direction.TO_SERVICE, toService.direction());
    assertEquals(CART, toService.serviceAddresses());
    assertEquals(Optional.of(web), toService.servicePorts());
    TrafficMatch from =
        TrafficMatch.builder(IpFamily.IPV4)
            .source(CART)
            .destination(PrefixSet.parse("10.0.0.0/8"))
            .build();
    PathRule fromService = rule("from", from);
    assertEquals(Direction.FROM_SERVICE, fromService.direction());
    assertEquals(CART, fromService.serviceAddresses());
    assertEquals(Optional.empty(), fromService.servicePorts());
    assertEquals(Optional.empty(), fromService.protocol());
    assertEquals("from-service", fromService.direction().text());
    PathRule ofSomeClients =
        new PathRule(
            RuleId.ofKey("of some"),
            fromService.owner(),
            fromService.scope(),
            Direction.TO_SERVICE,
            from,
            MPLS);
    assertEquals(PrefixSet.parse("10.0.0.0/8"), ofSomeClients.serviceAddresses());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PathRule(
                RuleId.ofKey("x"),
                toService.owner(),
                toService.scope(),
                Direction.FROM_SERVICE,
                to,
                MPLS));
    assertFalse(toService.takes(packet(Segment.DEFAULT, "10.1.0.7").reversed(), SITE));
    assertTrue(toService.takes(packet(Segment.DEFAULT, "10.1.0.7"), SITE));
  }

  @Test
  void fallbackParse_anythingElse_throws() {
    for (Fallback fallback : Fallback.values()) {
      assertEquals(fallback, Fallback.parse(fallback.text()));
    }
    assertThrows(IllegalArgumentException.class, () -> Fallback.parse("ANY"));
  }
}
