package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The response to a request: a status code and a JSON body. */
record JsonResponse(int code, JsonNode body) {

  static JsonResponse ok(JsonNode body) {
    return new JsonResponse(200, body);
  }

  static JsonResponse created(JsonNode body) {
    return new JsonResponse(201, body);
  }

  /** The Status of an object that was deleted. */
  static ObjectNode success(ResourceKind kind, ObjectNode gone) {
    ObjectNode status = JsonTrees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    ObjectNode details = status.put("status", "Success").putObject("details");
    details.put("name", JsonTrees.name(gone));
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    details.put("kind", kind.plural()).put("uid", JsonTrees.text(gone, "metadata", "uid"));
    return status;
  }
}
