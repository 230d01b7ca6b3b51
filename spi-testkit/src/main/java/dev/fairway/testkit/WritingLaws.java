package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.wan.Network;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** That what is planned is what comes to be in force, in its order and without a gap. */
abstract class WritingLaws {

  abstract ConformanceFixture fixture();

  @Test
  void L01_rulesInstalled_areObservedAndInForce() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();

      fixture.assertInForceExactly(
          fixture.rules.rule(0), fixture.rules.rule(1), fixture.rules.rule(2));
    }
  }

  @Test
  void L01_rulesInstalledReplacedAndRemoved_areObservedAsPlanned() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();

      fixture.reach(fixture.changed());

      fixture.assertInForceExactly(fixture.changed());
      Flow removed = fixture.rules.flow(fixture.rules.rule(1));
      assertEquals(Optional.empty(), fixture.target.inForce(removed), "the rule that went");
    }
  }

  @Test
  void L01_directionOfARule_isObservedAsStated() {
    try (ConformanceFixture fixture = fixture()) {
      PathRule rule = fixture.rules.toServiceFromSomeClients();
      assumeTrue(
          fixture.profile().features().containsAll(RequiredFeatures.of(rule)),
          "the target cannot match senders and receivers at once");

      fixture.reach(rule);

      assertEquals(
          List.of(Direction.TO_SERVICE),
          fixture.observe().mine().stream().map(PathRule::direction).toList());
    }
  }

  @Test
  void L01_treatmentReplaced_isInForce() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      PathRule other = fixture.rules.rule(1, 2, "192.0.2.1");

      fixture.reach(fixture.rules.rule(0), other, fixture.rules.rule(2));

      fixture.assertInForceExactly(fixture.rules.rule(0), other, fixture.rules.rule(2));
    }
  }

  @Test
  void L01_everyRuleRemoved_leavesNothing() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();

      fixture.reach();

      Flow flow = fixture.rules.flow(fixture.rules.rule(0));
      assertEquals(Optional.empty(), fixture.target.inForce(flow));
    }
  }

  @Test
  void L01_anotherBackendOfTheSameOwner_observesTheSame() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      List<String> mine = fixture.mine();

      try (SdwanBackend restarted = fixture.target.open(ConformanceFixture.OWNER)) {
        assertEquals(
            mine, ApplyAttempt.canonical(restarted.observe(fixture.wan, fixture.call()).mine()));
      }
    }
  }

  @Test
  void L01_ruleForOneSite_isInForceThereAlone() {
    try (ConformanceFixture fixture = fixture()) {
      List<Network> lans = fixture.rules.lans();
      assumeTrue(lans.size() > 1, "the inventory does not say which addresses are at which site");
      PathRule everywhere = fixture.rules.rule(1);
      for (Network here : lans.subList(0, 2)) {
        PathRule rule = SampleRules.at(fixture.rules.rule(0), here.site().orElseThrow());

        fixture.reach(rule, everywhere);

        for (Network from : lans) {
          Optional<?> expected =
              from.equals(here) ? Optional.of(rule.treatment()) : Optional.empty();
          Flow flow = fixture.rules.flowFrom(from, rule);
          assertEquals(expected, fixture.target.inForce(flow), rule.canonical() + " for " + flow);
        }
      }
    }
  }

  /** More than fits on one page of anything. */
  @Test
  void L01_manyRulesAndManyPrefixes_areAllObservedAndInForce() {
    try (ConformanceFixture fixture = fixture()) {
      int room = fixture.roomFor(101, Limit.RULES, Limit.PREFIXES);
      PathRule[] many = new PathRule[room];
      for (int i = 0; i < room; i++) {
        many[i] = fixture.rules.rule(i, "203.0.113." + i);
      }
      fixture.reach(many);
      for (PathRule rule : many) {
        assertEquals(
            Optional.of(rule.treatment()), fixture.target.inForce(fixture.rules.flow(rule)));
      }

      int longest = fixture.roomFor(101, Limit.PREFIXES_PER_SET, Limit.PREFIXES);
      PathRule wide = fixture.rules.ruleOfPrefixes(0, longest);
      fixture.reach(wide);
      fixture.assertInForceExactly(wide);
    }
  }

  @Test
  void L02_planningAgain_givesNothingToDo() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      fixture.reach(fixture.changed());

      assertEquals(List.of(), fixture.planTo(fixture.changed()).steps());
    }
  }

  @Test
  void L02_emptyPlan_writesNothing() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan nothing =
          fixture.planTo(fixture.rules.rule(0), fixture.rules.rule(1), fixture.rules.rule(2));
      long writes = fixture.target.writes();

      fixture.tryOut(nothing).assertSucceeded();

      fixture.assertNoWriteSince(writes);
    }
  }

  @Test
  void L09_oneRuleChanges_everyOtherRuleStaysInForceAtEachWrite() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reach(
          fixture.rules.rule(0),
          fixture.rules.rule(1),
          fixture.rules.rule(2),
          fixture.rules.rule(4));
      PathRule[] after = {
        fixture.rules.rule(3),
        fixture.rules.rule(0),
        fixture.rules.rule(1, "192.0.2.1", "192.0.2.101"),
        fixture.rules.rule(4)
      };

      assertNoGap(fixture, List.of(fixture.rules.rule(0), fixture.rules.rule(4)), after);
    }
  }

  @Test
  void L09_oneRuleMoves_everyOtherRuleStaysInForceAtEachWrite() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      PathRule[] after = {fixture.rules.rule(2), fixture.rules.rule(0), fixture.rules.rule(1)};

      assertNoGap(fixture, List.of(fixture.rules.rule(0), fixture.rules.rule(1)), after);
    }
  }

  private static void assertNoGap(
      ConformanceFixture fixture, List<PathRule> staying, PathRule... after) {
    List<String> looks = new CopyOnWriteArrayList<>();
    List<String> gaps = new CopyOnWriteArrayList<>();
    Plan plan = fixture.planTo(after);
    fixture.target.onWrite(
        () -> {
          looks.add("write " + looks.size());
          staying.forEach(rule -> look(fixture, rule).ifPresent(gaps::add));
        });

    fixture.tryOut(plan).assertSucceeded();

    staying.forEach(rule -> look(fixture, rule).ifPresent(gaps::add));
    assertFalse(looks.isEmpty(), "the harness ran nothing at a write");
    assertEquals(List.of(), gaps, "rules out of force during " + looks.size() + " writes");
  }

  private static Optional<String> look(ConformanceFixture fixture, PathRule rule) {
    var now = fixture.target.inForce(fixture.rules.flow(rule));
    return now.equals(Optional.of(rule.treatment()))
        ? Optional.empty()
        : Optional.of(rule.canonical() + ": " + now);
  }

  @Test
  void L10_overlappingRules_theFirstWins() {
    try (ConformanceFixture fixture = fixture()) {
      PathRule wide = fixture.rules.rule(0, "192.0.2.0/25");
      PathRule narrow = fixture.rules.rule(1, "192.0.2.7");
      Flow both = fixture.rules.flow(narrow);

      fixture.reach(wide, narrow);
      assertEquals(Optional.of(wide.treatment()), fixture.target.inForce(both));

      fixture.reach(narrow, wide);
      assertEquals(Optional.of(narrow.treatment()), fixture.target.inForce(both));
    }
  }

  /** Ten and more: places that are sorted as text would be in another order. */
  @Test
  void L10_manyOverlappingRules_areInForceInTheirOrder() {
    try (ConformanceFixture fixture = fixture()) {
      int room =
          Math.min(fixture.roomFor(12, Limit.RULES), fixture.roomFor(24, Limit.PREFIXES) / 2);
      List<PathRule> chain = fixture.rules.chain(room);
      List<PathRule> everyOther = new ArrayList<>();
      for (int i = 0; i < room; i += 2) {
        everyOther.add(chain.get(i));
      }
      fixture.reach(everyOther.toArray(PathRule[]::new));

      fixture.reach(chain.toArray(PathRule[]::new));

      fixture.assertInForceExactly(chain.toArray(PathRule[]::new));
    }
  }

  @Test
  void L10_ruleInstalledBetweenOthers_takesItsPlace() {
    try (ConformanceFixture fixture = fixture()) {
      PathRule first = fixture.rules.rule(0, "192.0.2.8/30");
      PathRule between = fixture.rules.rule(1, "192.0.2.8/29");
      PathRule last = fixture.rules.rule(2, "192.0.2.0/25");
      fixture.reach(first, last);

      fixture.reach(first, between, last);

      List<Object> inForce = new ArrayList<>();
      for (int host : new int[] {8, 12, 16}) {
        PathRule one = fixture.rules.rule(9, "192.0.2." + host);
        inForce.add(fixture.target.inForce(fixture.rules.flow(one)).orElseThrow());
      }
      assertEquals(List.of(first.treatment(), between.treatment(), last.treatment()), inForce);
      assertTrue(fixture.planTo(first, between, last).isEmpty());
    }
  }
}
