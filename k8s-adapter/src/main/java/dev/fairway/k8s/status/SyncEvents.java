package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Events of syncs: the differences to the conditions that Services had before the sync. Not
 * thread-safe.
 */
final class SyncEvents {

  private final Map<ServiceKey, List<StoredCondition>> before = new HashMap<>();
  private final HoldEvents holds = new HoldEvents();

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
    if (report.driftRepaired()) {
      report.planned().ifPresent(sync -> addRepaired(sync, shown, events));
    }
    holds.addTo(events, report, shown);
    before.clear();
    return events;
  }

  private static void addRepaired(
      PlannedSync sync,
      Function<ServiceKey, Optional<ServiceStatusView>> shown,
      List<ServiceEvent> events) {
    sync.drift()
        .ifPresent(
            drift ->
                sync.drifted()
                    .forEach(
                        (service, rules) ->
                            shown
                                .apply(service)
                                .map(
                                    view ->
                                        ConditionTransitions.driftRepaired(
                                            view, drift.sentence(rules)))
                                .ifPresent(events::add)));
  }
}
