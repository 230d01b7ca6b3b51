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

  abstract ConformanceFixture fixture();

  /**
   * A refused write means that something is missing, unless the target had all that the change
   * wants before it: it may need a last write to sweep up what is no longer in use.
   */
  @Test
  void L04_writeRefused_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    for (int nth = 1; nth <= writes; nth++) {
      try (ConformanceFixture fixture = fixture()) {
        fixture.reachStart();
        Plan plan = fixture.change();
        ApplyAttempt attempt = tryPlan(fixture, plan, Fault.REFUSE, nth);

        ObservedPolicy now = fixture.observe();
        boolean well = attempt.report().map(ApplyReport::succeeded).orElse(false);
        boolean whole =
            ApplyAttempt.canonical(plan.after()).equals(ApplyAttempt.canonical(now.mine()));
        assertTrue(
            !well || whole,
            "write " + nth + " of " + writes + " was refused, and all is said to be well");
        attempt.assertTrueOf(now);
        fixture.assertConvergesToChange();
      }
    }
  }

  @Test
  void L04_unparsableAnswer_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    for (int nth = 1; nth <= writes; nth++) {
      try (ConformanceFixture fixture = fixture()) {
        ApplyAttempt attempt = tryChange(fixture, Fault.GARBAGE, nth);

        attempt.assertTrueOf(fixture.observe());
        fixture.assertConvergesToChange();
      }
    }
  }

  @Test
  void L05_staleBasis_givesConflictAndNoWrite() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan stale = fixture.change();
      fixture.reach(fixture.rules.rule(0), fixture.rules.rule(5));
      List<String> there = fixture.mine();
      long writes = fixture.target.writes();

      fixture.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

      fixture.assertNoWriteSince(writes);
      assertEquals(there, fixture.mine());
    }
  }

  @Test
  void L05_basisChangedByAnotherBackendOfTheOwner_givesConflictAndNoWrite() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend twin = fixture.target.open(ConformanceFixture.OWNER)) {
      fixture.reachStart();
      Plan stale = fixture.change();
      Plan meanwhile = fixture.planTo(twin, List.of(fixture.rules.rule(1)));
      ApplyAttempt.of(twin, meanwhile, fixture.wan, fixture.call()).assertSucceeded();
      long writes = fixture.target.writes();

      fixture.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

      fixture.assertNoWriteSince(writes);
      assertEquals(List.of(fixture.rules.rule(1).canonical()), fixture.mine());
    }
  }

  /** The same rules by number and by name, and yet not the same. */
  @Test
  void L05_contentOfTheSameRulesChanged_givesConflictAndNoWrite() {
    for (int what = 0; what < 3; what++) {
      try (ConformanceFixture fixture = fixture();
          SdwanBackend twin = fixture.target.open(ConformanceFixture.OWNER)) {
        fixture.reachStart();
        Plan stale = fixture.change();
        List<PathRule> other = sameRulesOtherContent(fixture.rules).get(what);
        ApplyAttempt.of(twin, fixture.planTo(twin, other), fixture.wan, fixture.call())
            .assertSucceeded();
        long writes = fixture.target.writes();

        fixture.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

        fixture.assertNoWriteSince(writes);
        assertEquals(ApplyAttempt.canonical(other), fixture.mine());
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
    try (ConformanceFixture fixture = fixture()) {
      ApplyAttempt attempt = tryChange(fixture, Fault.FOREIGN_EDIT, 1);

      attempt.assertRefused(ErrorKind.CONFLICT);
      fixture.assertConvergesToChange();
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
      try (ConformanceFixture fixture = fixture()) {
        fixture.reachStart();
        Plan plan = fixture.change();
        WriteEffects effects = new WriteEffects(fixture, plan, nth);

        ApplyAttempt attempt = tryPlan(fixture, plan, Fault.ANSWER_LOST, nth);

        attempt.refusal().ifPresent(refused -> fail("something may have been written", refused));
        attempt.assertTrueOf(fixture.observe());
        for (PlanStep step : effects.ofTheWrite()) {
          StepOutcome outcome = attempt.outcomes().get(plan.steps().indexOf(step));
          assertTrue(outcome instanceof StepOutcome.Unknown, "nobody confirmed " + outcome);
        }
        unknown |= attempt.hasUnknown();
        fixture.assertConvergesToChange();
      }
    }
    assertTrue(unknown, "an answer was lost at each write in turn, and never was anything unknown");
  }

  private static ApplyAttempt tryChange(ConformanceFixture fixture, Fault fault, int nthWrite) {
    fixture.reachStart();
    return tryPlan(fixture, fixture.change(), fault, nthWrite);
  }

  private static ApplyAttempt tryPlan(
      ConformanceFixture fixture, Plan plan, Fault fault, int nthWrite) {
    long before = fixture.target.writes();
    fixture.target.fault(fault, nthWrite);
    ApplyAttempt attempt = fixture.inTime(() -> fixture.tryOut(plan));
    ConformanceFixture.assertNothingWasWritten(attempt, fixture.target.writes() - before);
    return attempt;
  }

  private int writesOfTheChange() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      long before = fixture.target.writes();
      fixture.tryOut(plan).assertSucceeded();
      int writes = (int) (fixture.target.writes() - before);
      assertTrue(writes > 0, "the harness counts no write for a change");
      return writes;
    }
  }
}
