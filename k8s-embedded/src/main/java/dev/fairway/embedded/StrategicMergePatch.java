package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A strategic merge patch: a merge patch that knows which lists are merged by a key, with the
 * directives that kubectl writes.
 */
final class StrategicMergePatch {

  private static final String DIRECTIVE = "$patch";
  private static final String ORDER = "$setElementOrder/";
  private static final String REMOVED = "$deleteFromPrimitiveList/";
  private static final String RETAIN = "$retainKeys";

  private final MergeSchema shapes;

  StrategicMergePatch(ResourceKind kind) {
    this.shapes = new MergeSchema(kind);
  }

  ObjectNode patched(ObjectNode before, ObjectNode patch) {
    ObjectNode after = before.deepCopy();
    merge(after, patch, "");
    return after;
  }

  private void merge(ObjectNode into, ObjectNode patch, String path) {
    if ("replace".equals(JsonTrees.text(patch, DIRECTIVE))) {
      into.removeAll();
    }
    if (patch.has(RETAIN)) {
      retain(into, patch.path(RETAIN));
    }
    for (String field : JsonTrees.fields(patch)) {
      if (field.startsWith(REMOVED)) {
        removeValues(into, field.substring(REMOVED.length()), patch.path(field));
      } else if (!field.startsWith("$")) {
        field(into, field, patch.path(field), MergeSchema.below(path, field));
      } else if (!field.startsWith(ORDER) && !Set.of(DIRECTIVE, RETAIN).contains(field)) {
        throw ApiStatusException.notOffered(
            "know the directive " + field + " of a strategic merge patch");
      }
    }
    for (String field : JsonTrees.fields(patch)) {
      if (field.startsWith(ORDER)) {
        String name = field.substring(ORDER.length());
        order(into.path(name), patch.path(field), MergeSchema.below(path, name));
      }
    }
  }

  private void field(ObjectNode into, String field, JsonNode value, String path) {
    Optional<String> key = shapes.keys(path).map(keys -> keys.get(0));
    if (value.isNull()) {
      into.remove(field);
    } else if (value instanceof ObjectNode changes) {
      if ("delete".equals(JsonTrees.text(changes, DIRECTIVE))) {
        into.remove(field);
      } else {
        merge(JsonTrees.child(into, field), changes, path);
      }
    } else if (value.isArray() && key.isPresent() && into.path(field) instanceof ArrayNode list) {
      mergeList(list, value, key.get(), path);
    } else if (value.isArray() && shapes.isSet(path) && into.path(field) instanceof ArrayNode set) {
      value.forEach(item -> addMissing(set, item));
    } else {
      into.set(field, withoutDirectives(value));
    }
  }

  private void mergeList(ArrayNode list, JsonNode patch, String key, String path) {
    for (JsonNode item : patch) {
      if ("replace".equals(JsonTrees.text(item, DIRECTIVE)) && item.size() == 1) {
        list.removeAll();
      }
    }
    for (JsonNode item : patch) {
      String directive = JsonTrees.text(item, DIRECTIVE);
      if (item instanceof ObjectNode changes && !"replace".equals(directive)) {
        mergeItem(list, changes, key, path, "delete".equals(directive));
      }
    }
  }

  private void mergeItem(
      ArrayNode list, ObjectNode changes, String key, String path, boolean delete) {
    Iterator<JsonNode> items = list.iterator();
    while (items.hasNext()) {
      if (items.next() instanceof ObjectNode there && there.path(key).equals(changes.path(key))) {
        if (delete) {
          items.remove();
        } else {
          merge(there, changes, path);
        }
        return;
      }
    }
    if (!delete) {
      merge(list.addObject(), changes, path);
    }
  }

  /** Items in the order of the directive; those that it does not name come last. */
  private void order(JsonNode list, JsonNode order, String path) {
    if (!(list instanceof ArrayNode items)) {
      return;
    }
    Optional<String> key = shapes.keys(path).map(keys -> keys.get(0));
    List<JsonNode> rest = new java.util.ArrayList<>();
    items.forEach(rest::add);
    items.removeAll();
    for (JsonNode wanted : order) {
      rest.stream()
          .filter(item -> key.map(k -> same(item, wanted, k)).orElse(item.equals(wanted)))
          .toList()
          .forEach(
              item -> {
                rest.remove(item);
                items.add(item);
              });
    }
    items.addAll(rest);
  }

  private static boolean same(JsonNode item, JsonNode wanted, String key) {
    return item.path(key).equals(wanted.path(key));
  }

  private static void retain(ObjectNode into, JsonNode names) {
    List<String> kept = new java.util.ArrayList<>();
    names.forEach(name -> kept.add(name.asText()));
    into.retain(kept);
  }

  private static void removeValues(ObjectNode into, String field, JsonNode values) {
    if (into.path(field) instanceof ArrayNode list) {
      for (JsonNode value : values) {
        list.removeIf(value::equals);
      }
    }
  }

  private static void addMissing(ArrayNode set, JsonNode value) {
    for (JsonNode there : set) {
      if (there.equals(value)) {
        return;
      }
    }
    set.add(value);
  }

  private static JsonNode withoutDirectives(JsonNode value) {
    JsonNode copy = value.deepCopy();
    copy.forEach(
        item -> {
          if (item instanceof ObjectNode object) {
            object.remove(DIRECTIVE);
          }
        });
    return copy;
  }
}
