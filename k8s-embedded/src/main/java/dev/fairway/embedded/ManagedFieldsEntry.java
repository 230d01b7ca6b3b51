package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of {@code metadata.managedFields}: the fields that one manager wrote by one operation.
 */
record ManagedFieldsEntry(
    String manager,
    String operation,
    String apiVersion,
    String time,
    String subresource,
    FieldSet fields) {

  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  static ManagedFieldsEntry parse(JsonNode entry) {
    return new ManagedFieldsEntry(
        JsonTrees.text(entry, "manager"),
        JsonTrees.text(entry, "operation"),
        JsonTrees.text(entry, "apiVersion"),
        JsonTrees.text(entry, "time"),
        JsonTrees.text(entry, "subresource"),
        FieldSet.parse(entry.path("fieldsV1")));
  }

  ObjectNode json() {
    ObjectNode entry = JsonTrees.object().put("manager", manager).put("operation", operation);
    entry.put("apiVersion", apiVersion).put("time", time).put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", fields.json());
    if (!subresource.isEmpty()) {
      entry.put("subresource", subresource);
    }
    return entry;
  }

  /** An applier stays the same whatever version of the API it uses. */
  boolean isSame(ManagedFieldsEntry other) {
    return manager.equals(other.manager)
        && operation.equals(other.operation)
        && subresource.equals(other.subresource)
        && (APPLY.equals(operation) || apiVersion.equals(other.apiVersion));
  }

  ManagedFieldsEntry with(FieldSet other) {
    return new ManagedFieldsEntry(manager, operation, apiVersion, time, subresource, other);
  }

  /** As in the message of a conflict. */
  String readable() {
    String part = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
    return "\"" + manager + "\"" + part + " using " + apiVersion;
  }
}
