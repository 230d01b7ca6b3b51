package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers of a rule: their text, and their place in the rule. */
class PeerSetTest {

  private static final String HEAD =
      "rule=abcdefghijklmno2 owner=shop-eu segment=default sites=100,200 family=ipv4";
  private static final String PORTS = " protocol=any source-ports=any destination-ports=any";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at:100,200",
        "not-at:100",
        "not-at",
        "any/service-at:100",
        "at:200/service-at:100,300",
        "not-at/service-at:a.b_c"
      })
  void text_parsesBack(String text) {
    assertEquals(text, PeerSet.parse(text).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "at", "at:", "any:100/service-at:1", "near:100", "", "at:100/"})
  void parse_anythingElse_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> PeerSet.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " from=10.1.0.0/16 to=10.2.0.7/32" + PORTS + " direction=to-service peers=at:100 dscp=ef",
        " from=10.2.0.7/32 to=10.1.0.0/16" + PORTS + " peers=not-at:200 access=deny",
        " from=any to=10.2.0.7/32" + PORTS + " peers=any/service-at:100 tunnel=mpls fallback=none",
      })
  void rule_withPeers_parsesBack(String rest) {
    assertEquals(HEAD + rest, PathRule.parse(HEAD + rest).canonical());
  }

  @Test
  void rule_withoutPeers_isAsBefore() {
    String text = HEAD + " from=any to=10.2.0.7/32" + PORTS + " tunnel=mpls fallback=none";
    PathRule rule = PathRule.parse(text);
    assertEquals(Optional.empty(), rule.peers());
    assertEquals(text, rule.canonical());
  }

  @Test
  void rule_forSomePeers_namesTheirAddresses() {
    TrafficMatch any =
        TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.2.0.7")).build();
    PeerSet some = PeerSet.notAt(Collections.emptySortedSet());
    assertThrows(
        IllegalArgumentException.class, () -> rule(Optional.of(some), any, Treatment.DROP));
    PeerSet everyone =
        new PeerSet(
            PeerSet.Kind.ANY,
            Collections.emptySortedSet(),
            new TreeSet<>(List.of(new SiteId("100"))));
    assertNotEquals(
        rule(Optional.empty(), any, Treatment.DROP),
        rule(Optional.of(everyone), any, Treatment.DROP));
  }

  @Test
  void rule_withAnAdmissionByPeer_isRefused() {
    TrafficMatch any =
        TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.2.0.7")).build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> rule(Optional.empty(), any, Treatment.parse("access=from=100")));
    assertEquals(
        "the treatment of a rule drops all packets that it takes, or none: access=from=100",
        refused.getMessage());
  }

  private static PathRule rule(Optional<PeerSet> peers, TrafficMatch match, Treatment treatment) {
    return new PathRule(
        new RuleId("abcdefghijklmno2"),
        new OwnerId("shop-eu"),
        new Scope(Segment.DEFAULT, new TreeSet<>(List.of(new SiteId("100")))),
        Direction.TO_SERVICE,
        peers,
        match,
        treatment);
  }
}
