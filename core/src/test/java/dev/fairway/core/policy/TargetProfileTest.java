package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Transport;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a target can express, and what a rule needs of it. */
class TargetProfileTest {

  private static final Transport MPLS = new Transport("mpls");
  private static final Transport BIZ = new Transport("biz-internet");
  private static final PrefixSet FOUR = PrefixSet.parse("10.0.0.0/8");
  private static final PrefixSet SIX = PrefixSet.parse("fd00::/8");

  @Test
  void unlimited_everything_isThereWithoutALimit() {
    TargetProfile profile = TargetProfile.unlimited(Commit.PER_STEP);
    for (Feature feature : Feature.values()) {
      assertTrue(profile.has(feature));
    }
    for (Limit limit : Limit.values()) {
      assertEquals(OptionalInt.empty(), profile.limit(limit));
    }
    assertEquals(Commit.PER_STEP, profile.commit());
  }

  @Test
  void without_aFeature_leavesTheOthersAndTheFirstProfile() {
    TargetProfile profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
    TargetProfile less = profile.without(Feature.IPV6).without(Feature.IPV6);
    assertFalse(less.has(Feature.IPV6));
    assertTrue(profile.has(Feature.IPV6));
    assertEquals(Feature.values().length - 1, less.features().size());
    TargetProfile none = new TargetProfile(Set.of(), Commit.PER_SITE, Map.of());
    assertEquals(none, none.without(Feature.IPV6));
  }

  @Test
  void withLimit_number_replacesIt() {
    TargetProfile profile = TargetProfile.unlimited(Commit.PER_STEP).withLimit(Limit.RULES, 10);
    assertEquals(OptionalInt.of(10), profile.limit(Limit.RULES));
    assertEquals(OptionalInt.of(7), profile.withLimit(Limit.RULES, 7).limit(Limit.RULES));
    assertEquals(OptionalInt.empty(), profile.limit(Limit.PREFIXES));
    assertThrows(IllegalArgumentException.class, () -> profile.withLimit(Limit.RULES, 0));
  }

  @Test
  void constructor_collections_areCopiedAndInTheOrderOfTheEnum() {
    Set<Feature> features = EnumSet.of(Feature.SOURCE_MATCH);
    TargetProfile profile =
        new TargetProfile(features, Commit.PER_STEP, Map.of(Limit.RULES, OptionalInt.empty()));
    features.add(Feature.IPV6);
    assertFalse(profile.has(Feature.IPV6));
    assertEquals(OptionalInt.empty(), profile.limit(Limit.RULES));
    Set<Feature> both = Set.of(Feature.SOURCE_MATCH, Feature.IPV6);
    assertEquals(
        List.of(Feature.IPV6, Feature.SOURCE_MATCH),
        List.copyOf(new TargetProfile(both, Commit.PER_STEP, Map.of()).features()));
    assertThrows(UnsupportedOperationException.class, () -> profile.features().clear());
    assertThrows(UnsupportedOperationException.class, () -> profile.limits().clear());
  }

  @Test
  void needs_treatment_followsFallbackAndNumberOfTransports() {
    assertEquals(
        Set.of(Feature.STRICT_STEER), RequiredFeatures.of(Treatment.steer(Fallback.NONE, MPLS)));
    assertEquals(
        Set.of(Feature.LOOSE_STEER), RequiredFeatures.of(Treatment.steer(Fallback.ANY, MPLS)));
    assertEquals(
        Set.of(Feature.STRICT_STEER, Feature.ORDERED_STRICT),
        RequiredFeatures.of(Treatment.steer(Fallback.NONE, MPLS, BIZ)));
    assertEquals(
        Set.of(Feature.LOOSE_STEER, Feature.ORDERED_PREFERENCE),
        RequiredFeatures.of(Treatment.steer(Fallback.ANY, MPLS, BIZ)));
  }

  @Test
  void needs_servicePorts_followTheProtocol() {
    assertEquals(
        Set.of(Feature.PORT_MATCH), RequiredFeatures.ofService(Optional.of(IpProtocol.TCP)));
    assertEquals(
        Set.of(Feature.PORT_MATCH), RequiredFeatures.ofService(Optional.of(IpProtocol.UDP)));
    assertEquals(
        Set.of(Feature.OTHER_PORT_MATCH), RequiredFeatures.ofService(Optional.of(IpProtocol.SCTP)));
    assertEquals(Set.of(Feature.ANY_PROTOCOL), RequiredFeatures.ofService(Optional.empty()));
  }

  @Test
  void needs_rule_areThoseOfItsParts() {
    TrafficMatch toService =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(FOUR)
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build();
    assertNeeds(toService, Feature.PORT_MATCH);
    TrafficMatch fromService = TrafficMatch.builder(IpFamily.IPV4).source(FOUR).build();
    assertNeeds(fromService, Feature.ANY_PROTOCOL, Feature.SOURCE_MATCH);
    TrafficMatch bounded =
        TrafficMatch.builder(IpFamily.IPV6)
            .source(SIX)
            .destination(SIX)
            .protocol(IpProtocol.SCTP)
            .sourcePorts(PortSet.of(1))
            .build();
    assertNeeds(
        bounded,
        Feature.IPV6,
        Feature.OTHER_PORT_MATCH,
        Feature.SOURCE_MATCH,
        Feature.SOURCE_AND_DESTINATION_MATCH);
  }

  private static void assertNeeds(TrafficMatch match, Feature... others) {
    PathRule rule =
        new PathRule(
            RuleId.ofKey("x"),
            new OwnerId("shop-eu"),
            new Scope(Segment.DEFAULT, new TreeSet<>()),
            Direction.impliedBy(match),
            match,
            Treatment.steer(Fallback.NONE, MPLS));
    EnumSet<Feature> expected = EnumSet.of(Feature.STRICT_STEER, others);
    assertEquals(List.copyOf(expected), List.copyOf(RequiredFeatures.of(rule)));
  }
}
