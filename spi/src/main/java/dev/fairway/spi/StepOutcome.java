package dev.fairway.spi;

import dev.fairway.core.policy.RuleId;
import java.util.function.Function;

/** The outcome of one step of a plan. */
public sealed interface StepOutcome {

  /** The rule of the step. */
  RuleId rule();

  /** Does what fits the outcome. */
  default <R> R fold(
      Function<Applied, R> applied,
      Function<Skipped, R> skipped,
      Function<Failed, R> failed,
      Function<Unknown, R> unknown) {
    if (this instanceof Applied outcome) {
      return applied.apply(outcome);
    }
    if (this instanceof Skipped outcome) {
      return skipped.apply(outcome);
    }
    if (this instanceof Failed outcome) {
      return failed.apply(outcome);
    }
    return unknown.apply((Unknown) this);
  }

  /**
   * Done: the fabric confirmed it.
   *
   * @param rule the rule of the step
   */
  record Applied(RuleId rule) implements StepOutcome {}

  /**
   * Not begun, because something before it went wrong.
   *
   * @param rule the rule of the step
   * @param why one sentence
   */
  record Skipped(RuleId rule, String why) implements StepOutcome {}

  /**
   * Tried, and refused: the fabric is as it was before the step.
   *
   * @param rule the rule of the step
   * @param kind what sort of failure
   * @param message one sentence, without secrets
   */
  record Failed(RuleId rule, ErrorKind kind, String message) implements StepOutcome {}

  /**
   * Tried, with a result that is not known yet: the next observation tells.
   *
   * @param rule the rule of the step
   * @param why one sentence
   */
  record Unknown(RuleId rule, String why) implements StepOutcome {}
}
