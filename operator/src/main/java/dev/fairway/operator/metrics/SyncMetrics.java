package dev.fairway.operator.metrics;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.status.StatusListener;
import dev.fairway.runtime.BackendCall;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.Drift;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The metrics of syncs, of their steps, of the calls to the backend, and of the statuses and Events
 * that are written to the cluster. Thread-safe.
 */
final class SyncMetrics implements SyncListener, LoopListener, StatusListener {

  /** 10 ms to 2 minutes: one call or one sync; what takes longer ran into a deadline. */
  private static final Duration[] SYNC_BUCKETS =
      millis(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000);

  /** 100 ms to 15 minutes: from a change to the fabric, retries included. */
  private static final Duration[] CHANGE_BUCKETS =
      millis(100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000);

  private static final List<String> ACTIONS = List.of("install", "replace", "remove");
  private static final List<String> DECLARATIONS = List.of("valid", "held", "unusable", "absent");

  private final MeterRegistry registry;
  private final SafetyMetrics safety;
  private final Timer syncs;
  private final Timer changes;
  private final Counter drifts;
  private final Counter repairs;
  private final Counter overwritten;
  private final AtomicInteger rules = new AtomicInteger();
  private final AtomicInteger otherWriters = new AtomicInteger();
  private final MultiGauge steps;
  private final MultiGauge declarations;
  private final MultiGauge programmed;
  private final MultiGauge completeness;

  SyncMetrics(MeterRegistry registry, LongSupplier nanoClock) {
    this.registry = registry;
    this.safety = new SafetyMetrics(registry, CHANGE_BUCKETS, nanoClock);
    this.syncs = timer("fairway.sync.duration", "How long a sync took", SYNC_BUCKETS);
    this.changes =
        timer(
            "fairway.change.duration",
            "From a change in the cluster until the fabric does it",
            CHANGE_BUCKETS);
    this.drifts =
        Counter.builder("fairway.drift.detected")
            .description("How often rules of ours were found changed by another writer")
            .register(registry);
    this.repairs =
        Counter.builder("fairway.drift.repaired")
            .description("How often such rules were put right")
            .register(registry);
    this.overwritten =
        Counter.builder("fairway.status.overwritten")
            .description("How often another writer changed a Service's status after it was written")
            .register(registry);
    Gauge.builder("fairway.rules", rules, AtomicInteger::get)
        .description("Rules of ours on the fabric after the last sync that read it")
        .register(registry);
    Gauge.builder("fairway.other.writers", otherWriters, AtomicInteger::get)
        .description("Other processes lately seen to write for the same owner")
        .register(registry);
    this.steps = multi("fairway.plan.steps", "Steps of the last plan");
    this.declarations = multi("fairway.services", "Services by what is in force for them");
    this.programmed =
        multi("fairway.services.programmed", "Services that ask, by their condition Programmed");
    this.completeness = multi("fairway.cluster.state", "1 for how whole the cluster was read");
    Stream.of("succeeded", "incomplete", "unread", "failed").forEach(this::syncCounter);
    Stream.of("applied", "skipped", "failed", "unknown").forEach(this::stepCounter);
    Stream.of("written", "failed", "too-long").forEach(this::statuses);
    Stream.of("written", "failed", "left-out").forEach(this::events);
  }

  private static Duration[] millis(long... ends) {
    return LongStream.of(ends).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private MultiGauge multi(String name, String meaning) {
    return MultiGauge.builder(name).description(meaning).register(registry);
  }

  private Counter syncCounter(String result) {
    return counter("fairway.syncs", "Syncs by their result", "result", result);
  }

  private Counter stepCounter(String outcome) {
    return counter("fairway.steps", "Steps of plans by their outcome", "outcome", outcome);
  }

  private Counter counter(String name, String meaning, String label, String value) {
    return Counter.builder(name).description(meaning).tag(label, value).register(registry);
  }

  private Timer timer(String name, String meaning, Duration[] buckets, String... tags) {
    return Timer.builder(name)
        .description(meaning)
        .serviceLevelObjectives(buckets)
        .tags(tags)
        .register(registry);
  }

  @Override
  public void backendCalled(BackendCall call) {
    timer(
            "fairway.backend.call.duration",
            "How long a call to the backend took",
            SYNC_BUCKETS,
            "operation",
            call.stage().text(),
            "outcome",
            call.failure().map(failure -> word(failure.kind())).orElse("ok"))
        .record(call.took());
  }

  @Override
  public void changesApplied(SyncReport report, Duration sinceChange) {
    changes.record(sinceChange);
  }

  /** A process that stands by makes no sync: it shows no state of an old one. */
  @Override
  public void stateChanged(LoopState state) {
    safety.stateChanged(state);
    if (state.phase() == LoopState.Phase.STANDBY) {
      rules.set(0);
      otherWriters.set(0);
      Stream.of(steps, declarations, programmed, completeness)
          .forEach(gauge -> gauge.register(List.of(), true));
    }
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    syncs.record(took);
    otherWriters.set(report.otherWriters().size());
    safety.syncEnded(report, took);
    syncCounter(result(report)).increment();
    completeness.register(rows("state", oneOf(word(report.completeness()))), true);
    if (report.drift().filter(Drift::isNew).isPresent()) {
      drifts.increment();
    }
    if (report.driftRepaired()) {
      repairs.increment();
    }
    report.outcomes().forEach(outcome -> stepCounter(word(outcome)).increment());
    report.planned().ifPresent(planned -> planSteps(planned, report));
    programmed.register(programmedRows(report), true);
  }

  private static String result(SyncReport report) {
    if (report.succeeded()) {
      return "succeeded";
    }
    if (report.planned().isEmpty()) {
      return "unread";
    }
    return report.completeness() == Completeness.COMPLETE ? "failed" : "incomplete";
  }

  private static String word(StepOutcome outcome) {
    return outcome.fold(
        applied -> "applied", skipped -> "skipped", failed -> "failed", lost -> "unknown");
  }

  private void planSteps(PlannedSync planned, SyncReport report) {
    Plan plan = planned.plan();
    boolean inForce = report.succeeded() && !report.dryRun();
    rules.set(inForce ? plan.after().size() : planned.observed().mine().size());
    Map<String, Long> byAction = zeros(ACTIONS);
    plan.steps().forEach(step -> byAction.merge(action(step), 1L, Long::sum));
    steps.register(rows("action", byAction), true);
    ResolvedCluster cluster = planned.cluster();
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
        .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(count.getKey(), count.getValue()))
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
    return new TreeMap<>(names.stream().collect(Collectors.toMap(Function.identity(), name -> 0L)));
  }

  private static Iterable<MultiGauge.Row<?>> rows(String label, Map<String, Long> values) {
    return values.entrySet().stream()
        .<MultiGauge.Row<?>>map(
            value -> MultiGauge.Row.of(Tags.of(label, value.getKey()), value.getValue()))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private Counter statuses(String outcome) {
    return counter(
        "fairway.status.writes",
        "Tries to write a Service's status, by their outcome",
        "outcome",
        outcome);
  }

  private Counter events(String outcome) {
    return counter("fairway.events", "Events of Kubernetes, by their outcome", "outcome", outcome);
  }

  @Override
  public void statusWritten(ServiceKey service) {
    statuses("written").increment();
  }

  @Override
  public void statusFailed(ServiceKey service, String problem) {
    statuses("failed").increment();
  }

  @Override
  public void statusOverwritten(ServiceKey service) {
    overwritten.increment();
  }

  @Override
  public void acceptedTooLong(ServiceKey service) {
    statuses("too-long").increment();
  }

  @Override
  public void eventWritten() {
    events("written").increment();
  }

  @Override
  public void eventFailed(String problem) {
    events("failed").increment();
  }

  @Override
  public void eventsLeftOut(int count) {
    events("left-out").increment(count);
  }
}
