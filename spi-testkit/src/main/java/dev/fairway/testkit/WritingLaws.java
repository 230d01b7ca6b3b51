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

  abstract ConformanceFixture bench();

  @Test
  void L01_rulesInstalled_areObservedAndInForce() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();

      bench.assertInForceExactly(bench.rules.rule(0), bench.rules.rule(1), bench.rules.rule(2));
    }
  }

  @Test
  void L01_rulesInstalledReplacedAndRemoved_areObservedAsPlanned() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();

      bench.reach(bench.changed());

      bench.assertInForceExactly(bench.changed());
      Flow removed = bench.rules.flow(bench.rules.rule(1));
      assertEquals(Optional.empty(), bench.target.inForce(removed), "the rule that went");
    }
  }

  @Test
  void L01_directionOfARule_isObservedAsStated() {
    try (ConformanceFixture bench = bench()) {
      PathRule rule = bench.rules.toServiceFromSomeClients();
      assumeTrue(
          bench.profile().features().containsAll(RequiredFeatures.of(rule)),
          "the target cannot match senders and receivers at once");

      bench.reach(rule);

      assertEquals(
          List.of(Direction.TO_SERVICE),
          bench.observe().mine().stream().map(PathRule::direction).toList());
    }
  }

  @Test
  void L01_treatmentReplaced_isInForce() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      PathRule other = bench.rules.rule(1, 2, "192.0.2.1");

      bench.reach(bench.rules.rule(0), other, bench.rules.rule(2));

      bench.assertInForceExactly(bench.rules.rule(0), other, bench.rules.rule(2));
    }
  }

  @Test
  void L01_everyRuleRemoved_leavesNothing() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();

      bench.reach();

      Flow flow = bench.rules.flow(bench.rules.rule(0));
      assertEquals(Optional.empty(), bench.target.inForce(flow));
    }
  }

  @Test
  void L01_anotherBackendOfTheSameOwner_observesTheSame() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      List<String> mine = bench.mine();

      try (SdwanBackend restarted = bench.target.open(ConformanceFixture.OWNER)) {
        assertEquals(
            mine, ApplyAttempt.canonical(restarted.observe(bench.wan, bench.call()).mine()));
      }
    }
  }

  @Test
  void L01_ruleForOneSite_isInForceThereAlone() {
    try (ConformanceFixture bench = bench()) {
      List<Network> lans = bench.rules.lans();
      assumeTrue(lans.size() > 1, "the inventory does not say which addresses are at which site");
      PathRule everywhere = bench.rules.rule(1);
      for (Network here : lans.subList(0, 2)) {
        PathRule rule = SampleRules.at(bench.rules.rule(0), here.site().orElseThrow());

        bench.reach(rule, everywhere);

        for (Network from : lans) {
          Optional<?> expected =
              from.equals(here) ? Optional.of(rule.treatment()) : Optional.empty();
          Flow flow = bench.rules.flowFrom(from, rule);
          assertEquals(expected, bench.target.inForce(flow), rule.canonical() + " for " + flow);
        }
      }
    }
  }

  /** More than fits on one page of anything. */
  @Test
  void L01_manyRulesAndManyPrefixes_areAllObservedAndInForce() {
    try (ConformanceFixture bench = bench()) {
      int room = bench.roomFor(101, Limit.RULES, Limit.PREFIXES);
      PathRule[] many = new PathRule[room];
      for (int i = 0; i < room; i++) {
        many[i] = bench.rules.rule(i, "203.0.113." + i);
      }
      bench.reach(many);
      for (PathRule rule : many) {
        assertEquals(Optional.of(rule.treatment()), bench.target.inForce(bench.rules.flow(rule)));
      }

      int longest = bench.roomFor(101, Limit.PREFIXES_PER_SET, Limit.PREFIXES);
      PathRule wide = bench.rules.ruleOfPrefixes(0, longest);
      bench.reach(wide);
      bench.assertInForceExactly(wide);
    }
  }

  @Test
  void L02_planningAgain_givesNothingToDo() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      bench.reach(bench.changed());

      assertEquals(List.of(), bench.planTo(bench.changed()).steps());
    }
  }

  @Test
  void L02_emptyPlan_writesNothing() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan nothing = bench.planTo(bench.rules.rule(0), bench.rules.rule(1), bench.rules.rule(2));
      long writes = bench.target.writes();

      bench.tryOut(nothing).assertSucceeded();

      bench.assertNoWriteSince(writes);
    }
  }

  @Test
  void L09_oneRuleChanges_everyOtherRuleStaysInForceAtEachWrite() {
    try (ConformanceFixture bench = bench()) {
      bench.reach(
          bench.rules.rule(0), bench.rules.rule(1), bench.rules.rule(2), bench.rules.rule(4));
      PathRule[] after = {
        bench.rules.rule(3),
        bench.rules.rule(0),
        bench.rules.rule(1, "192.0.2.1", "192.0.2.101"),
        bench.rules.rule(4)
      };

      assertNoGap(bench, List.of(bench.rules.rule(0), bench.rules.rule(4)), after);
    }
  }

  @Test
  void L09_oneRuleMoves_everyOtherRuleStaysInForceAtEachWrite() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      PathRule[] after = {bench.rules.rule(2), bench.rules.rule(0), bench.rules.rule(1)};

      assertNoGap(bench, List.of(bench.rules.rule(0), bench.rules.rule(1)), after);
    }
  }

  private static void assertNoGap(
      ConformanceFixture bench, List<PathRule> staying, PathRule... after) {
    List<String> looks = new CopyOnWriteArrayList<>();
    List<String> gaps = new CopyOnWriteArrayList<>();
    Plan plan = bench.planTo(after);
    bench.target.onWrite(
        () -> {
          looks.add("write " + looks.size());
          staying.forEach(rule -> look(bench, rule).ifPresent(gaps::add));
        });

    bench.tryOut(plan).assertSucceeded();

    staying.forEach(rule -> look(bench, rule).ifPresent(gaps::add));
    assertFalse(looks.isEmpty(), "the harness ran nothing at a write");
    assertEquals(List.of(), gaps, "rules out of force during " + looks.size() + " writes");
  }

  private static Optional<String> look(ConformanceFixture bench, PathRule rule) {
    var now = bench.target.inForce(bench.rules.flow(rule));
    return now.equals(Optional.of(rule.treatment()))
        ? Optional.empty()
        : Optional.of(rule.canonical() + ": " + now);
  }

  @Test
  void L10_overlappingRules_theFirstWins() {
    try (ConformanceFixture bench = bench()) {
      PathRule wide = bench.rules.rule(0, "192.0.2.0/25");
      PathRule narrow = bench.rules.rule(1, "192.0.2.7");
      Flow both = bench.rules.flow(narrow);

      bench.reach(wide, narrow);
      assertEquals(Optional.of(wide.treatment()), bench.target.inForce(both));

      bench.reach(narrow, wide);
      assertEquals(Optional.of(narrow.treatment()), bench.target.inForce(both));
    }
  }

  /** Ten and more: places that are sorted as text would be in another order. */
  @Test
  void L10_manyOverlappingRules_areInForceInTheirOrder() {
    try (ConformanceFixture bench = bench()) {
      int room = Math.min(bench.roomFor(12, Limit.RULES), bench.roomFor(24, Limit.PREFIXES) / 2);
      List<PathRule> chain = bench.rules.chain(room);
      List<PathRule> everyOther = new ArrayList<>();
      for (int i = 0; i < room; i += 2) {
        everyOther.add(chain.get(i));
      }
      bench.reach(everyOther.toArray(PathRule[]::new));

      bench.reach(chain.toArray(PathRule[]::new));

      bench.assertInForceExactly(chain.toArray(PathRule[]::new));
    }
  }

  @Test
  void L10_ruleInstalledBetweenOthers_takesItsPlace() {
    try (ConformanceFixture bench = bench()) {
      PathRule first = bench.rules.rule(0, "192.0.2.8/30");
      PathRule between = bench.rules.rule(1, "192.0.2.8/29");
      PathRule last = bench.rules.rule(2, "192.0.2.0/25");
      bench.reach(first, last);

      bench.reach(first, between, last);

      List<Object> inForce = new ArrayList<>();
      for (int host : new int[] {8, 12, 16}) {
        PathRule one = bench.rules.rule(9, "192.0.2." + host);
        inForce.add(bench.target.inForce(bench.rules.flow(one)).orElseThrow());
      }
      assertEquals(List.of(first.treatment(), between.treatment(), last.treatment()), inForce);
      assertTrue(bench.planTo(first, between, last).isEmpty());
    }
  }
}
