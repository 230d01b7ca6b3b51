package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The diagnostics of a sync itself. */
final class SyncDiagnostics {

  private SyncDiagnostics() {}

  static List<Diagnostic> of(PlannedSync planned, ApplyResult result) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (!planned.isComplete()) {
      diagnostics.add(stale(planned.cluster().name()));
    }
    planned
        .verdict()
        .refusal()
        .ifPresent(
            refused ->
                diagnostics.add(
                    Diagnostic.error(
                        DiagnosticCode.REFUSED_BY_SAFETY_GATE,
                        new Subject(Subject.Kind.CLUSTER, planned.cluster().name()),
                        "safety.approve",
                        refused.plan().hex(),
                        refused.sentence())));
    result.failure().ifPresent(failure -> diagnostics.add(of(planned.owner(), failure)));
    result.outcomes().forEach(outcome -> of(outcome).ifPresent(diagnostics::add));
    return diagnostics;
  }

  static Diagnostic stale(String cluster) {
    return Diagnostic.warning(
        DiagnosticCode.CLUSTER_STALE,
        new Subject(Subject.Kind.CLUSTER, cluster),
        "",
        "",
        "was not read whole lately; nothing is planned for it, and its rules stay as they are");
  }

  static Diagnostic of(OwnerId owner, SyncFailure failure) {
    Subject subject = new Subject(Subject.Kind.BACKEND, "of owner " + owner);
    String stage = failure.stage().text();
    String kind = failure.kind().name();
    return failure.kind() == ErrorKind.NOT_YET
        ? Diagnostic.info(failure.code(), subject, stage, kind, failure.message())
        : Diagnostic.error(failure.code(), subject, stage, kind, failure.message());
  }

  private static Optional<Diagnostic> of(StepOutcome outcome) {
    Subject rule = subject(outcome.rule());
    return outcome.fold(
        applied -> Optional.empty(),
        skipped -> Optional.empty(),
        failed ->
            Optional.of(
                Diagnostic.error(
                    SyncFailure.codeOf(failed.kind()),
                    rule,
                    "",
                    failed.kind().name(),
                    failed.message())),
        unknown ->
            Optional.of(
                Diagnostic.warning(DiagnosticCode.STEP_UNKNOWN, rule, "", "", unknown.why())));
  }

  private static Subject subject(RuleId rule) {
    return new Subject(Subject.Kind.RULE, rule.value());
  }
}
