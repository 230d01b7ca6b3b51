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
 * The result of applying a plan.
 *
 * @param outcomes one for each step, in their order; none where no step was begun
 * @param failure why the call failed, where it did
 */
record ApplyResult(List<StepOutcome> outcomes, Optional<SyncFailure> failure) {

  static final ApplyResult NOTHING = new ApplyResult(List.of(), Optional.empty());

  ApplyResult {
    outcomes = List.copyOf(outcomes);
  }

  /** The result of a report, if it can be believed: one outcome for each step, in their order. */
  static ApplyResult of(Plan plan, ApplyReport report) {
    List<RuleId> reported = report.outcomes().stream().map(StepOutcome::rule).toList();
    List<RuleId> asked = plan.steps().stream().map(PlanStep::rule).toList();
    if (reported.equals(asked)) {
      return new ApplyResult(report.outcomes(), Optional.empty());
    }
    String message =
        "the backend reported "
            + reported.size()
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

  /** The result of a failed call: nothing was written, but unknown where the backend broke. */
  static ApplyResult of(Plan plan, GuardedBackend.CallFailure failed) {
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
