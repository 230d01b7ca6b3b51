package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One entry of {@code metadata.managedFields}: who wrote which fields, and how. */
record FieldOwner(
    String manager,
    String operation,
    String apiVersion,
    String time,
    String subresource,
    FieldSet fields) {

  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  static FieldOwner parse(JsonNode entry) {
    return new FieldOwner(
        Trees.text(entry, "manager"),
        Trees.text(entry, "operation"),
        Trees.text(entry, "apiVersion"),
        Trees.text(entry, "time"),
        Trees.text(entry, "subresource"),
        FieldSet.parse(entry.path("fieldsV1")));
  }

  ObjectNode json() {
    ObjectNode entry = Trees.object().put("manager", manager).put("operation", operation);
    entry.put("apiVersion", apiVersion).put("time", time).put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", fields.json());
    if (!subresource.isEmpty()) {
      entry.put("subresource", subresource);
    }
    return entry;
  }

  /** An applier stays the same whatever version of the API it uses. */
  boolean isSame(FieldOwner other) {
    return manager.equals(other.manager)
        && operation.equals(other.operation)
        && subresource.equals(other.subresource)
        && (APPLY.equals(operation) || apiVersion.equals(other.apiVersion));
  }

  FieldOwner with(FieldSet other) {
    return new FieldOwner(manager, operation, apiVersion, time, subresource, other);
  }

  /** As in the message of a conflict. */
  String readable() {
    String part = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
    return "\"" + manager + "\"" + part + " using " + apiVersion;
  }
}
