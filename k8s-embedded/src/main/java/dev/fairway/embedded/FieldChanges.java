package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The fields that differ between two states of an object.
 *
 * @param written new, or with another value
 * @param removed no longer there
 */
record FieldChanges(FieldSet written, FieldSet removed) {

  static FieldChanges between(ResourceKind kind, ObjectNode before, ObjectNode after) {
    Map<String, JsonNode> then = ManagedFieldPaths.values(kind, before);
    Map<String, JsonNode> now = ManagedFieldPaths.values(kind, after);
    return new FieldChanges(
        new FieldSet(
            now.entrySet().stream()
                .filter(field -> !field.getValue().equals(then.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList()),
        new FieldSet(then.keySet().stream().filter(path -> !now.containsKey(path)).toList()));
  }
}
