package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;

/**
 * The preview of an object: text that changes exactly where the object does. It only looks like the
 * configuration language of controllers.
 */
final class PreviewText {

  private PreviewText() {}

  static ModelResponse answer(String text) {
    return ResponseBodies.ok(ResponseBodies.object().put("preview", text));
  }

  static String of(String token, ObjectNode body) {
    StringBuilder text = new StringBuilder("policy\n");
    append(text, token, body);
    return text.toString();
  }

  /** A centralized policy with everything that it needs. */
  static String of(ManagerObject policy, StoredObjects objects) {
    StringBuilder text = new StringBuilder("policy\n");
    for (String id : objects.reach(policy.id())) {
      objects
          .find(id)
          .filter(object -> !object.id().equals(policy.id()))
          .ifPresent(object -> append(text, object.token(), object.body()));
    }
    text.append("apply-policy\n");
    lines(text, 1, policy.body().path("policyDefinition"));
    return text.toString();
  }

  private static void append(StringBuilder text, String token, JsonNode body) {
    text.append(' ').append(token).append(' ').append(body.path("name").asText()).append('\n');
    for (String part : new String[] {"entries", "sequences", "definition", "defaultAction"}) {
      lines(text, 2, body.path(part));
    }
    text.append(" !\n");
  }

  private static void lines(StringBuilder text, int depth, JsonNode node) {
    if (node.isArray()) {
      node.forEach(element -> lines(text, depth, element));
    } else if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                text.append(" ".repeat(depth)).append(field.getKey());
                if (field.getValue().isValueNode()) {
                  text.append(' ').append(field.getValue().asText()).append('\n');
                } else {
                  text.append('\n');
                  lines(text, depth + 1, field.getValue());
                }
              });
    } else if (node.isValueNode()) {
      text.append(" ".repeat(depth)).append(node.asText()).append('\n');
    }
  }
}
