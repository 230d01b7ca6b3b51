package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The JSON shapes of responses. */
final class ResponseBodies {

  private ResponseBodies() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array(List<? extends JsonNode> elements) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ModelResponse ok(JsonNode body) {
    return new ModelResponse(200, Optional.of(body));
  }

  static ModelResponse empty() {
    return new ModelResponse(200, Optional.empty());
  }

  /** {@code {"data":[...]}}. */
  static ModelResponse data(List<? extends JsonNode> rows) {
    return ok(object().set("data", array(rows)));
  }
}
