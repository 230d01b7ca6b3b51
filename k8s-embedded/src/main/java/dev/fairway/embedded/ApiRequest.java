package dev.fairway.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A request about objects.
 *
 * @param namespace empty for all namespaces, and for objects that have none
 * @param name empty for a collection
 * @param subresource empty for the object itself
 * @param agent who sends it, as the User-Agent header says, up to the first slash
 * @param contentType without parameters
 * @param table whether the answer is to be a table
 */
record ApiRequest(
    ApiVerb verb,
    ResourceKind kind,
    String namespace,
    String name,
    String subresource,
    Map<String, String> query,
    String agent,
    String contentType,
    boolean table,
    String body) {

  String query(String parameter) {
    return query.getOrDefault(parameter, "");
  }

  boolean flag(String parameter) {
    String value = query(parameter);
    return "true".equals(value) || "1".equals(value);
  }

  boolean dryRun() {
    String value = query("dryRun");
    if (!value.isEmpty() && !"All".equals(value)) {
      throw ApiStatusException.invalidOptions(
          "PatchOptions",
          new FieldError(
              "FieldValueNotSupported",
              "Unsupported value: \"" + value + "\": supported values: \"All\"",
              "dryRun"));
    }
    return !value.isEmpty();
  }

  boolean ofStatus() {
    return "status".equals(subresource);
  }

  String path() {
    return ObjectStore.path(namespace, name);
  }

  /** Who writes, as managed fields name it. */
  String fieldManager() {
    return query("fieldManager").isEmpty() ? agent : query("fieldManager");
  }

  JsonNode json() {
    try {
      return JsonTrees.MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw ApiStatusException.badRequest(
          "the in-process API reads JSON only, and this is not: "
              + notJson.getOriginalMessage().split(" \\(", 2)[0]);
    }
  }

  /** The object in the body, which must be of this kind where it says what it is. */
  ObjectNode object() {
    if (!(json() instanceof ObjectNode object)) {
      throw ApiStatusException.badRequest(
          "the object provided is unrecognized (must be of type " + kind.kind() + ")");
    }
    String said = JsonTrees.text(object, "kind");
    String version = JsonTrees.text(object, "apiVersion");
    boolean otherKind = !said.isEmpty() && !said.equals(kind.kind());
    boolean otherVersion = !version.isEmpty() && !version.equals(kind.apiVersion());
    if (otherKind || otherVersion) {
      throw ApiStatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s of %s"
              .formatted(said, version, kind.kind(), kind.apiVersion()));
    }
    return object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
  }
}
