package dev.fairway.runtime;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
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
        put(service.key(), ServiceStatusBuilder.of(service, List.of()));
      }
    }
  }

  private void addUndecided() {
    diagnostics.addAll(cluster.diagnostics());
    for (ServiceState state : cluster.services().values()) {
      if (!state.reading().readable() || state.reading().intent().isPresent()) {
        put(state.key(), ServiceStatusBuilder.undecided(state));
      }
    }
  }

  private void put(ServiceKey service, ServiceStatusBuilder status) {
    status.add(Finding.unknown(failure.code().reason(), failure.message()));
    services.put(service, status.status(List.copyOf(baseline.rulesOf(service))));
  }
}
