package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A response over HTTP.
 *
 * @param headers in order; a name may stand in there twice
 * @param body sent as UTF-8
 */
record SimulatorResponse(int status, List<Map.Entry<String, String>> headers, String body) {

  SimulatorResponse {
    headers = List.copyOf(headers);
  }

  static SimulatorResponse empty(int status) {
    return new SimulatorResponse(status, List.of(), "");
  }

  static SimulatorResponse text(int status, String type, String text) {
    return new SimulatorResponse(status, List.of(Map.entry("Content-Type", type)), text);
  }

  static SimulatorResponse json(int status, JsonNode body) {
    return text(status, "application/json", body.toString());
  }

  /** An error in the product's envelope. */
  static SimulatorResponse error(int status, String code, String message, String details) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error
        .putObject("error")
        .put("type", "error")
        .put("message", message)
        .put("details", details)
        .put("code", code);
    return json(status, error);
  }

  SimulatorResponse with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new SimulatorResponse(status, more, body);
  }
}
