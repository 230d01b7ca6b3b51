package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a change ended, for all steps of the plan alike: one push brings all of them into force.
 *
 * @param kind in which way
 * @param error what sort of trouble; meaningless where all went well
 * @param why one sentence
 */
record ChangeOutcome(Kind kind, ErrorKind error, String why) {

  /** The ways. */
  enum Kind {
    /** All is as planned. */
    DONE,
    /** The rules are as they were before. */
    UNTOUCHED,
    /** Nobody confirmed either; the mark stands, and the next pass finishes. */
    UNSURE
  }

  static final ChangeOutcome DONE = new ChangeOutcome(Kind.DONE, ErrorKind.INTERNAL, "done");

  static ChangeOutcome untouched(ErrorKind error, String why) {
    return new ChangeOutcome(Kind.UNTOUCHED, error, why);
  }

  static ChangeOutcome unsure(ErrorKind error, String why) {
    return new ChangeOutcome(Kind.UNSURE, error, why);
  }

  /** The rules are as before, because a request failed. */
  static ChangeOutcome untouched(BackendException trouble) {
    return untouched(trouble.kind(), sentence(trouble));
  }

  /** Nobody knows, because a request failed. */
  static ChangeOutcome unsure(BackendException trouble) {
    return unsure(trouble.kind(), sentence(trouble));
  }

  /** True where the request that failed this way may have been carried out. */
  static boolean maybeDone(BackendException trouble) {
    return trouble instanceof ManagerException failure && failure.maybeDone();
  }

  static boolean is(BackendException trouble, ManagerException.Reason reason) {
    return trouble instanceof ManagerException failure && failure.reason() == reason;
  }

  boolean isDone() {
    return kind == Kind.DONE;
  }

  private static String sentence(BackendException trouble) {
    return Objects.requireNonNullElse(trouble.getMessage(), "the Manager gave no reason");
  }

  /**
   * What the host is told.
   *
   * @throws BackendException where the plan has no step that could say what went wrong
   */
  ApplyReport report(Plan plan) {
    if (plan.isEmpty() && !isDone()) {
      throw new BackendException(error, why);
    }
    Function<PlanStep, StepOutcome> outcome =
        switch (kind) {
          case DONE -> step -> new StepOutcome.Applied(step.rule());
          case UNTOUCHED -> step -> new StepOutcome.Failed(step.rule(), error, why);
          case UNSURE -> step -> new StepOutcome.Unknown(step.rule(), why);
        };
    List<StepOutcome> outcomes = plan.steps().stream().map(outcome).toList();
    return new ApplyReport(outcomes, revision(plan));
  }

  /** Nothing is read again for it: the next observation gives the real one. */
  private Revision revision(Plan plan) {
    boolean same = kind == Kind.UNTOUCHED || plan.isEmpty();
    return same ? plan.basis() : new Revision(plan.basis() + "+" + plan.digest().shortText());
  }
}
