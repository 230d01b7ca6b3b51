package dev.fairway.catalyst.simulator.model.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A JSON object of a body, with where it stands, so that a refusal can name it. */
final class CheckedObject {

  private final JsonNode node;
  private final String where;

  CheckedObject(JsonNode node, String where) {
    this.node = node;
    this.where = where;
    if (!node.isObject()) {
      throw ManagerErrorException.invalid(where + " is not an object");
    }
  }

  /** Refuses every field that is not named. */
  CheckedObject only(Set<String> allowed) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!allowed.contains(field)) {
                throw refused(field, "is not a known field");
              }
            });
    return this;
  }

  CheckedObject only(String... allowed) {
    return only(Set.of(allowed));
  }

  boolean has(String field) {
    return node.has(field);
  }

  JsonNode raw(String field) {
    return node.path(field);
  }

  /** A string that is not blank. */
  String text(String field) {
    String text = anyText(field);
    if (text.isBlank()) {
      throw refused(field, "is blank");
    }
    return text;
  }

  /** A string, which may be empty: flags are strings without a letter. */
  String anyText(String field) {
    if (!node.path(field).isTextual()) {
      throw refused(field, node.has(field) ? "is not a string" : "is missing");
    }
    return node.path(field).textValue();
  }

  String oneOf(String field, Set<String> words) {
    String text = text(field);
    if (!words.contains(text)) {
      throw refused(field, "is '" + text + "'");
    }
    return text;
  }

  String oneOf(String field, String... words) {
    return oneOf(field, Set.of(words));
  }

  /** A flag that is set by being there. */
  void emptyText(String field) {
    if (node.has(field) && !anyText(field).isEmpty()) {
      throw refused(field, "is a flag and carries no value");
    }
  }

  CheckedObject object(String field) {
    return new CheckedObject(node.path(field), where + "." + field);
  }

  /** The objects of an array that may be empty. */
  List<CheckedObject> objects(String field) {
    JsonNode array = node.path(field);
    if (!array.isArray()) {
      throw refused(field, node.has(field) ? "is not an array" : "is missing");
    }
    List<CheckedObject> objects = new ArrayList<>();
    for (JsonNode element : array) {
      objects.add(new CheckedObject(element, where + "." + field + "[" + objects.size() + "]"));
    }
    return objects;
  }

  /** The strings of an array that is not empty. */
  List<String> texts(String field) {
    JsonNode array = node.path(field);
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
    if (!array.isArray() || texts.isEmpty() || texts.contains("")) {
      throw refused(field, "is not an array of strings with at least one");
    }
    return texts;
  }

  ManagerErrorException refused(String field, String why) {
    return ManagerErrorException.invalid(where + "." + field + " " + why);
  }

  String where() {
    return where;
  }
}
