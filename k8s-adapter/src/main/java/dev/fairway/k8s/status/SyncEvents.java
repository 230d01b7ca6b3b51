package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The Events of syncs: the differences to the conditions that Services had before the sync. Not
 * thread-safe.
 */
final class SyncEvents {

  private final Map<ServiceKey, List<StoredCondition>> before = new HashMap<>();
  private DriftDetector drift = DriftDetector.NOTHING;

  /** A sync begins to change conditions. */
  void begin() {
    before.clear();
  }

  /** Records the conditions of a Service when the sync began. */
  void recordBefore(ServiceKey service, List<StoredCondition> conditions) {
    before.putIfAbsent(service, conditions);
  }

  /**
   * The Events of a sync that has ended, before its conditions are published.
   *
   * @param shown the Services that may get Events
   * @param newest the conditions that a Service has
   */
  List<ServiceEvent> of(
      SyncReport report,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      Function<ServiceStatusView, List<StoredCondition>> newest) {
    List<ServiceEvent> events = new ArrayList<>();
    for (ServiceStatus status : report.services().values()) {
      shown
          .apply(status.service())
          .flatMap(
              view ->
                  ConditionTransitions.of(
                      view,
                      Optional.ofNullable(before.get(view.key()))
                          .orElseGet(() -> newest.apply(view)),
                      status))
          .ifPresent(events::add);
    }
    repaired(report)
        .forEach(
            (service, rules) ->
                shown
                    .apply(service)
                    .map(view -> ConditionTransitions.driftRepaired(view, rules))
                    .ifPresent(events::add));
    drift = drift.after(report);
    before.clear();
    return events;
  }

  /** The number of repaired rules of each Service. */
  private SortedMap<ServiceKey, Integer> repaired(SyncReport report) {
    SortedMap<ServiceKey, Integer> services = new TreeMap<>();
    SortedSet<RuleId> rules = drift.repaired(report);
    Map<RuleId, RuleOrigin> origins =
        report.planned().map(sync -> sync.translation().origins()).orElseGet(TreeMap::new);
    for (RuleId rule : rules) {
      RuleOrigin origin = origins.get(rule);
      if (origin != null) {
        origin.services().forEach(service -> services.merge(service, 1, Integer::sum));
      }
    }
    return services;
  }
}
