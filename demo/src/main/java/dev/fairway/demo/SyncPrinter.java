package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.demo.DemoSync.RecordedSync;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prints every sync that changed something, or that read something new: what is different in the
 * cluster since the one before, the changes, and the conditions that are new. For one thread at a
 * time.
 */
final class SyncPrinter {

  private final StoryPrinter printer;
  private ClusterSnapshot cluster;
  private SortedMap<ServiceKey, List<Condition>> conditions;

  /** Prints what is different from the last sync on. */
  SyncPrinter(StoryPrinter printer, RecordedSync last) {
    this.printer = printer;
    this.cluster = cluster(last.fleet());
    this.conditions = conditions(last);
  }

  void print(RecordedSync sync) {
    String changes = difference(cluster, cluster(sync.fleet()));
    SortedMap<ServiceKey, List<Condition>> now = conditions(sync);
    boolean acted = !sync.steps().isEmpty() || sync.report().failure().isPresent();
    if (acted || !changes.isEmpty() || !now.equals(conditions)) {
      String occasion = changes.isEmpty() ? "looked again" : changes;
      printer.sync(new DemoSync(printer.scene(), occasion, List.of(sync), sync.took()));
      sync.report().services().values().stream()
          .filter(status -> !status.conditions().equals(conditions.get(status.service())))
          .forEach(this::print);
      printer.flush();
    }
    cluster = cluster(sync.fleet());
    conditions = now;
  }

  private void print(ServiceStatus status) {
    List<Diagnostic> problems =
        status.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() != Severity.INFO)
            .toList();
    printer.diagnostics(problems);
    printer.conditions(status.conditions(), problems);
  }

  private static ClusterSnapshot cluster(FleetSnapshot fleet) {
    return Optional.ofNullable(fleet.clusters().get(DemoCluster.NAME)).orElseThrow();
  }

  private static SortedMap<ServiceKey, List<Condition>> conditions(RecordedSync sync) {
    SortedMap<ServiceKey, List<Condition>> conditions = new TreeMap<>();
    sync.report().services().forEach((key, status) -> conditions.put(key, status.conditions()));
    return conditions;
  }

  /** {@code default/cart asks anew, 1 more}; empty where nothing is different. */
  static String difference(ClusterSnapshot before, ClusterSnapshot after) {
    SortedSet<ServiceKey> keys = new TreeSet<>(before.services().keySet());
    keys.addAll(after.services().keySet());
    List<String> changes = new ArrayList<>();
    for (ServiceKey key : keys) {
      change(
              Optional.ofNullable(before.services().get(key)),
              Optional.ofNullable(after.services().get(key)))
          .ifPresent(what -> changes.add(key.namespace() + "/" + key.name() + " " + what));
    }
    return switch (changes.size()) {
      case 0 -> "";
      case 1 -> changes.get(0);
      default -> changes.get(0) + ", " + (changes.size() - 1) + " more";
    };
  }

  private static Optional<String> change(
      Optional<ServiceState> before, Optional<ServiceState> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.of(after.isPresent() ? "is created" : "is deleted");
    }
    ServiceState old = before.get();
    ServiceState now = after.get();
    if (!old.reading().annotations().equals(now.reading().annotations())) {
      return Optional.of(now.reading().annotations().isEmpty() ? "asks no more" : "asks anew");
    }
    if (!old.endpoints().equals(now.endpoints())) {
      return Optional.of("has other pods");
    }
    return old.ports().equals(now.ports()) ? Optional.empty() : Optional.of("has other ports");
  }
}
