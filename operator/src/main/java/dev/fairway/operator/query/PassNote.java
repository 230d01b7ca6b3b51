package dev.fairway.operator.query;

import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.SafetyVerdict;
import java.util.Optional;

/** What keeps the fabric from doing what a pass planned. */
final class PassNote {

  private PassNote() {}

  /** A sentence; empty where the fabric does it. */
  static String of(PlannedSync pass, SyncReport report) {
    if (report.planned().isEmpty()) {
      return "The fabric could not be read in the last pass, so the plan is that of an earlier one"
          + report.failure().map(failure -> ": " + failure.message()).orElse("")
          + ".";
    }
    if (!pass.isComplete()) {
      return "Not everything could be read, so nothing is planned, and the fabric keeps what it has.";
    }
    if (pass.plan().isEmpty()) {
      return "";
    }
    Optional<SafetyVerdict.Refused> refused = report.refusal();
    if (report.dryRun()) {
      return "The plan is not carried out: 'now' is the fabric before it.";
    }
    if (refused.isPresent()) {
      return "The plan is held back: " + refused.get().sentence() + ".";
    }
    return report.succeeded()
        ? ""
        : "The plan could not be carried out in full, so the fabric may do something else.";
  }
}
