package dev.fairway.operator.metrics;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.runtime.BackendCall;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.safety.SafetyVerdict;
import dev.fairway.spi.StepOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What passes tell of themselves. Thread-safe. */
final class SyncMetrics implements SyncListener, LoopListener {

  private static final List<String> ACTIONS = List.of("install", "replace", "remove");
  private static final List<String> DECLARATIONS = List.of("valid", "held", "unusable", "absent");

  private final MeterRegistry registry;
  private final Timer passes;
  private final Timer changes;
  private final AtomicInteger rules = new AtomicInteger();
  private final MultiGauge steps;
  private final MultiGauge declarations;
  private final MultiGauge programmed;
  private final MultiGauge completeness;

  SyncMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.passes =
        Timer.builder("fairway.pass.duration")
            .description("How long a pass took")
            .serviceLevelObjectives(Buckets.PASS)
            .register(registry);
    this.changes =
        Timer.builder("fairway.change.duration")
            .description("From a change in the cluster until the fabric does it")
            .serviceLevelObjectives(Buckets.CHANGE)
            .register(registry);
    Gauge.builder("fairway.rules", rules, AtomicInteger::get)
        .description("Rules of ours on the fabric after the last pass that read it")
        .register(registry);
    this.steps = multi("fairway.plan.steps", "Steps of the last plan");
    this.declarations = multi("fairway.services", "Services by what is in force for them");
    this.programmed =
        multi("fairway.services.programmed", "Services that ask, by their condition Programmed");
    this.completeness = multi("fairway.cluster.state", "1 for how whole the cluster was read");
    Stream.of("succeeded", "incomplete", "refused", "unread", "failed").forEach(this::passCounter);
    Stream.of("applied", "skipped", "failed", "unknown").forEach(this::stepCounter);
    Stream.of(SafetyVerdict.Refused.Reason.values())
        .map(SyncMetrics::word)
        .forEach(this::refusalCounter);
  }

  private MultiGauge multi(String name, String meaning) {
    return MultiGauge.builder(name).description(meaning).register(registry);
  }

  private Counter passCounter(String result) {
    return Counter.builder("fairway.passes")
        .description("Passes by what they came to")
        .tag("result", result)
        .register(registry);
  }

  private Counter stepCounter(String outcome) {
    return Counter.builder("fairway.steps")
        .description("Steps of plans by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter refusalCounter(String reason) {
    return Counter.builder("fairway.refusals")
        .description("Plans that the safety gate held back")
        .tag("reason", reason)
        .register(registry);
  }

  @Override
  public void backendCalled(BackendCall call) {
    Timer.builder("fairway.backend.call.duration")
        .description("How long a call to the backend took")
        .serviceLevelObjectives(Buckets.PASS)
        .tag("operation", call.stage().text())
        .tag("outcome", call.failure().map(failure -> word(failure.kind())).orElse("ok"))
        .register(registry)
        .record(call.took());
  }

  @Override
  public void changesApplied(SyncReport report, Duration sinceChange) {
    changes.record(sinceChange);
  }

  /** What the last pass found is old news in a process that makes none: another one tells. */
  @Override
  public void stateChanged(LoopState state) {
    if (state.phase() == LoopState.Phase.STANDBY) {
      rules.set(0);
      Stream.of(steps, declarations, programmed, completeness)
          .forEach(gauge -> gauge.register(List.of(), true));
    }
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    passes.record(took);
    passCounter(result(report)).increment();
    completeness.register(rows("state", oneOf(word(report.completeness()))), true);
    report.refusal().ifPresent(refused -> refusalCounter(word(refused.reason())).increment());
    report.outcomes().forEach(outcome -> stepCounter(word(outcome)).increment());
    report.planned().ifPresent(pass -> planned(pass, report));
    programmed.register(programmedRows(report), true);
  }

  private static String result(SyncReport report) {
    if (report.succeeded()) {
      return "succeeded";
    }
    if (report.planned().isEmpty()) {
      return "unread";
    }
    if (report.completeness() != Completeness.COMPLETE) {
      return "incomplete";
    }
    return report.refusal().isPresent() ? "refused" : "failed";
  }

  private static String word(StepOutcome outcome) {
    return outcome.fold(
        applied -> "applied", skipped -> "skipped", failed -> "failed", lost -> "unknown");
  }

  private void planned(PlannedSync pass, SyncReport report) {
    Plan plan = pass.plan();
    boolean inForce = report.succeeded() && !report.dryRun();
    rules.set(inForce ? plan.after().size() : pass.observed().mine().size());
    Map<String, Long> byAction = zeros(ACTIONS);
    plan.steps().forEach(step -> byAction.merge(action(step), 1L, Long::sum));
    steps.register(rows("action", byAction), true);
    ResolvedCluster cluster = pass.cluster();
    Map<String, Long> byDeclaration = zeros(DECLARATIONS);
    cluster
        .services()
        .forEach(service -> byDeclaration.merge(service.declaration().text(), 1L, Long::sum));
    declarations.register(rows("declaration", byDeclaration), true);
  }

  private static String action(PlanStep step) {
    return step.fold(install -> "install", replace -> "replace", remove -> "remove");
  }

  private static Iterable<MultiGauge.Row<?>> programmedRows(SyncReport report) {
    Map<Tags, Long> counts =
        report.services().values().stream()
            .map(ServiceStatus::programmedCondition)
            .collect(Collectors.groupingBy(SyncMetrics::tags, Collectors.counting()));
    return counts.entrySet().stream()
        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(one.getKey(), one.getValue()))
        .toList();
  }

  private static Tags tags(Condition condition) {
    return Tags.of("status", condition.status().text(), "reason", condition.reason());
  }

  private static Map<String, Long> oneOf(String state) {
    Map<String, Long> states =
        zeros(Stream.of(Completeness.values()).map(SyncMetrics::word).toList());
    states.put(state, 1L);
    return states;
  }

  private static Map<String, Long> zeros(List<String> names) {
    return new TreeMap<>(names.stream().collect(Collectors.toMap(Function.identity(), any -> 0L)));
  }

  private static Iterable<MultiGauge.Row<?>> rows(String label, Map<String, Long> values) {
    return values.entrySet().stream()
        .<MultiGauge.Row<?>>map(
            one -> MultiGauge.Row.of(Tags.of(label, one.getKey()), one.getValue()))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
