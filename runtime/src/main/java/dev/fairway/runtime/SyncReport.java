package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.SafetyReview;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The result of a sync. Immutable.
 *
 * @param correlationId names the sync in the logs of both sides
 * @param owner whose rules were meant
 * @param completeness whether the owner's cluster was read whole; if not, nothing was planned
 * @param dryRun true where nothing was to be written
 * @param planned what was planned; empty where the fabric could not be read
 * @param outcomes one for each step of the plan, in their order; none where no step was begun
 * @param failure the call that failed, where one did
 * @param holds the holds that last, in their order
 * @param services the status of every Service that asks for something, by key
 * @param diagnostics the diagnostics that belong to no Service, sorted, each once
 * @param otherWriters the other processes that were lately seen to write for the same owner
 */
public record SyncReport(
    String correlationId,
    OwnerId owner,
    Completeness completeness,
    boolean dryRun,
    Optional<PlannedSync> planned,
    List<StepOutcome> outcomes,
    Optional<SyncFailure> failure,
    List<Hold> holds,
    SortedMap<ServiceKey, ServiceStatus> services,
    List<Diagnostic> diagnostics,
    List<OtherWriter> otherWriters) {

  /** Copies and sorts. */
  public SyncReport {
    outcomes = List.copyOf(outcomes);
    holds = List.copyOf(holds);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    diagnostics = diagnostics.stream().sorted().distinct().toList();
    otherWriters = List.copyOf(otherWriters);
  }

  /** A result without other writers. */
  public SyncReport(
      String correlationId,
      OwnerId owner,
      Completeness completeness,
      boolean dryRun,
      Optional<PlannedSync> planned,
      List<StepOutcome> outcomes,
      Optional<SyncFailure> failure,
      List<Hold> holds,
      SortedMap<ServiceKey, ServiceStatus> services,
      List<Diagnostic> diagnostics) {
    this(
        correlationId,
        owner,
        completeness,
        dryRun,
        planned,
        outcomes,
        failure,
        holds,
        services,
        diagnostics,
        List.of());
  }

  SyncReport with(List<OtherWriter> writers) {
    return new SyncReport(
        correlationId,
        owner,
        completeness,
        dryRun,
        planned,
        outcomes,
        failure,
        holds,
        services,
        diagnostics,
        writers);
  }

  /** What was held back, where something was planned. */
  public Optional<SafetyReview> safety() {
    return planned.map(PlannedSync::safety);
  }

  /** The Services of which something is held, by a hold of their own or of the cluster. */
  public SortedSet<ServiceKey> heldServices() {
    SortedSet<ServiceKey> held = new TreeSet<>();
    holds.forEach(hold -> hold.key().service().ifPresent(held::add));
    safety().map(SafetyReview::retained).orElse(List.of()).stream()
        .filter(address -> address.hold().isPresent())
        .forEach(address -> address.service().ifPresent(held::add));
    return Collections.unmodifiableSortedSet(held);
  }

  /** The owner's rules that another writer changed, as the sync found them, where there are any. */
  public Optional<Drift> drift() {
    return planned.flatMap(PlannedSync::drift);
  }

  /** True where the sync put right what another writer had changed. */
  public boolean driftRepaired() {
    return drift().isPresent() && wrote() && succeeded();
  }

  /** How long the plan waits because it would only put right what another writer undoes. */
  public Optional<Duration> mendIn() {
    return planned.flatMap(PlannedSync::mendIn);
  }

  /** True where the fabric was read and does all that the plan wanted, or would in a dry run. */
  public boolean succeeded() {
    return completeness == Completeness.COMPLETE
        && failure.isEmpty()
        && mendIn().isEmpty()
        && outcomes.stream().allMatch(outcome -> outcome instanceof StepOutcome.Applied);
  }

  /** True where something was written, or may have been. */
  public boolean wrote() {
    return !dryRun
        && (hasOutcome(StepOutcome.Applied.class) || hasOutcome(StepOutcome.Unknown.class));
  }

  private boolean hasOutcome(Class<? extends StepOutcome> type) {
    return outcomes.stream().anyMatch(type::isInstance);
  }

  /**
   * True where trying the same again soon makes sense: a call or a step failed in a way that may be
   * temporary, or with an unknown outcome.
   */
  public boolean worthRetrying() {
    boolean failed = hasOutcome(StepOutcome.Failed.class);
    return failure.filter(call -> call.kind().retryable()).isPresent()
        || outcomes.stream()
            .anyMatch(
                outcome ->
                    outcome.<Boolean>fold(
                        applied -> false,
                        skipped -> !failed,
                        step -> step.kind().retryable(),
                        unknown -> true));
  }

  /** How long the fabric asked to be left alone, where it did. */
  public Optional<Duration> retryAfter() {
    return failure.flatMap(SyncFailure::retryAfter);
  }

  /** All diagnostics, of Services and besides, sorted, each once. */
  public List<Diagnostic> allDiagnostics() {
    return Stream.concat(
            diagnostics.stream(),
            services.values().stream().flatMap(service -> service.diagnostics().stream()))
        .sorted()
        .distinct()
        .toList();
  }
}
