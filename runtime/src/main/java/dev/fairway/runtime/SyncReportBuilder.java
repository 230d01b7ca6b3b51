package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.runtime.safety.SafetyHistory;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The builder of the report of a sync that planned, and of one that could not read the fabric. */
final class SyncReportBuilder {

  private final PlannedSync planned;
  private final SyncOptions options;
  private final ApplyResult result;
  private final Map<RuleId, PathRule> before;
  private final Map<RuleId, PathRule> after;
  private final Map<RuleId, PathRule> desired;
  private final Map<RuleId, PlanStep> steps = new HashMap<>();
  private final Map<RuleId, StepOutcome> outcomes = new HashMap<>();
  private final Map<ServiceKey, Set<RuleId>> rules = new HashMap<>();
  private final ResidualRules residual;
  private final Map<Subject, List<Diagnostic>> translated = new HashMap<>();
  private final Map<ServiceKey, SortedSet<RuleId>> drifted;

  SyncReportBuilder(PlannedSync planned, SyncOptions options, ApplyResult result) {
    this.planned = planned;
    this.options = options;
    this.result = result;
    drifted = planned.drifted();
    before = byId(planned.plan().before());
    after = byId(planned.plan().after());
    desired = byId(planned.safety().policy().rules());
    planned.plan().steps().forEach(step -> steps.put(step.rule(), step));
    result.outcomes().forEach(outcome -> outcomes.put(outcome.rule(), outcome));
    Set<RuleId> done = new HashSet<>(outcomes.keySet());
    done.removeIf(rule -> !isDone(rule));
    residual = new ResidualRules(planned.plan(), planned.safety().policy(), done);
    for (RuleOrigin origin : planned.translation().origins().values()) {
      for (ServiceKey service : origin.services()) {
        rules.computeIfAbsent(service, key -> new LinkedHashSet<>()).add(origin.rule());
      }
    }
    for (Diagnostic diagnostic : planned.translation().diagnostics()) {
      translated
          .computeIfAbsent(diagnostic.subject(), subject -> new ArrayList<>())
          .add(diagnostic);
    }
  }

  /**
   * The report of a sync that could not read the fabric. Where an older inventory is known,
   * declarations are checked against that; else the last good intents stay what they are.
   *
   * @param resolved the cluster, resolved with that inventory
   */
  static SyncReport unread(
      String correlationId,
      boolean dryRun,
      ClusterSnapshot cluster,
      Optional<ResolvedCluster> resolved,
      SyncFailure failure,
      SafetyHistory history) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    diagnostics.add(diagnostic(cluster.owner(), failure));
    diagnostics.addAll(resolved.map(ResolvedCluster::diagnostics).orElse(cluster.diagnostics()));
    Map<ServiceKey, ServiceStatusBuilder> statuses = new HashMap<>();
    for (ResolvedService service : resolved.map(ResolvedCluster::services).orElse(List.of())) {
      if (service.declaration() instanceof Declaration.Absent) {
        diagnostics.addAll(service.diagnostics());
      } else {
        statuses.put(service.key(), ServiceStatusBuilder.of(service, List.of()));
      }
    }
    for (ServiceState state : cluster.services().values()) {
      if (resolved.isEmpty()
          && (!state.reading().readable() || state.reading().intent().isPresent())) {
        statuses.put(state.key(), ServiceStatusBuilder.undecided(state));
      }
    }
    SortedMap<ServiceKey, ServiceStatus> services = new TreeMap<>();
    statuses.forEach(
        (key, status) -> {
          status.add(Finding.unknown(failure.code().reason(), failure.message()));
          services.put(key, status.status(List.copyOf(history.rulesOf(key))));
        });
    return new SyncReport(
        correlationId,
        cluster.owner(),
        cluster.completeness(),
        dryRun,
        Optional.empty(),
        List.of(),
        Optional.of(failure),
        history.holds(),
        services,
        diagnostics);
  }

  private static Map<RuleId, PathRule> byId(List<PathRule> rules) {
    Map<RuleId, PathRule> byId = new HashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return byId;
  }

  SyncReport report() {
    SortedMap<ServiceKey, ServiceStatus> services = new TreeMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>(planned.cluster().diagnostics());
    diagnostics.addAll(planned.wan().diagnostics());
    diagnostics.addAll(planned.observed().diagnostics());
    addOwnDiagnostics(diagnostics);
    for (ResolvedService service : planned.cluster().services()) {
      List<Diagnostic> own = translated.getOrDefault(service.key().subject(), List.of());
      translated.remove(service.key().subject());
      if (service.declaration() instanceof Declaration.Absent) {
        diagnostics.addAll(service.diagnostics());
        diagnostics.addAll(own);
      } else {
        services.put(service.key(), status(service, own));
      }
    }
    translated.values().forEach(diagnostics::addAll);
    return new SyncReport(
        planned.correlationId(),
        planned.owner(),
        planned.cluster().completeness(),
        options.dryRun(),
        Optional.of(planned),
        result.outcomes(),
        result.failure(),
        planned.safety().holds(),
        services,
        diagnostics);
  }

  private ServiceStatus status(ResolvedService service, List<Diagnostic> translated) {
    List<Diagnostic> more = new ArrayList<>(translated);
    more.addAll(SafetyFindings.of(planned.safety(), service));
    ServiceStatusBuilder decision = ServiceStatusBuilder.of(service, more);
    Set<RuleId> own = rules.getOrDefault(service.key(), Set.of());
    if (!planned.isComplete()) {
      decision.add(
          Finding.unknown(
              Reason.STALE,
              "cluster "
                  + planned.cluster().name()
                  + " was not read whole lately; its rules stay as they are"));
    }
    if (planned.translation().leftOut().contains(service.key())) {
      decision.add(Finding.not(Reason.LIMIT_EXCEEDED, "left out: not all fits on the target"));
    }
    Set<RuleId> touched = new LinkedHashSet<>(own);
    own.stream().map(desired::get).forEach(rule -> touched.addAll(residual.over(rule)));
    boolean kept = planned.isComplete() && touched.stream().anyMatch(this::keptByMode);
    touched.addAll(planned.safety().rulesBefore(service.key()));
    touched.forEach(rule -> stepFinding(rule).ifPresent(decision::add));
    if (kept) {
      decision.add(Finding.not(Reason.PENDING, options.restraint()));
    }
    driftOf(service.key(), kept).ifPresent(decision::addDrift);
    return decision.status(own.stream().filter(this::inForce).toList());
  }

  /** The rules of a Service that another writer changed and that are not put right. */
  private Optional<Finding> driftOf(ServiceKey service, boolean kept) {
    List<RuleId> undone =
        drifted.getOrDefault(service, Collections.emptySortedSet()).stream()
            .filter(rule -> !isDone(rule))
            .toList();
    return planned
        .drift()
        .filter(drift -> !undone.isEmpty())
        .map(
            drift ->
                Finding.not(
                    drift.code().reason(),
                    drift.sentence(undone)
                        + drift.advice().map(advice -> "; " + advice).orElse("")
                        + "; "
                        + whyNotPutRight(drift, undone, kept)));
  }

  private String whyNotPutRight(Drift drift, List<RuleId> undone, boolean kept) {
    if (drift.mendIn().isPresent()) {
      return "put right in " + Drift.text(drift.mendIn().get());
    }
    String later =
        result
            .failure()
            .flatMap(SyncFailure::retryAfter)
            .map(wait -> ", tried again in " + Drift.text(wait))
            .orElse("");
    return undone.stream()
        .flatMap(rule -> stepFinding(rule).stream())
        .map(finding -> "not put right yet: " + finding.message() + later)
        .findFirst()
        .orElse(kept ? options.restraint() : "put right with the next change");
  }

  private boolean keptByMode(RuleId rule) {
    return !Optional.ofNullable(desired.get(rule)).equals(Optional.ofNullable(after.get(rule)));
  }

  /** What keeps the step of a rule from being done, where it has one that is not. */
  private Optional<Finding> stepFinding(RuleId rule) {
    StepOutcome outcome = outcomes.get(rule);
    if (!steps.containsKey(rule)) {
      return Optional.empty();
    }
    if (options.dryRun()) {
      return Optional.of(Finding.not(Reason.PENDING, "a dry run: nothing is written"));
    }
    return outcome == null
        ? result.failure().map(failure -> Finding.not(failure.code().reason(), failure.message()))
        : outcome.fold(
            applied -> Optional.empty(),
            skipped -> Optional.of(Finding.not(Reason.PENDING, skipped.why())),
            failed ->
                Optional.of(
                    Finding.not(SyncFailure.codeOf(failed.kind()).reason(), failed.message())),
            unknown ->
                Optional.of(Finding.unknown(DiagnosticCode.STEP_UNKNOWN.reason(), unknown.why())));
  }

  /** True where a rule, in this or an older form, is on the fabric as far as is known. */
  private boolean inForce(RuleId rule) {
    return isDone(rule) || before.containsKey(rule);
  }

  private boolean isDone(RuleId rule) {
    return !options.dryRun() && outcomes.get(rule) instanceof StepOutcome.Applied;
  }

  private void addOwnDiagnostics(List<Diagnostic> diagnostics) {
    Subject cluster = new Subject(Subject.Kind.CLUSTER, planned.cluster().name());
    if (!planned.isComplete()) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.CLUSTER_STALE,
              cluster,
              "",
              "",
              "was not read whole lately; nothing is planned for it, and its rules stay as they"
                  + " are"));
    }
    SafetyFindings.ofCluster(planned.safety(), cluster).forEach(diagnostics::add);
    planned
        .drift()
        .filter(drift -> !result.whole() || planned.mendIn().isPresent() || !options.writes())
        .ifPresent(drift -> diagnostics.add(diagnostic(planned.owner(), drift)));
    result.failure().ifPresent(failure -> diagnostics.add(diagnostic(planned.owner(), failure)));
    result.outcomes().forEach(outcome -> diagnostic(outcome).ifPresent(diagnostics::add));
  }

  private static Diagnostic diagnostic(OwnerId owner, SyncFailure failure) {
    Subject subject = new Subject(Subject.Kind.BACKEND, "of owner " + owner);
    String stage = failure.stage().text();
    String kind = failure.kind().name();
    return failure.kind() == ErrorKind.NOT_YET
        ? Diagnostic.info(failure.code(), subject, stage, kind, failure.message())
        : Diagnostic.error(failure.code(), subject, stage, kind, failure.message());
  }

  private static Diagnostic diagnostic(OwnerId owner, Drift drift) {
    return Diagnostic.warning(
        drift.code(),
        new Subject(Subject.Kind.BACKEND, "of owner " + owner),
        "",
        "",
        drift.sentence() + drift.advice().map(advice -> "; " + advice).orElse(""));
  }

  private static Optional<Diagnostic> diagnostic(StepOutcome outcome) {
    Subject rule = new Subject(Subject.Kind.RULE, outcome.rule().value());
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
}
