package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What went wrong, as far as it matters for when to try again. Of several things that went wrong in
 * one pass the one counts that takes longest to mend.
 *
 * @param remedy what helps
 * @param retryAfter how long the fabric asked to be left alone
 */
record FailureClass(Remedy remedy, Optional<Duration> retryAfter) {

  /** Nothing that is known of the fabric: something broke. */
  static final FailureClass BROKEN = new FailureClass(Remedy.RETRY, Optional.empty());

  static FailureClass of(BackendException thrown) {
    return new FailureClass(Remedy.of(thrown.kind()), thrown.retryAfter());
  }

  /**
   * What went wrong in a pass.
   *
   * @param permitted whether it might write until its end; if not, it was stopped from outside, and
   *     whoever did that says when to go on
   */
  static FailureClass of(SyncReport report, boolean permitted) {
    Stream<Remedy> call = report.failure().map(one -> Remedy.of(one.kind())).stream();
    Stream<Remedy> steps = report.outcomes().stream().map(FailureClass::of);
    Remedy rest = report.succeeded() ? Remedy.NONE : cutShort(report, permitted);
    Remedy worst =
        Stream.of(call, steps, Stream.of(rest))
            .flatMap(remedies -> remedies)
            .max(Remedy::compareTo)
            .orElse(Remedy.NONE);
    return new FailureClass(worst, report.retryAfter());
  }

  /** Steps that were not begun although none failed: time was up, or the permission gone. */
  private static Remedy cutShort(SyncReport report, boolean permitted) {
    boolean skipped = report.outcomes().stream().anyMatch(FailureClass::isSkipped);
    boolean clean = report.outcomes().stream().allMatch(one -> isSkipped(one) || isApplied(one));
    if (!permitted || !skipped || !clean || report.failure().isPresent()) {
      return Remedy.CHANGE;
    }
    return report.outcomes().stream().anyMatch(FailureClass::isApplied)
        ? Remedy.GO_ON
        : Remedy.RETRY;
  }

  private static boolean isSkipped(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Skipped;
  }

  private static boolean isApplied(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Applied;
  }

  private static Remedy of(StepOutcome outcome) {
    return outcome.fold(
        applied -> Remedy.NONE,
        skipped -> Remedy.CHANGE,
        failed -> Remedy.of(failed.kind()),
        unknown -> Remedy.RETRY);
  }
}
