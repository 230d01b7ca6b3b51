package dev.fairway.k8s.status;

import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.Hold;
import dev.fairway.runtime.safety.SafetyReview;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Events of the holds of Services: each begins, ends and is approved once. A hold of the
 * cluster has none: it has no Service. Not thread-safe.
 */
final class HoldEvents {

  /** The Services of the holds that last, by the hold's id. */
  private final SortedMap<String, ServiceKey> lasting = new TreeMap<>();

  /**
   * Adds the Events of a sync.
   *
   * @param shown the Services that may get Events
   * @param events those of the conditions; a Service whose condition came to say that it is held
   *     needs no other
   */
  void addTo(
      List<ServiceEvent> events,
      SyncReport report,
      Function<ServiceKey, Optional<ServiceStatusView>> shown) {
    Set<ServiceKey> told =
        events.stream()
            .filter(event -> event.reason().equals(Reason.HELD.text()))
            .map(event -> event.service().key())
            .collect(Collectors.toSet());
    Set<String> now = new HashSet<>();
    for (Hold hold : report.holds()) {
      Optional<ServiceKey> service = hold.key().service();
      if (service.isPresent()) {
        now.add(hold.id());
        boolean begins = lasting.put(hold.id(), service.get()) == null;
        if (begins && !told.contains(service.get())) {
          shown
              .apply(service.get())
              .map(view -> ConditionTransitions.holdBegan(view, hold))
              .ifPresent(events::add);
        }
      }
    }
    Map<String, String> approved =
        report.safety().map(SafetyReview::approved).orElseGet(TreeMap::new);
    lasting.forEach(
        (id, service) -> {
          if (!now.contains(id)) {
            shown
                .apply(service)
                .map(
                    view ->
                        ConditionTransitions.holdEnded(
                            view, id, Optional.ofNullable(approved.get(id))))
                .ifPresent(events::add);
          }
        });
    lasting.keySet().retainAll(now);
  }
}
