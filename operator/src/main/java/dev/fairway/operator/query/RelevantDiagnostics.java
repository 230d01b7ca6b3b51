package dev.fairway.operator.query;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The diagnostics of a sync, and the part of them that concerns a query. Immutable. */
final class RelevantDiagnostics {

  /** The kinds of what everything is read from: a mistake there may concern any query. */
  private static final Set<Subject.Kind> SOURCES =
      EnumSet.of(
          Subject.Kind.FILE,
          Subject.Kind.SETTING,
          Subject.Kind.BACKEND,
          Subject.Kind.CLUSTER,
          Subject.Kind.SITE);

  private final List<Diagnostic> all;

  private RelevantDiagnostics(List<Diagnostic> all) {
    this.all = all;
  }

  static RelevantDiagnostics of(PlannedSync sync, SyncReport report, List<Diagnostic> others) {
    List<Diagnostic> all = new ArrayList<>(others);
    all.addAll(report.allDiagnostics());
    all.addAll(sync.wan().diagnostics());
    all.addAll(sync.observed().diagnostics());
    all.addAll(sync.translation().diagnostics());
    for (ResolvedCluster cluster : sync.resolved().clusters().values()) {
      all.addAll(cluster.diagnostics());
      cluster.services().forEach(service -> all.addAll(service.diagnostics()));
    }
    return new RelevantDiagnostics(all.stream().sorted().distinct().toList());
  }

  /** All diagnostics, sorted, each once. */
  List<Diagnostic> all() {
    return all;
  }

  /**
   * The diagnostics of some Services: those of the Services and of their namespaces, and those of
   * everything that was read; none of other Services.
   */
  List<Diagnostic> about(Collection<ResolvedService> services) {
    Set<Subject> subjects = new HashSet<>();
    Set<Diagnostic> ofServices = new HashSet<>();
    for (ResolvedService service : services) {
      ServiceKey key = service.key();
      subjects.add(key.subject());
      subjects.add(new Subject(Subject.Kind.NAMESPACE, key.cluster() + "/" + key.namespace()));
      ofServices.addAll(service.diagnostics());
    }
    return all.stream()
        .filter(
            diagnostic ->
                SOURCES.contains(diagnostic.subject().kind())
                    || subjects.contains(diagnostic.subject())
                    || ofServices.contains(diagnostic))
        .toList();
  }
}
