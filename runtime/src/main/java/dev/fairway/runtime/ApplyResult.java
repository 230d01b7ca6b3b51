package dev.fairway.runtime;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.RuleId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of a plan.
 *
 * @param outcomes one for each step, in their order; none where no step was begun
 * @param failure why the call failed, where it did
 */
record ApplyResult(List<StepOutcome> outcomes, Optional<SyncFailure> failure) {

  static final ApplyResult NOTHING = new ApplyResult(List.of(), Optional.empty());

  ApplyResult {
    outcomes = List.copyOf(outcomes);
  }

  /** What a report says, if it can be believed: one outcome for each step, in their order. */
  static ApplyResult of(Plan plan, ApplyReport report) {
    List<RuleId> told = report.outcomes().stream().map(StepOutcome::rule).toList();
    List<RuleId> asked = plan.steps().stream().map(PlanStep::rule).toList();
    if (told.equals(asked)) {
      return new ApplyResult(report.outcomes(), Optional.empty());
    }
    String message =
        "the backend reported "
            + told.size()
            + " outcomes for "
            + asked.size()
            + " steps, or in another order";
    SyncFailure failure =
        new SyncFailure(
            SyncFailure.Stage.APPLY,
            ErrorKind.INTERNAL,
            message,
            Optional.empty(),
            Optional.empty());
    return unknown(plan, failure);
  }

  /** A failure: of a backend that kept its word nothing was written, else nobody can tell. */
  static ApplyResult of(Plan plan, BackendCallException failed) {
    return failed.bug()
        ? unknown(plan, failed.failure())
        : new ApplyResult(List.of(), Optional.of(failed.failure()));
  }

  private static ApplyResult unknown(Plan plan, SyncFailure failure) {
    List<StepOutcome> outcomes =
        plan.steps().stream()
            .<StepOutcome>map(step -> new StepOutcome.Unknown(step.rule(), failure.message()))
            .toList();
    return new ApplyResult(outcomes, Optional.of(failure));
  }

  /** True where every step was applied. */
  boolean whole() {
    return failure.isEmpty()
        && outcomes.stream().allMatch(outcome -> outcome instanceof StepOutcome.Applied);
  }

  /** True where something may have been written. */
  boolean begun() {
    return !outcomes.isEmpty();
  }
}
