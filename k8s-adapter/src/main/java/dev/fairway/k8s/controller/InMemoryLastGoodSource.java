package dev.fairway.k8s.controller;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last good intents where no status is written: those that the syncs of this process accepted.
 * Conditions from earlier are ignored, because nothing keeps them up to date.
 */
final class InMemoryLastGoodSource implements LastGoodSource, SyncListener {

  private final Map<ServiceKey, String> texts = new ConcurrentHashMap<>();

  @Override
  public Optional<String> of(ServiceStatusView shown) {
    return Optional.ofNullable(texts.get(shown.key()));
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    if (report.planned().filter(PlannedSync::isComplete).isEmpty()) {
      return;
    }
    texts.keySet().retainAll(report.services().keySet());
    for (ServiceStatus status : report.services().values()) {
      status
          .accepted()
          .ifPresentOrElse(
              text -> texts.put(status.service(), text), () -> texts.remove(status.service()));
    }
  }
}
