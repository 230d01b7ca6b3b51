package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the backend tells the truth when something goes wrong. How much of a plan is done then is
 * the target's business; that what is said equals what is there, and that the next pass repairs it,
 * is not.
 */
abstract class FailureLaws {

  abstract Bench bench();

  /**
   * Up to the write that completes the change, a refusal means that something is missing. A target
   * may need writes after that one, to sweep up what is no longer in use; where one of those is
   * refused, the change is in force all the same.
   */
  @Test
  void L04_writeRefused_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    int completing = completingWrite();
    for (int nth = 1; nth <= writes; nth++) {
      try (Bench bench = bench()) {
        Attempt attempt = tryChange(bench, Fault.REFUSE, nth);

        boolean well = attempt.report().map(ApplyReport::succeeded).orElse(false);
        assertTrue(
            !well || nth > completing,
            "write " + nth + " of " + writes + " was refused, and all is said to be well");
        attempt.assertTrueOf(bench.observe());
        bench.assertConvergesToChange();
      }
    }
  }

  @Test
  void L04_unparsableAnswer_isReportedTrulyAndTheNextPassConverges() {
    int writes = writesOfTheChange();
    for (int nth = 1; nth <= writes; nth++) {
      try (Bench bench = bench()) {
        Attempt attempt = tryChange(bench, Fault.GARBAGE, nth);

        attempt.assertTrueOf(bench.observe());
        bench.assertConvergesToChange();
      }
    }
  }

  @Test
  void L05_staleBasis_givesConflictAndNoWrite() {
    try (Bench bench = bench()) {
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
    try (Bench bench = bench();
        SdwanBackend twin = bench.target.open(Bench.OWNER)) {
      bench.reachStart();
      Plan stale = bench.change();
      Plan meanwhile = bench.planTo(twin, List.of(bench.rules.rule(1)));
      Attempt.of(twin, meanwhile, bench.call()).assertSucceeded();
      long writes = bench.target.writes();

      bench.tryOut(stale).assertRefused(ErrorKind.CONFLICT);

      bench.assertNoWriteSince(writes);
      assertEquals(List.of(bench.rules.rule(1).canonical()), bench.mine());
    }
  }

  @Test
  void L05_editRightBeforeTheFirstWrite_givesConflictAndTheNextPassConverges() {
    try (Bench bench = bench()) {
      Attempt attempt = tryChange(bench, Fault.FOREIGN_EDIT, 1);

      attempt.assertRefused(ErrorKind.CONFLICT);
      bench.assertConvergesToChange();
    }
  }

  /**
   * Tried at each write of the change. Where the change took effect at that write, nobody can know
   * it who lost the answer; where a later write would have been needed, the backend may know that
   * the step is not in force, and say so.
   */
  @Test
  void L17_answerLost_isUnknownAndTheNextObservationSettlesIt() {
    int writes = writesOfTheChange();
    int completing = completingWrite();
    boolean unknown = false;
    for (int nth = 1; nth <= writes; nth++) {
      try (Bench bench = bench()) {
        Attempt attempt = tryChange(bench, Fault.ANSWER_LOST, nth);
        ObservedPolicy settled = bench.observe();

        assertTrue(attempt.refusal().isEmpty(), "something may have been written: " + attempt);
        attempt.assertTrueOf(settled);
        unknown |= attempt.hasUnknown();
        if (nth == completing) {
          assertLastDoneStepIsUnknown(attempt, settled);
        }
        bench.assertConvergesToChange();
      }
    }
    assertTrue(unknown, "an answer was lost at each write in turn, and never was anything unknown");
  }

  /** The steps that an answered write confirmed come first; the last done one lost its answer. */
  private static void assertLastDoneStepIsUnknown(Attempt attempt, ObservedPolicy settled) {
    for (int i = attempt.plan().steps().size() - 1; i >= 0; i--) {
      if (Attempt.isDone(attempt.plan().steps().get(i), settled)) {
        StepOutcome outcome = attempt.outcomes().get(i);
        assertTrue(
            outcome instanceof StepOutcome.Unknown, "nobody confirmed it, yet it is " + outcome);
        return;
      }
    }
  }

  private static Attempt tryChange(Bench bench, Fault fault, int nthWrite) {
    bench.reachStart();
    Plan plan = bench.change();
    long before = bench.target.writes();
    bench.target.fault(fault, nthWrite);
    Attempt attempt = bench.inTime(() -> bench.tryOut(plan));
    Bench.assertNothingWasWritten(attempt, bench.target.writes() - before);
    return attempt;
  }

  /** The last write before which the target did not yet do all that the change wants. */
  private int completingWrite() {
    try (Bench bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger completing = new AtomicInteger();
      bench.target.onWrite(
          () -> {
            int nth = begun.incrementAndGet();
            if (!isInForce(bench, plan)) {
              completing.set(nth);
            }
          });
      bench.tryOut(plan).assertSucceeded();
      assertTrue(completing.get() > 0, "the change was in force before its first write");
      return completing.get();
    }
  }

  private static boolean isInForce(Bench bench, Plan plan) {
    DesiredPolicy after = new DesiredPolicy(plan.after());
    return Stream.concat(plan.before().stream(), plan.after().stream())
        .flatMap(rule -> bench.rules.eachAddress(rule).stream())
        .allMatch(
            flow -> after.decide(flow).map(PathRule::treatment).equals(bench.target.inForce(flow)));
  }

  private int writesOfTheChange() {
    try (Bench bench = bench()) {
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
