package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Access to JSON trees. A tree that the store holds is never changed: copy it first. */
final class JsonTrees {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonTrees() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The text at a path of field names; empty where there is none. */
  static String text(JsonNode tree, String... path) {
    return at(tree, path).asText("");
  }

  static JsonNode at(JsonNode tree, String... path) {
    JsonNode here = tree;
    for (String field : path) {
      here = here.path(field);
    }
    return here;
  }

  /** Whether there is a value, and not null. */
  static boolean present(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The object in a field, made where there is none. */
  static ObjectNode child(ObjectNode parent, String field) {
    return parent.path(field) instanceof ObjectNode there ? there : parent.putObject(field);
  }

  static ObjectNode metadata(ObjectNode object) {
    return child(object, "metadata");
  }

  static String name(JsonNode object) {
    return text(object, "metadata", "name");
  }

  static String namespace(JsonNode object) {
    return text(object, "metadata", "namespace");
  }

  static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Puts a value where there is none. */
  static void preset(ObjectNode object, String field, JsonNode value) {
    if (!present(object.path(field))) {
      object.set(field, value);
    }
  }

  static void preset(ObjectNode object, String field, String value) {
    preset(object, field, object.textNode(value));
  }

  /** Gives a field the value that another object has there, or takes it away with it. */
  static void takeOver(ObjectNode object, String field, JsonNode other) {
    if (present(other.path(field))) {
      object.set(field, other.path(field).deepCopy());
    } else {
      object.remove(field);
    }
  }
}
