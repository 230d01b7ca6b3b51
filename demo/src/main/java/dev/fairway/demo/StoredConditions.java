package dev.fairway.demo;

import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.runtime.Condition;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.stream.Stream;

/** Fairway's conditions of a Service as the API server holds them. */
final class StoredConditions {

  private StoredConditions() {}

  /** Those of a Service, accepted first. */
  static List<Condition> of(Service service) {
    if (service.getStatus() == null) {
      return List.of();
    }
    return Stream.of(Condition.ACCEPTED, Condition.PROGRAMMED)
        .flatMap(
            type ->
                ObjectFields.list(service.getStatus().getConditions()).stream()
                    .filter(stored -> type.equals(stored.getType()))
                    .limit(1))
        .map(
            stored ->
                new Condition(
                    stored.getType(),
                    status(stored.getStatus()),
                    ObjectFields.text(stored.getReason()),
                    ObjectFields.text(stored.getMessage())))
        .toList();
  }

  private static Condition.Status status(String text) {
    return Stream.of(Condition.Status.values())
        .filter(status -> status.text().equals(text))
        .findFirst()
        .orElse(Condition.Status.UNKNOWN);
  }
}
