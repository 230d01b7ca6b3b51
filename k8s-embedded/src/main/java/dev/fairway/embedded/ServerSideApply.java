package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The result of a server-side apply: the configuration of one manager merged into an object. Pure.
 *
 * @param object the object with the config in it and without what the manager gave up
 * @param owners the managers of its fields now
 */
record ServerSideApply(ObjectNode object, ManagedFields owners) {

  /**
   * Applies; refused where it would change what others own, unless forced.
   *
   * @param by the manager, with the fields of its config
   */
  static ServerSideApply of(
      ResourceKind kind, ObjectNode live, ObjectNode config, ManagedFieldsEntry by, boolean force) {
    ObjectNode merged = live.deepCopy();
    merge(new MergeSchema(kind), merged, config, "");
    FieldChanges changes = FieldChanges.between(kind, live, merged);
    ManagedFields before = ManagedFields.of(live);
    if (!force) {
      refuseConflicts(before.others(by), changes.written());
    }
    ManagedFields after = before.applied(by, changes);
    FieldSet had = before.find(by).map(ManagedFieldsEntry::fields).orElse(FieldSet.NONE);
    // A list or a map of which the manager keeps a part is not given up.
    FieldSet givenUp = had.without(by.fields()).only(path -> !by.fields().hasBelow(path));
    prune(merged, givenUp, after.others(by));
    return new ServerSideApply(merged, after);
  }

  private static void refuseConflicts(List<ManagedFieldsEntry> others, FieldSet written) {
    List<FieldError> causes = new ArrayList<>();
    StringBuilder message = new StringBuilder();
    for (ManagedFieldsEntry owner : others) {
      List<String> taken =
          owner.fields().only(written::has).paths().stream().map(FieldSet::readable).toList();
      for (String field : taken) {
        String cause = "conflict with " + owner.readable();
        causes.add(new FieldError("FieldManagerConflict", cause, field));
      }
      if (taken.size() == 1) {
        message.append("conflict with ").append(owner.readable()).append(": ").append(taken.get(0));
      } else if (!taken.isEmpty()) {
        message.append("conflicts with ").append(owner.readable()).append(":");
        taken.forEach(field -> message.append("\n- ").append(field));
      }
    }
    if (!causes.isEmpty()) {
      String counted = causes.size() == 1 ? "1 conflict" : causes.size() + " conflicts";
      throw ApiStatusException.applyConflict(
          causes, "Apply failed with " + counted + ": " + message);
    }
  }

  private static void merge(MergeSchema shapes, ObjectNode into, JsonNode config, String path) {
    for (String field : JsonTrees.fields(config)) {
      JsonNode wanted = config.path(field);
      String here = MergeSchema.below(path, field);
      Optional<List<String>> keys = shapes.keys(here);
      boolean mergedMap = wanted.isObject() && !shapes.isWhole(here);
      boolean merged = mergedMap || keys.isPresent() || shapes.isSet(here);
      boolean saysNothing = merged && wanted.isContainerNode() && wanted.isEmpty();
      if (wanted.isNull() || saysNothing) {
        continue;
      }
      if (mergedMap) {
        merge(shapes, JsonTrees.child(into, field), wanted, here);
      } else if (wanted.isArray() && keys.isPresent()) {
        ArrayNode items = list(into, field);
        wanted.forEach(item -> mergeItem(shapes, items, item, keys.get(), here));
      } else if (wanted.isArray() && shapes.isSet(here)) {
        ArrayNode values = list(into, field);
        wanted.forEach(value -> addMissing(values, value));
      } else {
        into.set(field, wanted.deepCopy());
      }
    }
  }

  private static ArrayNode list(ObjectNode parent, String field) {
    return parent.path(field) instanceof ArrayNode there ? there : parent.putArray(field);
  }

  private static void mergeItem(
      MergeSchema shapes, ArrayNode items, JsonNode wanted, List<String> keys, String path) {
    String key = MergeSchema.key(keys, wanted);
    for (JsonNode item : items) {
      if (item instanceof ObjectNode there && MergeSchema.key(keys, there).equals(key)) {
        merge(shapes, there, wanted, path);
        return;
      }
    }
    merge(shapes, items.addObject(), wanted, path);
  }

  private static void addMissing(ArrayNode values, JsonNode value) {
    for (JsonNode there : values) {
      if (there.equals(value)) {
        return;
      }
    }
    values.add(value);
  }

  /** Removes what a manager gave up and nobody else owns; an item whole, before what is in it. */
  private static void prune(ObjectNode object, FieldSet givenUp, List<ManagedFieldsEntry> others) {
    for (String path : givenUp.paths()) {
      boolean kept =
          others.stream()
              .anyMatch(owner -> owner.fields().has(path) || owner.fields().hasBelow(path));
      if (!kept) {
        remove(object, FieldSet.steps(path));
      }
    }
  }

  /** Removes a field, and the maps and lists below the top that it leaves empty. */
  private static void remove(JsonNode node, List<String> steps) {
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (node instanceof ObjectNode object && step.startsWith("f:")) {
      String field = step.substring(2);
      if (rest.isEmpty()) {
        object.remove(field);
      } else if (object.has(field)) {
        remove(object.path(field), rest);
        if (object.path(field).isEmpty() && object.path(field).isContainerNode()) {
          object.remove(field);
        }
      }
    } else if (node instanceof ArrayNode list) {
      removeItem(list, step, rest);
    }
  }

  private static void removeItem(ArrayNode list, String step, List<String> rest) {
    Iterator<JsonNode> items = list.iterator();
    while (items.hasNext()) {
      JsonNode item = items.next();
      if (isItem(item, step)) {
        if (rest.isEmpty()) {
          items.remove();
        } else {
          remove(item, rest);
        }
        return;
      }
    }
  }

  private static boolean isItem(JsonNode item, String step) {
    String text = step.substring(2);
    if (step.startsWith("v:")) {
      return item.toString().equals(text);
    }
    try {
      JsonNode key = JsonTrees.MAPPER.readTree(text);
      return JsonTrees.fields(key).stream()
          .allMatch(
              field ->
                  item.path(field).equals(key.path(field))
                      || (!item.has(field) && "TCP".equals(key.path(field).asText())));
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      return false;
    }
  }
}
