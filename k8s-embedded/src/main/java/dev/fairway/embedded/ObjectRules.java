package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What every object, and the smaller kinds, must be like. */
final class ObjectRules {

  private ObjectRules() {}

  /**
   * Refuses an object that a real server refuses, as far as this one looks.
   *
   * @param before a missing node for a new object
   */
  static void check(ResourceKind kind, ObjectNode object, JsonNode before) {
    TypeRules.check(kind, object);
    Findings findings = new Findings();
    NameRules.metadata(findings, kind, object.path("metadata"));
    finalizers(findings, object, before);
    switch (kind.kind()) {
      case "Service" -> ServiceRules.check(findings, object, before);
      case "EndpointSlice" -> SliceRules.check(findings, object, before);
      case "Lease" -> lease(findings, object.path("spec"));
      case "Event" -> event(findings, kind, object);
      case "Pod" -> pod(findings, object.path("spec"));
      default -> {
        // Only what holds for all.
      }
    }
    if (!findings.causes().isEmpty()) {
      throw ApiFailure.invalid(kind, Trees.name(object), findings.causes());
    }
  }

  private static void finalizers(Findings findings, JsonNode object, JsonNode before) {
    if (Trees.text(before, "metadata", "deletionTimestamp").isEmpty()) {
      return;
    }
    JsonNode had = Trees.at(before, "metadata", "finalizers");
    for (JsonNode finalizer : Trees.at(object, "metadata", "finalizers")) {
      boolean there = false;
      for (JsonNode one : had) {
        there |= one.equals(finalizer);
      }
      if (!there) {
        findings.forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string{"
                + finalizer
                + "}");
      }
    }
  }

  private static void lease(Findings findings, JsonNode spec) {
    JsonNode duration = spec.path("leaseDurationSeconds");
    if (Trees.present(duration) && duration.asInt() <= 0) {
      findings.invalid("spec.leaseDurationSeconds", duration.toString(), "must be greater than 0");
    }
    JsonNode transitions = spec.path("leaseTransitions");
    if (Trees.present(transitions) && transitions.asInt() < 0) {
      findings.invalid(
          "spec.leaseTransitions", transitions.toString(), "must be greater than or equal to 0");
    }
  }

  private static void event(Findings findings, ResourceKind kind, JsonNode event) {
    String about = Trees.text(event, "involvedObject", "namespace");
    String namespace = Trees.namespace(event);
    if (!about.equals(namespace) && !(about.isEmpty() && "default".equals(namespace))) {
      findings.invalidText("involvedObject.namespace", about, "does not match event.namespace");
    }
    if (kind.group().isEmpty()) {
      return;
    }
    require(findings, event, "eventTime", "eventTime");
    require(findings, event, "reportingComponent", "reportingController");
    require(findings, event, "reportingInstance", "reportingInstance");
    require(findings, event, "action", "action");
    require(findings, event, "reason", "reason");
    String type = Trees.text(event, "type");
    if (!"Normal".equals(type) && !"Warning".equals(type)) {
      findings.invalidText("type", "", "has invalid value: " + type);
    }
    if (Trees.text(event, "message").length() > 1024) {
      findings.invalidText("note", "", "can have at most 1024 characters");
    }
  }

  private static void require(Findings findings, JsonNode event, String stored, String shown) {
    if (Trees.text(event, stored).isEmpty()) {
      findings.required(shown, "");
    }
  }

  private static void pod(Findings findings, JsonNode spec) {
    if (spec.path("containers").isEmpty()) {
      findings.required("spec.containers", "");
    }
    int index = 0;
    for (JsonNode container : spec.path("containers")) {
      String field = "spec.containers[" + index++ + "]";
      for (String name : new String[] {"name", "image"}) {
        if (Trees.text(container, name).isEmpty()) {
          findings.required(field + "." + name, "");
        }
      }
    }
  }
}
