package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The result of one call to carry out a plan: either a report, or a refusal that promises that
 * nothing was written.
 *
 * @param plan what was tried
 * @param report the report, where there is one
 * @param refusal the refusal, where there is no report
 */
record ApplyAttempt(Plan plan, Optional<ApplyReport> report, Optional<BackendException> refusal) {

  static ApplyAttempt of(SdwanBackend backend, Plan plan, WanSnapshot wan, CallContext call) {
    try {
      return new ApplyAttempt(plan, Optional.of(backend.apply(plan, wan, call)), Optional.empty());
    } catch (BackendException refused) {
      return new ApplyAttempt(plan, Optional.empty(), Optional.of(refused));
    }
  }

  /** The outcomes; none where the call was refused. */
  List<StepOutcome> outcomes() {
    return report.map(ApplyReport::outcomes).orElse(List.of());
  }

  boolean hasUnknown() {
    return outcomes().stream().anyMatch(outcome -> outcome instanceof StepOutcome.Unknown);
  }

  /** Every step was applied. */
  void assertSucceeded() {
    refusal.ifPresent(refused -> fail("apply refused with " + refused.kind(), refused));
    assertOutcomeForEachStep();
    assertEquals(true, report.map(ApplyReport::succeeded).orElse(false), "outcomes " + outcomes());
  }

  /** Nothing was applied, and the reason is of that kind. */
  void assertRefused(ErrorKind kind) {
    if (refusal.isPresent()) {
      assertEquals(kind, refusal.get().kind(), refusal.get().getMessage());
      return;
    }
    assertOutcomeForEachStep();
    boolean named = false;
    for (StepOutcome outcome : outcomes()) {
      boolean untouched =
          outcome.fold(done -> false, skipped -> true, failed -> true, unknown -> false);
      assertEquals(true, untouched, "a plan to be refused with " + kind + " gave " + outcome);
      named |= outcome instanceof StepOutcome.Failed failed && failed.kind() == kind;
    }
    assertEquals(true, named, "no outcome says " + kind + ": " + outcomes());
  }

  /** One outcome a step, in their order. */
  void assertOutcomeForEachStep() {
    assertEquals(
        plan.steps().stream().map(PlanStep::rule).toList(),
        outcomes().stream().map(StepOutcome::rule).toList(),
        "an outcome for each step, in the order of the steps");
  }

  /** What was said equals what is there now. */
  void assertTrueOf(ObservedPolicy now) {
    if (refusal.isPresent()) {
      assertEquals(
          canonical(plan.before()), canonical(now.mine()), "refused, so nothing may have changed");
      return;
    }
    assertOutcomeForEachStep();
    for (int i = 0; i < plan.steps().size(); i++) {
      assertTrueOf(plan.steps().get(i), outcomes().get(i), now);
    }
  }

  private static void assertTrueOf(PlanStep step, StepOutcome outcome, ObservedPolicy now) {
    Optional<String> there =
        now.mine().stream()
            .filter(rule -> rule.id().equals(step.rule()))
            .findFirst()
            .map(PathRule::canonical);
    if (outcome instanceof StepOutcome.Applied) {
      assertEquals(after(step), there, "said to be applied: " + step);
    } else if (!(outcome instanceof StepOutcome.Unknown)) {
      assertEquals(before(step), there, "said to be untouched: " + step + ", " + outcome);
    }
  }

  private static Optional<String> before(PlanStep step) {
    return step.fold(
        install -> Optional.empty(),
        replace -> Optional.of(replace.before().canonical()),
        remove -> Optional.of(remove.before().canonical()));
  }

  private static Optional<String> after(PlanStep step) {
    return step.fold(
        install -> Optional.of(install.after().canonical()),
        replace -> Optional.of(replace.after().canonical()),
        remove -> Optional.empty());
  }

  static List<String> canonical(List<PathRule> rules) {
    return rules.stream().map(PathRule::canonical).toList();
  }
}
