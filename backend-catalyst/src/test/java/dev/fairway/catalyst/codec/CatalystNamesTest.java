package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TrafficMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalystNamesTest {

  private static final RuleId RULE = RuleId.ofKey("a");
  private static final OwnerId LONGEST_OWNER = new OwnerId("o".repeat(63));

  @Test
  void names_ofTheLongestOwnerAndSegment_neverExceedWhatTheManagerTakes() {
    Segment longest = new Segment("s".repeat(63));
    for (String name :
        List.of(
            CatalystNames.sourceList(LONGEST_OWNER, RULE),
            CatalystNames.destinationList(LONGEST_OWNER, RULE),
            CatalystNames.colorGroup(LONGEST_OWNER, RULE),
            CatalystNames.definition(longest),
            CatalystNames.SITES,
            CatalystNames.vpn(longest))) {
      String second = CatalystNames.second(name);
      assertTrue(second.matches("[A-Za-z0-9_-]{1," + CatalystNames.MAX_NAME + "}"), second);
    }
    assertTrue(
        CatalystNames.counter(RULE).matches("[A-Za-z0-9_-]{1," + CatalystNames.MAX_COUNTER + "}"));
  }

  @Test
  void names_thatBeginAlike_neverBecomeOne() {
    Set<String> names = new HashSet<>();
    List<Segment> segments =
        List.of(
            new Segment("production-payments"),
            new Segment("production-payments-api"),
            new Segment("production-payments-web"),
            new Segment("production"));
    segments.forEach(segment -> names.add(CatalystNames.definition(segment)));

    assertEquals(segments.size(), names.size(), names::toString);
    CatalystNames.requireDistinct(segments);
  }

  @Test
  void names_ofAllListsOfManyRules_neverMeet() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      RuleId rule = RuleId.ofKey("rule " + i);
      names.add(CatalystNames.sourceList(SampleRuleKinds.OWNER, rule));
      names.add(CatalystNames.destinationList(SampleRuleKinds.OWNER, rule));
      names.add(CatalystNames.colorGroup(SampleRuleKinds.OWNER, rule));
    }
    assertEquals(3_000, names.size());
  }

  @Test
  void names_ofTwoClustersWithOneService_neverMeet() {
    assertNotEquals(
        CatalystNames.destinationList(new OwnerId("shop-eu"), RULE),
        CatalystNames.destinationList(new OwnerId("shop-us"), RULE));
    assertNotEquals(
        CatalystNames.group(new OwnerId("shop-eu")), CatalystNames.group(new OwnerId("shop-us")));
  }

  @Test
  void segments_whoseShortNameIsAnothersOwn_areRefused() {
    Segment longest = new Segment("production-payments-api");
    Segment twin = new Segment(CatalystNames.definition(longest).substring("fairway-".length()));

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SegmentVpns(new TreeMap<>(Map.of(longest, 10, twin, 20))));

    assertTrue(refused.getMessage().contains(twin.value()), refused.getMessage());
    assertTrue(refused.getMessage().contains(longest.value()), refused.getMessage());
  }

  @Test
  void segments_ofWhichOneEndsInADigit_haveContainersThatNeverMeet() {
    Set<String> names = new HashSet<>();
    for (String segment : List.of("vpn1", "vpn12", "vpn2", "vpn22", "vpn")) {
      String name = CatalystNames.definition(new Segment(segment));
      assertTrue(names.add(name), name);
      assertTrue(names.add(CatalystNames.second(name)), CatalystNames.second(name));
    }

    CatalystNames.requireDistinct(List.of(new Segment("vpn1"), new Segment("vpn12")));
  }

  @Test
  void owner_ofAGroup_isReadBack() {
    assertEquals(
        Optional.of(LONGEST_OWNER), CatalystNames.owner(CatalystNames.group(LONGEST_OWNER)));
    for (String foreign : List.of("Custom", "", "fairway-", "fairway-UPPER", "my fairway-x")) {
      assertEquals(Optional.empty(), CatalystNames.owner(foreign), foreign);
    }
  }

  @Test
  void rule_ofACounter_isReadBack() {
    assertEquals(Optional.of(RULE), CatalystNames.rule(CatalystNames.counter(RULE)));
    for (String foreign : List.of("count1", "", "fw-short", CatalystNames.counter(RULE) + "2")) {
      assertEquals(Optional.empty(), CatalystNames.rule(foreign), foreign);
    }
  }

  @Test
  void direction_statedForAMatchThatLostItsAddresses_isTheImpliedOne() {
    PrefixSet addresses = PrefixSet.of(IpFamily.IPV4, List.of(IpPrefix.parse("10.1.0.1/32")));
    TrafficMatch match = TrafficMatch.builder(IpFamily.IPV4).source(addresses).build();
    assertEquals(
        Direction.FROM_SERVICE,
        CatalystNames.direction(List.of(CatalystNames.counter(RULE) + "t"), match));
  }

  @Test
  void ownerMark_ofADescription_isReadBack() {
    OwnerTag mark = OwnerTag.of(LONGEST_OWNER, "10.0.0.0/8");

    assertEquals(Optional.of(mark), OwnerTag.tryParse(mark.text()));
    assertEquals(Optional.empty(), OwnerTag.tryParse("Desc Not Required"));
    assertEquals(Optional.empty(), OwnerTag.tryParse(mark.text() + "; do not touch"));
  }
}
