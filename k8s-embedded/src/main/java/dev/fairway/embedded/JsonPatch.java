package dev.fairway.embedded;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A patch of RFC 6902. */
final class JsonPatch {

  private final JsonNode operations;

  private JsonPatch(JsonNode operations) {
    this.operations = operations;
  }

  static JsonPatch parse(JsonNode patch) {
    if (!patch.isArray()) {
      throw ApiStatusException.badRequest("error decoding patch: it is not a list of operations");
    }
    return new JsonPatch(patch);
  }

  /** A changed copy; refused whole where one operation cannot be done. */
  JsonNode patched(ObjectNode before) {
    ObjectNode tree = before.deepCopy();
    for (JsonNode operation : operations) {
      step(tree, operation);
    }
    return tree;
  }

  private static void step(ObjectNode tree, JsonNode operation) {
    String path = JsonTrees.text(operation, "path");
    String from = JsonTrees.text(operation, "from");
    JsonNode value = operation.path("value");
    switch (JsonTrees.text(operation, "op")) {
      case "add" -> add(tree, path, value(operation));
      case "remove" -> remove(tree, path);
      case "replace" -> {
        remove(tree, path);
        add(tree, path, value(operation));
      }
      case "move" -> {
        JsonNode moved = find(tree, from);
        remove(tree, from);
        add(tree, path, moved);
      }
      case "copy" -> add(tree, path, find(tree, from).deepCopy());
      case "test" -> {
        if (!find(tree, path).equals(value)) {
          throw refused(path, "does not have the value that the patch tests for");
        }
      }
      default -> throw ApiStatusException.badRequest("error decoding patch: " + operation);
    }
  }

  private static JsonNode value(JsonNode operation) {
    if (!operation.has("value")) {
      throw ApiStatusException.badRequest("error decoding patch: an operation lacks its value");
    }
    return operation.path("value").deepCopy();
  }

  private static JsonNode find(ObjectNode tree, String path) {
    JsonNode found = tree.at(pointer(path));
    if (found.isMissingNode()) {
      throw refused(path, "is not there");
    }
    return found;
  }

  private static void add(ObjectNode tree, String path, JsonNode value) {
    String last = last(path);
    JsonNode parent = find(tree, parent(path));
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode list) {
      int index = "-".equals(last) ? list.size() : index(path, last);
      if (index > list.size()) {
        throw refused(path, "is beyond the end of the list");
      }
      list.insert(index, value);
    } else {
      throw refused(path, "is in neither an object nor a list");
    }
  }

  private static void remove(ObjectNode tree, String path) {
    find(tree, path);
    JsonNode parent = find(tree, parent(path));
    if (parent instanceof ObjectNode object) {
      object.remove(last(path));
    } else if (parent instanceof ArrayNode list) {
      list.remove(index(path, last(path)));
    }
  }

  private static int index(String path, String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException notOne) {
      throw refused(path, "does not name an item of the list");
    }
  }

  private static JsonPointer pointer(String path) {
    try {
      return JsonPointer.compile(path);
    } catch (IllegalArgumentException notOne) {
      throw refused(path, "is not a JSON pointer");
    }
  }

  private static String parent(String path) {
    if (path.isEmpty()) {
      throw refused(path, "is the whole object, which the in-process API does not patch");
    }
    return path.substring(0, path.lastIndexOf('/') < 0 ? 0 : path.lastIndexOf('/'));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private static ApiStatusException refused(String path, String why) {
    return ApiStatusException.of(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request: " + path + " " + why);
  }
}
