package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.runtime.PlannedSync;
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
 * Finds the Events of passes. Compares with the conditions that Services had before the pass, which
 * it is told as the pass goes on. One thread.
 */
final class SyncEvents {

  private final Map<ServiceKey, List<StoredCondition>> before = new HashMap<>();
  private DriftDetector drift = DriftDetector.NOTHING;

  /** A pass begins to change conditions. */
  void begin() {
    before.clear();
  }

  /** The Service had these conditions when the pass began. */
  void had(ServiceKey service, List<StoredCondition> conditions) {
    before.putIfAbsent(service, conditions);
  }

  /**
   * The Events of a pass that has ended, before its conditions are published.
   *
   * @param shown the Services that may be told about
   * @param newest the conditions that a Service has
   */
  List<ServiceEvent> of(
      SyncReport report,
      Function<ServiceKey, Optional<StoredService>> shown,
      Function<StoredService, List<StoredCondition>> newest) {
    List<ServiceEvent> events = new ArrayList<>();
    for (ServiceStatus status : report.services().values()) {
      shown
          .apply(status.service())
          .flatMap(
              there ->
                  ConditionTransitions.of(
                      there,
                      Optional.ofNullable(before.get(there.key()))
                          .orElseGet(() -> newest.apply(there)),
                      status))
          .ifPresent(events::add);
    }
    repaired(report)
        .forEach(
            (service, rules) ->
                shown
                    .apply(service)
                    .map(there -> ConditionTransitions.driftRepaired(there, rules))
                    .ifPresent(events::add));
    drift = drift.after(report);
    before.clear();
    return events;
  }

  /** How many rules of each Service were put right. */
  private SortedMap<ServiceKey, Integer> repaired(SyncReport report) {
    SortedMap<ServiceKey, Integer> services = new TreeMap<>();
    SortedSet<RuleId> rules = drift.repaired(report);
    Map<RuleId, RuleOrigin> origins =
        report.planned().map(SyncEvents::origins).orElseGet(TreeMap::new);
    for (RuleId rule : rules) {
      RuleOrigin origin = origins.get(rule);
      if (origin != null) {
        origin.services().forEach(service -> services.merge(service, 1, Integer::sum));
      }
    }
    return services;
  }

  private static Map<RuleId, RuleOrigin> origins(PlannedSync pass) {
    return pass.translation().origins();
  }
}
