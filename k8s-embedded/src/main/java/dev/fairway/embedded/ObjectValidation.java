package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The validation that admission makes of every object, and of the smaller kinds. */
final class ObjectValidation {

  private ObjectValidation() {}

  /**
   * Refuses an object that a real server refuses, as far as this one looks.
   *
   * @param before a missing node for a new object
   */
  static void check(ResourceKind kind, ObjectNode object, JsonNode before) {
    FieldTypeValidation.check(kind, object);
    ValidationErrors findings = new ValidationErrors();
    NameValidation.metadata(findings, kind, object.path("metadata"));
    finalizers(findings, object, before);
    switch (kind.kind()) {
      case "Service" -> ServiceValidation.check(findings, object, before);
      case "EndpointSlice" -> EndpointSliceValidation.check(findings, object, before);
      case "Lease" -> lease(findings, object.path("spec"));
      case "Event" -> event(findings, kind, object);
      case "Pod" -> pod(findings, object.path("spec"));
      default -> {
        // Only what holds for all.
      }
    }
    if (!findings.causes().isEmpty()) {
      throw ApiStatusException.invalid(kind, JsonTrees.name(object), findings.causes());
    }
  }

  private static void finalizers(ValidationErrors findings, JsonNode object, JsonNode before) {
    if (JsonTrees.text(before, "metadata", "deletionTimestamp").isEmpty()) {
      return;
    }
    JsonNode had = JsonTrees.at(before, "metadata", "finalizers");
    for (JsonNode finalizer : JsonTrees.at(object, "metadata", "finalizers")) {
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

  private static void lease(ValidationErrors findings, JsonNode spec) {
    JsonNode duration = spec.path("leaseDurationSeconds");
    if (JsonTrees.present(duration) && duration.asInt() <= 0) {
      findings.invalid("spec.leaseDurationSeconds", duration.toString(), "must be greater than 0");
    }
    JsonNode transitions = spec.path("leaseTransitions");
    if (JsonTrees.present(transitions) && transitions.asInt() < 0) {
      findings.invalid(
          "spec.leaseTransitions", transitions.toString(), "must be greater than or equal to 0");
    }
  }

  private static void event(ValidationErrors findings, ResourceKind kind, JsonNode event) {
    String about = JsonTrees.text(event, "involvedObject", "namespace");
    String namespace = JsonTrees.namespace(event);
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
    String type = JsonTrees.text(event, "type");
    if (!"Normal".equals(type) && !"Warning".equals(type)) {
      findings.invalidText("type", "", "has invalid value: " + type);
    }
    if (JsonTrees.text(event, "message").length() > 1024) {
      findings.invalidText("note", "", "can have at most 1024 characters");
    }
  }

  private static void require(
      ValidationErrors findings, JsonNode event, String stored, String shown) {
    if (JsonTrees.text(event, stored).isEmpty()) {
      findings.required(shown, "");
    }
  }

  private static void pod(ValidationErrors findings, JsonNode spec) {
    if (spec.path("containers").isEmpty()) {
      findings.required("spec.containers", "");
    }
    int index = 0;
    for (JsonNode container : spec.path("containers")) {
      String field = "spec.containers[" + index++ + "]";
      for (String name : new String[] {"name", "image"}) {
        if (JsonTrees.text(container, name).isEmpty()) {
          findings.required(field + "." + name, "");
        }
      }
    }
  }
}
