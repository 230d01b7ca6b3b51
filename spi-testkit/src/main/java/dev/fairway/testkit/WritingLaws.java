package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** That what is planned is what comes to be in force, in its order and without a gap. */
abstract class WritingLaws {

  abstract Bench bench();

  @Test
  void L01_rulesInstalled_areObservedAndInForce() {
    try (Bench bench = bench()) {
      bench.reachStart();

      for (int number = 0; number < 3; number++) {
        bench.assertInForceExactly(bench.rules.rule(number));
      }
    }
  }

  @Test
  void L01_rulesInstalledReplacedAndRemoved_areObservedAsPlanned() {
    try (Bench bench = bench()) {
      bench.reachStart();

      bench.reach(bench.changed());

      for (PathRule rule : bench.changed()) {
        bench.assertInForceExactly(rule);
      }
      Flow removed = bench.rules.flow(bench.rules.rule(1));
      assertEquals(Optional.empty(), bench.target.inForce(removed), "the rule that went");
    }
  }

  @Test
  void L01_treatmentReplaced_isInForce() {
    try (Bench bench = bench()) {
      bench.reachStart();
      PathRule other = bench.rules.rule(1, 2, "192.0.2.1");

      bench.reach(bench.rules.rule(0), other, bench.rules.rule(2));

      bench.assertInForceExactly(other);
    }
  }

  @Test
  void L01_everyRuleRemoved_leavesNothing() {
    try (Bench bench = bench()) {
      bench.reachStart();

      bench.reach();

      Flow flow = bench.rules.flow(bench.rules.rule(0));
      assertEquals(Optional.empty(), bench.target.inForce(flow));
    }
  }

  @Test
  void L01_anotherBackendOfTheSameOwner_observesTheSame() {
    try (Bench bench = bench()) {
      bench.reachStart();
      List<String> mine = bench.mine();

      try (SdwanBackend restarted = bench.target.open(Bench.OWNER)) {
        assertEquals(mine, Attempt.canonical(restarted.observe(bench.call()).mine()));
      }
    }
  }

  @Test
  void L02_planningAgain_givesNothingToDo() {
    try (Bench bench = bench()) {
      bench.reachStart();
      bench.reach(bench.changed());

      assertEquals(List.of(), bench.planTo(bench.changed()).steps());
    }
  }

  @Test
  void L02_emptyPlan_writesNothing() {
    try (Bench bench = bench()) {
      bench.reachStart();
      Plan nothing = bench.planTo(bench.rules.rule(0), bench.rules.rule(1), bench.rules.rule(2));
      long writes = bench.target.writes();

      bench.tryOut(nothing).assertSucceeded();

      bench.assertNoWriteSince(writes);
    }
  }

  @Test
  void L09_oneRuleChanges_everyOtherRuleStaysInForceAtEachWrite() {
    try (Bench bench = bench()) {
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
    try (Bench bench = bench()) {
      bench.reachStart();
      PathRule[] after = {bench.rules.rule(2), bench.rules.rule(0), bench.rules.rule(1)};

      assertNoGap(bench, List.of(bench.rules.rule(0), bench.rules.rule(1)), after);
    }
  }

  private static void assertNoGap(Bench bench, List<PathRule> staying, PathRule... after) {
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

  private static Optional<String> look(Bench bench, PathRule rule) {
    var now = bench.target.inForce(bench.rules.flow(rule));
    return now.equals(Optional.of(rule.treatment()))
        ? Optional.empty()
        : Optional.of(rule.canonical() + ": " + now);
  }

  @Test
  void L10_overlappingRules_theFirstWins() {
    try (Bench bench = bench()) {
      PathRule wide = bench.rules.rule(0, "192.0.2.0/25");
      PathRule narrow = bench.rules.rule(1, "192.0.2.7");
      Flow both = bench.rules.flow(narrow);

      bench.reach(wide, narrow);
      assertEquals(Optional.of(wide.treatment()), bench.target.inForce(both));

      bench.reach(narrow, wide);
      assertEquals(Optional.of(narrow.treatment()), bench.target.inForce(both));
    }
  }

  @Test
  void L10_ruleInstalledBetweenOthers_takesItsPlace() {
    try (Bench bench = bench()) {
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
