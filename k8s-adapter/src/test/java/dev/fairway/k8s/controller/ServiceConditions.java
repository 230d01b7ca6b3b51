package dev.fairway.k8s.controller;

import dev.fairway.runtime.Condition;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The conditions of a Service as the API holds them. */
final class ServiceConditions {

  private ServiceConditions() {}

  static List<io.fabric8.kubernetes.api.model.Condition> all(Service service) {
    return service.getStatus() == null ? List.of() : service.getStatus().getConditions();
  }

  static Optional<io.fabric8.kubernetes.api.model.Condition> find(Service service, String type) {
    return all(service).stream().filter(condition -> condition.getType().equals(type)).findFirst();
  }

  /** The text of the intent that the Service holds; empty: none. */
  static String acceptedText(Service service) {
    return find(service, Condition.ACCEPTED)
        .map(io.fabric8.kubernetes.api.model.Condition::getMessage)
        .orElse("");
  }

  static boolean isProgrammed(Service service) {
    return find(service, Condition.PROGRAMMED)
        .filter(condition -> condition.getStatus().equals("True"))
        .isPresent();
  }

  /** Those of Fairway, by type, as {@code status reason message}. */
  static TreeMap<String, String> ofFairway(Service service) {
    TreeMap<String, String> ours = new TreeMap<>();
    for (io.fabric8.kubernetes.api.model.Condition condition : all(service)) {
      if (condition.getType().startsWith("fairway.dev/")) {
        ours.put(
            condition.getType(),
            condition.getStatus() + " " + condition.getReason() + " " + condition.getMessage());
      }
    }
    return ours;
  }

  /** The same of what a report says. */
  static TreeMap<String, String> of(List<Condition> conditions) {
    TreeMap<String, String> texts = new TreeMap<>();
    for (Condition condition : conditions) {
      texts.put(
          condition.type(),
          condition.status().text() + " " + condition.reason() + " " + condition.message());
    }
    return texts;
  }
}
