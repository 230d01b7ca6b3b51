package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ConditionObject;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.status.StoredCondition;
import dev.fairway.k8s.status.StoredService;
import java.util.Comparator;

/** A Service that was read, as far as its status is concerned. */
final class StoredServices {

  private StoredServices() {}

  static StoredService of(String cluster, ServiceView service) {
    ServiceStatusView kept = service.bookkeeping();
    return new StoredService(
        new ServiceKey(cluster, service.facts().namespace(), service.facts().name()),
        kept.uid(),
        kept.resourceVersion(),
        kept.generation(),
        kept.deleting(),
        kept.conditions().stream()
            .map(StoredServices::condition)
            .sorted(Comparator.comparing(StoredCondition::type))
            .toList());
  }

  private static StoredCondition condition(ConditionObject condition) {
    return new StoredCondition(
        condition.type(),
        condition.status(),
        condition.reason(),
        condition.message(),
        condition.lastTransitionTime(),
        condition.observedGeneration());
  }
}
