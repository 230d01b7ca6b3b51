package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request, and the values of the variable parts of its path.
 *
 * @param request the request
 * @param parts by the name in the path's pattern
 */
record RoutedModelRequest(ModelRequest request, Map<String, String> parts) {

  String part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  String user() {
    return request.user();
  }

  /** The one value of a parameter. */
  Optional<String> query(String name) {
    List<String> values = queries(name);
    if (values.size() > 1) {
      throw ManagerErrorException.invalid("the parameter " + name + " is there twice");
    }
    return values.stream().findFirst();
  }

  /** The values of a parameter that may be there several times. */
  List<String> queries(String name) {
    return request.query().getOrDefault(name, List.of());
  }

  String requiredQuery(String name) {
    return query(name)
        .orElseThrow(() -> ManagerErrorException.invalid("the parameter " + name + " is missing"));
  }

  /** The body, which has to be an object. */
  ObjectNode body() {
    JsonNode body =
        request.body().orElseThrow(() -> ManagerErrorException.invalid("the body is missing"));
    if (!(body instanceof ObjectNode object)) {
      throw ManagerErrorException.invalid("the body is not an object");
    }
    return object;
  }
}
