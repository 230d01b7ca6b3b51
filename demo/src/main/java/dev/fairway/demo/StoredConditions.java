package dev.fairway.demo;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.runtime.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditions of a Service as the API holds them: what anybody sees with kubectl. */
final class StoredConditions {

  private StoredConditions() {}

  /** Those of a Service; none where it is not there. */
  static List<Condition> of(KubernetesClient client, ServiceKey key) {
    return Optional.ofNullable(
            client.services().inNamespace(key.namespace()).withName(key.name()).get())
        .map(StoredConditions::of)
        .orElse(List.of());
  }

  /** Fairway's own, accepted first. */
  static List<Condition> of(Service service) {
    return Stream.of(Condition.ACCEPTED, Condition.PROGRAMMED)
        .flatMap(type -> of(service, type).stream())
        .toList();
  }

  private static Optional<Condition> of(Service service, String type) {
    return service.getStatus() == null
        ? Optional.empty()
        : ObjectFields.list(service.getStatus().getConditions()).stream()
            .filter(one -> type.equals(one.getType()))
            .map(StoredConditions::condition)
            .findFirst();
  }

  private static Condition condition(io.fabric8.kubernetes.api.model.Condition stored) {
    Condition.Status status =
        Stream.of(Condition.Status.values())
            .filter(one -> one.text().equals(stored.getStatus()))
            .findFirst()
            .orElse(Condition.Status.UNKNOWN);
    return new Condition(
        stored.getType(),
        status,
        ObjectFields.text(stored.getReason()),
        ObjectFields.text(stored.getMessage()));
  }
}
