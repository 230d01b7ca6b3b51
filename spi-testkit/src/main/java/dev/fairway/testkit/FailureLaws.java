package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * That the backend tells the truth when something goes wrong. How much of a plan is done then is
 * the target's business; that what is said equals what is there, and that the next pass repairs it,
 * is not.
 */
abstract class FailureLaws {

  abstract ConformanceFixture bench();

  /**
   * A refused write means that something is missing, unless the target had all that the change
   * wants before it: it may need a last write to sweep up what is no longer in use.
   */
  @Test
  void L04_writeRefused_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    for (int nth = 1; nth <= writes; nth++) {
      try (ConformanceFixture bench = bench()) {
        bench.reachStart();
        Plan plan = bench.change();
        ApplyAttempt attempt = tryPlan(bench, plan, Fault.REFUSE, nth);

        ObservedPolicy now = bench.observe();
        boolean well = attempt.report().map(ApplyReport::succeeded).orElse(false);
        boolean whole =
            ApplyAttempt.canonical(plan.after()).equals(ApplyAttempt.canonical(now.mine()));
        assertTrue(
            !well || whole,
            "write " + nth + " of " + writes + " was refused, and all is said to be well");
        attempt.assertTrueOf(now);
        bench.assertConvergesToChange();
      }
    }
  }

  @Test
  void L04_unparsableAnswer_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    for (int nth = 1; nth <= writes; nth++) {
      try (ConformanceFixture bench = bench()) {
        ApplyAttempt attempt = tryChange(bench, Fault.GARBAGE, nth);

        attempt.assertTrueOf(bench.observe());
        bench.assertConvergesToChange();
      }
    }
  }

  @Test
  void L05_staleBasis_givesConflictAndNoWrite() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan stale = bench.change();
      bench.reach(bench.rules.rule(0), bench.rules.rule(5));
      List<String> there = bench.mine();
      long writes = bench.target.writes();

      bench.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

      bench.assertNoWriteSince(writes);
      assertEquals(there, bench.mine());
    }
  }

  @Test
  void L05_basisChangedByAnotherBackendOfTheOwner_givesConflictAndNoWrite() {
    try (ConformanceFixture bench = bench();
        SdwanBackend twin = bench.target.open(ConformanceFixture.OWNER)) {
      bench.reachStart();
      Plan stale = bench.change();
      Plan meanwhile = bench.planTo(twin, List.of(bench.rules.rule(1)));
      ApplyAttempt.of(twin, meanwhile, bench.wan, bench.call()).assertSucceeded();
      long writes = bench.target.writes();

      bench.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

      bench.assertNoWriteSince(writes);
      assertEquals(List.of(bench.rules.rule(1).canonical()), bench.mine());
    }
  }

  /** The same rules by number and by name, and yet not the same. */
  @Test
  void L05_contentOfTheSameRulesChanged_givesConflictAndNoWrite() {
    for (int what = 0; what < 3; what++) {
      try (ConformanceFixture bench = bench();
          SdwanBackend twin = bench.target.open(ConformanceFixture.OWNER)) {
        bench.reachStart();
        Plan stale = bench.change();
        List<PathRule> other = sameRulesOtherContent(bench.rules).get(what);
        ApplyAttempt.of(twin, bench.planTo(twin, other), bench.wan, bench.call()).assertSucceeded();
        long writes = bench.target.writes();

        bench.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

        bench.assertNoWriteSince(writes);
        assertEquals(ApplyAttempt.canonical(other), bench.mine());
      }
    }
  }

  /** Other addresses, another treatment, another order. */
  private static List<List<PathRule>> sameRulesOtherContent(SampleRules rules) {
    return List.of(
        List.of(rules.rule(0, "192.0.2.50"), rules.rule(1), rules.rule(2)),
        List.of(rules.rule(0), rules.rule(1, 2, "192.0.2.1"), rules.rule(2)),
        List.of(rules.rule(0), rules.rule(2), rules.rule(1)));
  }

  @Test
  void L05_editRightBeforeTheFirstWrite_givesConflictAndTheNextPassConverges() {
    try (ConformanceFixture bench = bench()) {
      ApplyAttempt attempt = tryChange(bench, Fault.FOREIGN_EDIT, 1);

      attempt.assertRefused(ErrorKind.CONFLICT);
      bench.assertConvergesToChange();
    }
  }

  /**
   * Tried at each write of the change. A step that took effect at the write whose answer was lost
   * is confirmed by nobody. Where a later write would have been needed, or an earlier one had been
   * enough, the backend may know better, and say so.
   */
  @Test
  void L17_answerLost_isUnknownAndTheNextObservationSettlesIt() {
    int writes = writesOfTheChange();
    boolean unknown = false;
    for (int nth = 1; nth <= writes; nth++) {
      try (ConformanceFixture bench = bench()) {
        bench.reachStart();
        Plan plan = bench.change();
        WriteEffects effects = new WriteEffects(bench, plan, nth);

        ApplyAttempt attempt = tryPlan(bench, plan, Fault.ANSWER_LOST, nth);

        attempt.refusal().ifPresent(refused -> fail("something may have been written", refused));
        attempt.assertTrueOf(bench.observe());
        for (PlanStep step : effects.ofTheWrite()) {
          StepOutcome outcome = attempt.outcomes().get(plan.steps().indexOf(step));
          assertTrue(outcome instanceof StepOutcome.Unknown, "nobody confirmed " + outcome);
        }
        unknown |= attempt.hasUnknown();
        bench.assertConvergesToChange();
      }
    }
    assertTrue(unknown, "an answer was lost at each write in turn, and never was anything unknown");
  }

  private static ApplyAttempt tryChange(ConformanceFixture bench, Fault fault, int nthWrite) {
    bench.reachStart();
    return tryPlan(bench, bench.change(), fault, nthWrite);
  }

  private static ApplyAttempt tryPlan(
      ConformanceFixture bench, Plan plan, Fault fault, int nthWrite) {
    long before = bench.target.writes();
    bench.target.fault(fault, nthWrite);
    ApplyAttempt attempt = bench.inTime(() -> bench.tryOut(plan));
    ConformanceFixture.assertNothingWasWritten(attempt, bench.target.writes() - before);
    return attempt;
  }

  private int writesOfTheChange() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      long before = bench.target.writes();
      bench.tryOut(plan).assertSucceeded();
      int writes = (int) (bench.target.writes() - before);
      assertTrue(writes > 0, "the harness counts no write for a change");
      return writes;
    }
  }
}
