package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells of every pass that something came of, as it ends. One thread at a time. */
final class PassTeller {

  private final StoryPrinter narrator;
  private ClusterSnapshot cluster;
  private SortedMap<ServiceKey, List<Condition>> conditions;

  /** Tells of what is different from that pass on. */
  PassTeller(StoryPrinter narrator, SeenPass last) {
    this.narrator = narrator;
    this.cluster = cluster(last.fleet());
    this.conditions = conditions(last);
  }

  void tell(SeenPass pass) {
    String news = FleetNews.between(cluster, cluster(pass.fleet()));
    SortedMap<ServiceKey, List<Condition>> now = conditions(pass);
    boolean acted = !pass.steps().isEmpty() || pass.report().failure().isPresent();
    if (acted || !news.isEmpty() || !now.equals(conditions)) {
      narrator.pass(
          new PlayedPass(
              narrator.scene(),
              news.isEmpty() ? "looked again" : news,
              List.of(pass),
              pass.took()));
      pass.report().services().values().stream()
          .filter(one -> !one.conditions().equals(conditions.get(one.service())))
          .forEach(this::tell);
      narrator.flush();
    }
    cluster = cluster(pass.fleet());
    conditions = now;
  }

  private void tell(ServiceStatus status) {
    List<Diagnostic> said =
        status.diagnostics().stream().filter(one -> one.severity() != Severity.INFO).toList();
    narrator.diagnostics(said);
    narrator.conditions(status.conditions(), said);
  }

  private static ClusterSnapshot cluster(FleetSnapshot fleet) {
    return Optional.ofNullable(fleet.clusters().get(DemoCluster.NAME)).orElseThrow();
  }

  private static SortedMap<ServiceKey, List<Condition>> conditions(SeenPass pass) {
    SortedMap<ServiceKey, List<Condition>> conditions = new TreeMap<>();
    pass.report().services().forEach((key, status) -> conditions.put(key, status.conditions()));
    return conditions;
  }
}
