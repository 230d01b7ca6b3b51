package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The class of a failure, as far as it matters for when to try again. Of several failures in one
 * sync the one counts that takes longest to mend.
 *
 * @param remedy what helps
 * @param retryAfter how long the fabric asked to be left alone
 */
record FailureClass(Remedy remedy, Optional<Duration> retryAfter) {

  /** An exception that says nothing of the fabric. */
  static final FailureClass BROKEN = new FailureClass(Remedy.RETRY, Optional.empty());

  /** The remedies for a sync that did not apply all, in ascending order of how long they take. */
  enum Remedy {
    /** Nothing is wrong. */
    NONE,
    /** Only a change helps: the same again would fail again, or may not be tried. */
    CHANGE,
    /** To read the fabric again, which is no longer as it was. */
    LOOK_AGAIN,
    /** To wait as long as the backend says; nothing failed. */
    WAIT,
    /** To go on where a sync had to stop after some of its steps. */
    GO_ON,
    /** To try again after a while. */
    RETRY,
    /** To leave the fabric alone for a while: it does not answer, or is overloaded. */
    BACK_OFF,
    /** To leave the fabric alone for long: a wrong password, tried often, locks an account. */
    BACK_OFF_LONG;

    static Remedy of(ErrorKind kind) {
      return switch (kind) {
        case UNAVAILABLE, THROTTLED -> BACK_OFF;
        case UNAUTHORIZED -> BACK_OFF_LONG;
        case NOT_YET -> WAIT;
        case CONFLICT -> LOOK_AGAIN;
        case REJECTED, UNSUPPORTED, ABANDONED -> CHANGE;
        case INTERNAL -> RETRY;
      };
    }

    static Remedy of(StepOutcome outcome) {
      return outcome.fold(
          applied -> NONE, skipped -> CHANGE, failed -> of(failed.kind()), unknown -> RETRY);
    }

    /** True where a sync comes back by itself. */
    boolean tries() {
      return compareTo(CHANGE) > 0;
    }
  }

  static FailureClass of(BackendException thrown) {
    return new FailureClass(Remedy.of(thrown.kind()), thrown.retryAfter());
  }

  /**
   * The class of the failures of a sync.
   *
   * @param permitted whether it might write until its end; a sync that was stopped from outside
   *     comes back when the loop is unfrozen, leads again, or sees a change
   */
  static FailureClass of(SyncReport report, boolean permitted) {
    Stream<Remedy> call = report.failure().map(failure -> Remedy.of(failure.kind())).stream();
    Stream<Remedy> steps = report.outcomes().stream().map(Remedy::of);
    Remedy rest = report.succeeded() ? Remedy.NONE : cutShort(report, permitted);
    Remedy worst =
        Stream.concat(call, steps)
            .max(Remedy::compareTo)
            .filter(most -> most.compareTo(rest) > 0)
            .orElse(rest);
    return new FailureClass(worst, report.retryAfter());
  }

  /** Steps that were not begun although none failed: time was up, or the permission withdrawn. */
  private static Remedy cutShort(SyncReport report, boolean permitted) {
    long applied = count(report, StepOutcome.Applied.class);
    long skipped = count(report, StepOutcome.Skipped.class);
    boolean clean = report.failure().isEmpty() && applied + skipped == report.outcomes().size();
    if (!permitted || skipped == 0 || !clean) {
      return Remedy.CHANGE;
    }
    return applied > 0 ? Remedy.GO_ON : Remedy.RETRY;
  }

  private static long count(SyncReport report, Class<? extends StepOutcome> type) {
    return report.outcomes().stream().filter(type::isInstance).count();
  }
}
