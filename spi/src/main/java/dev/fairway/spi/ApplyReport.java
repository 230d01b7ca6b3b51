package dev.fairway.spi;

import dev.fairway.core.plan.Revision;
import java.util.List;

/**
 * The result of carrying out a plan: one outcome for each step.
 *
 * @param outcomes one for each step, in their order
 * @param revision what the fabric was left at, as far as the backend knows
 */
public record ApplyReport(List<StepOutcome> outcomes, Revision revision) {

  /** Copies. */
  public ApplyReport {
    outcomes = List.copyOf(outcomes);
  }

  /** True where every step was applied. */
  public boolean succeeded() {
    return outcomes.stream().allMatch(outcome -> outcome instanceof StepOutcome.Applied);
  }
}
