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
    return all(service).stream().filter(one -> one.getType().equals(type)).findFirst();
  }

  /** The text of the intent that the Service holds; empty: none. */
  static String acceptedText(Service service) {
    return find(service, Condition.ACCEPTED)
        .map(io.fabric8.kubernetes.api.model.Condition::getMessage)
        .orElse("");
  }

  static boolean isProgrammed(Service service) {
    return find(service, Condition.PROGRAMMED)
        .filter(one -> one.getStatus().equals("True"))
        .isPresent();
  }

  /** Those of Fairway, by type, as {@code status reason message}. */
  static TreeMap<String, String> ofFairway(Service service) {
    TreeMap<String, String> ours = new TreeMap<>();
    for (io.fabric8.kubernetes.api.model.Condition one : all(service)) {
      if (one.getType().startsWith("fairway.dev/")) {
        ours.put(one.getType(), one.getStatus() + " " + one.getReason() + " " + one.getMessage());
      }
    }
    return ours;
  }

  /** The same of what a report says. */
  static TreeMap<String, String> of(List<Condition> conditions) {
    TreeMap<String, String> texts = new TreeMap<>();
    for (Condition one : conditions) {
      texts.put(one.type(), one.status().text() + " " + one.reason() + " " + one.message());
    }
    return texts;
  }
}
