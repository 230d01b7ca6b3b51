package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleRulesTest {

  private static final SiteId SITE = new SiteId("1");

  private static final TargetProfile ALL = TargetProfile.unlimited(Commit.PER_STEP);

  @ParameterizedTest
  @EnumSource(Feature.class)
  void needing_aFeature_needsIt(Feature feature) {
    assertTrue(RequiredFeatures.of(rules(ALL).needing(feature)).contains(feature));
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void rule_onATargetWithoutAFeature_doesNotNeedIt(Feature feature) {
    PathRule rule = rules(ALL.without(feature)).rule(1);

    assertTrue(!RequiredFeatures.of(rule).contains(feature), rule.canonical());
  }

  @Test
  void rule_onTheSmallestTargets_needsNothingMore() {
    for (Feature steer : List.of(Feature.STRICT_STEER, Feature.LOOSE_STEER)) {
      for (Feature match :
          List.of(Feature.PORT_MATCH, Feature.OTHER_PORT_MATCH, Feature.ANY_PROTOCOL)) {
        Set<Feature> least = EnumSet.of(steer, match);
        TargetProfile profile = new TargetProfile(least, Commit.PER_STEP, Map.of());

        assertEquals(least, RequiredFeatures.of(rules(profile).rule(1)));
      }
    }
  }

  @Test
  void rules_haveIdsOfTheirOwnAndKeepThemWhenAddressesChange() {
    SampleRules rules = rules(ALL);
    Set<Object> ids = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      assertTrue(ids.add(rules.rule(number).id()));
    }
    assertEquals(rules.rule(3).id(), rules.rule(3, "192.0.2.99").id());
    assertNotEquals(rules.rule(3).treatment(), rules.rule(4).treatment());
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void probes_holdPacketsThatTheRuleTakesAndOthers(Feature feature) {
    SampleRules rules = rules(ALL);
    PathRule rule = rules.needing(feature);
    List<Flow> probes = rules.probes(rule);

    assertTrue(rule.takes(rules.flow(rule), SITE));
    assertTrue(probes.stream().anyMatch(probe -> rule.takes(probe, SITE)));
    assertTrue(probes.stream().anyMatch(probe -> !rule.takes(probe, SITE)));
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void allNeeding_aFeature_needItEachInAnotherWay(Feature feature) {
    Set<Object> ids = new HashSet<>();
    for (PathRule rule : rules(ALL).allNeeding(feature)) {
      assertTrue(RequiredFeatures.of(rule).contains(feature), rule.canonical());
      assertTrue(ids.add(rule.id()), rule.canonical());
      assertEquals(rule, PathRule.parse(rule.canonical()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PEER_SETS", "DROP", "ENCRYPTED_ONLY", "SERVICE_FUNCTION", "MARK"})
  void needing_aWord_needsNoSteeringAndNoOtherWord(Feature word) {
    Set<Feature> needed = EnumSet.copyOf(RequiredFeatures.of(rules(ALL).needing(word)));

    needed.removeAll(EnumSet.of(word, Feature.PORT_MATCH));
    if (word == Feature.PEER_SETS) {
      needed.remove(Feature.STRICT_STEER);
    }
    assertEquals(EnumSet.noneOf(Feature.class), needed);
  }

  @Test
  void ruleOfPrefixes_hasExactlySoMany() {
    for (int count = 1; count < 128; count++) {
      assertEquals(count, rules(ALL).ruleOfPrefixes(0, count).serviceAddresses().prefixCount());
    }
  }

  private static SampleRules rules(TargetProfile profile) {
    List<Attachment> attachments =
        Stream.of("mpls", "biz-internet", "public-internet")
            .map(name -> Attachment.ofEncrypted(new Transport(name)))
            .toList();
    List<Site> sites =
        List.of(
            new Site(SITE, "one", List.of(new Edge("edge-one", attachments))),
            new Site(new SiteId("2"), "two", List.of(new Edge("edge-two", attachments))));
    WanInventory inventory = new WanInventory(sites, List.of(), List.of(), new TreeMap<>());
    return new SampleRules(
        new OwnerId("kit"), new WanSnapshot(inventory, profile, Duration.ZERO, List.of()));
  }
}
