package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request is answered with. */
record Answer(int code, JsonNode body) {

  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }

  static Answer created(JsonNode body) {
    return new Answer(201, body);
  }

  /** The Status of an object that was deleted. */
  static ObjectNode success(ResourceKind kind, ObjectNode gone) {
    ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    ObjectNode details = status.put("status", "Success").putObject("details");
    details.put("name", Trees.name(gone));
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    details.put("kind", kind.plural()).put("uid", Trees.text(gone, "metadata", "uid"));
    return status;
  }
}
