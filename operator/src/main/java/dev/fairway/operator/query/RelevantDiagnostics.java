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

/** What a person should know of a pass, and the part of it that concerns a question. Immutable. */
final class RelevantDiagnostics {

  /** What everything is read from: a mistake there may concern any answer. */
  private static final Set<Subject.Kind> EVERYBODYS =
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

  static RelevantDiagnostics of(PlannedSync pass, SyncReport report, List<Diagnostic> besides) {
    List<Diagnostic> all = new ArrayList<>(besides);
    all.addAll(report.allDiagnostics());
    all.addAll(pass.wan().diagnostics());
    all.addAll(pass.observed().diagnostics());
    all.addAll(pass.translation().diagnostics());
    for (ResolvedCluster cluster : pass.resolved().clusters().values()) {
      all.addAll(cluster.diagnostics());
      cluster.services().forEach(service -> all.addAll(service.diagnostics()));
    }
    return new RelevantDiagnostics(all.stream().sorted().distinct().toList());
  }

  /** All, sorted, each once. */
  List<Diagnostic> all() {
    return all;
  }

  /**
   * What a person should know who asks about these Services: what is wrong with them and their
   * namespaces, and with everything that they were read from; nothing about other Services.
   */
  List<Diagnostic> about(Collection<ResolvedService> services) {
    Set<Subject> subjects = new HashSet<>();
    Set<Diagnostic> theirs = new HashSet<>();
    for (ResolvedService service : services) {
      ServiceKey key = service.key();
      subjects.add(key.subject());
      subjects.add(new Subject(Subject.Kind.NAMESPACE, key.cluster() + "/" + key.namespace()));
      theirs.addAll(service.diagnostics());
    }
    return all.stream()
        .filter(
            one ->
                EVERYBODYS.contains(one.subject().kind())
                    || subjects.contains(one.subject())
                    || theirs.contains(one))
        .toList();
  }
}
