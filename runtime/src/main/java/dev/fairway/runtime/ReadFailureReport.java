package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.runtime.safety.SafetyBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The report of a sync that could not read the fabric. Where an older inventory is known,
 * declarations are checked against that; else the last good intents stay what they are.
 */
final class ReadFailureReport {

  private final ClusterSnapshot cluster;
  private final SyncFailure failure;
  private final SafetyBaseline baseline;
  private final SortedMap<ServiceKey, ServiceStatus> services = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  ReadFailureReport(ClusterSnapshot cluster, SyncFailure failure, SafetyBaseline baseline) {
    this.cluster = cluster;
    this.failure = failure;
    this.baseline = baseline;
  }

  SyncReport report(String correlationId, boolean dryRun, Optional<ResolvedCluster> resolved) {
    diagnostics.add(SyncDiagnostics.of(cluster.owner(), failure));
    resolved.ifPresentOrElse(this::addResolved, this::addUndecided);
    return new SyncReport(
        correlationId,
        cluster.owner(),
        cluster.completeness(),
        dryRun,
        Optional.empty(),
        List.of(),
        Optional.of(failure),
        services,
        diagnostics);
  }

  private void addResolved(ResolvedCluster resolved) {
    diagnostics.addAll(resolved.diagnostics());
    for (ResolvedService service : resolved.services()) {
      if (service.declaration() instanceof Declaration.Absent) {
        diagnostics.addAll(service.diagnostics());
      } else {
        ServiceStatusBuilder decision = new ServiceStatusBuilder(service, List.of());
        decision.add(finding());
        services.put(service.key(), decision.status(rules(service.key())));
      }
    }
  }

  private void addUndecided() {
    diagnostics.addAll(cluster.diagnostics());
    cluster
        .services()
        .forEach(
            (key, state) -> {
              IntentReading reading = state.reading();
              if (!reading.readable() || reading.asked().isPresent()) {
                services.put(key, undecided(state));
              }
            });
  }

  private ServiceStatus undecided(ServiceState state) {
    List<Diagnostic> own =
        Stream.concat(state.reading().diagnostics().stream(), state.diagnostics().stream())
            .toList();
    Finding worst =
        Stream.concat(own.stream().map(Finding::of).flatMap(Optional::stream), Stream.of(finding()))
            .sorted()
            .findFirst()
            .orElseThrow();
    return new ServiceStatus(
        state.key(),
        Optional.empty(),
        Condition.undecided(state.reading()),
        new Condition(Condition.PROGRAMMED, worst.status(), worst.reason().text(), worst.message()),
        own,
        rules(state.key()));
  }

  private Finding finding() {
    return Finding.unknown(failure.code().reason(), failure.message());
  }

  private List<RuleId> rules(ServiceKey service) {
    return List.copyOf(baseline.rulesOf(service));
  }
}
