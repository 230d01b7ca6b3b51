package dev.fairway.operator.demo;

import dev.fairway.k8s.objects.Parts;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The conditions of a Service as the API holds them: what anybody sees with kubectl. */
final class StoredConditions {

  private StoredConditions() {}

  /**
   * Waits until the API holds what a pass said of a Service: it is written while the passes go on.
   *
   * @param longest how long at most
   * @throws io.fabric8.kubernetes.client.KubernetesClientTimeoutException where it does not come
   */
  static List<Condition> await(KubernetesClient client, ServiceStatus said, Duration longest) {
    Service service =
        client
            .services()
            .inNamespace(said.service().namespace())
            .withName(said.service().name())
            .waitUntilCondition(
                one -> of(one).equals(said.conditions()),
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
    return of(service);
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
        : Parts.list(service.getStatus().getConditions()).stream()
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
        stored.getType(), status, Parts.text(stored.getReason()), Parts.text(stored.getMessage()));
  }
}
