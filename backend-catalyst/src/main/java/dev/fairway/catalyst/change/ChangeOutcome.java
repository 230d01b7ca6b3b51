package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The outcome of a change, for all steps of the plan alike: one push brings all of them into force.
 *
 * @param kind the kind of outcome
 * @param error the kind of error; without meaning for {@link Kind#APPLIED}
 * @param why one sentence
 */
record ChangeOutcome(Kind kind, ErrorKind error, String why) {

  /** The kinds of outcome. */
  enum Kind {
    /** The rules are as planned. */
    APPLIED,
    /** The rules are as they were before. */
    FAILED,
    /** Either; the lock stays, and the next sync finishes the change. */
    UNKNOWN
  }

  static final ChangeOutcome APPLIED = new ChangeOutcome(Kind.APPLIED, ErrorKind.INTERNAL, "done");

  static ChangeOutcome failed(ErrorKind error, String why) {
    return new ChangeOutcome(Kind.FAILED, error, why);
  }

  static ChangeOutcome unknown(ErrorKind error, String why) {
    return new ChangeOutcome(Kind.UNKNOWN, error, why);
  }

  static ChangeOutcome failed(BackendException failure) {
    return failed(failure.kind(), sentence(failure));
  }

  static ChangeOutcome unknown(BackendException failure) {
    return unknown(failure.kind(), sentence(failure));
  }

  private static String sentence(BackendException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "the Manager gave no reason");
  }

  /** True where a request failed for this reason. */
  static boolean is(BackendException failure, ManagerException.Reason reason) {
    return failure instanceof ManagerException request && request.reason() == reason;
  }

  boolean isApplied() {
    return kind == Kind.APPLIED;
  }

  /**
   * The report of all steps of a plan.
   *
   * @param applied the segments whose rules are as planned, whatever became of the others
   * @throws BackendException where the change was not applied and the plan has no step to say so
   */
  ApplyReport report(Plan plan, Set<Segment> applied) {
    if (plan.isEmpty() && !isApplied()) {
      throw new BackendException(error, why);
    }
    Function<PlanStep, StepOutcome> outcome =
        switch (kind) {
          case APPLIED -> step -> new StepOutcome.Applied(step.rule());
          case FAILED -> step -> new StepOutcome.Failed(step.rule(), error, why);
          case UNKNOWN -> step -> new StepOutcome.Unknown(step.rule(), why);
        };
    return new ApplyReport(
        plan.steps().stream()
            .map(
                step ->
                    applied.contains(segment(step))
                        ? new StepOutcome.Applied(step.rule())
                        : outcome.apply(step))
            .toList(),
        revision(plan, !applied.isEmpty()));
  }

  private static Segment segment(PlanStep step) {
    return step.fold(
            install -> install.after(), replace -> replace.after(), remove -> remove.before())
        .scope()
        .segment();
  }

  /** A revision that no reading has: the next observation has the real one. */
  private Revision revision(Plan plan, boolean partly) {
    boolean same = (kind == Kind.FAILED && !partly) || plan.isEmpty();
    return same ? plan.basis() : new Revision(plan.basis() + "+" + plan.digest().shortText());
  }
}
