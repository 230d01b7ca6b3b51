package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerDatabase;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The objects of other users, as text that changes where any of their content does: lists,
 * definitions, what of their policies' assemblies names theirs, and their sequences in others'
 * definitions.
 */
final class ForeignObjectsText {

  private final ManagerDatabase database;
  private final Predicate<String> ours;

  ForeignObjectsText(ManagerDatabase database, Predicate<String> ours) {
    this.database = database;
    this.ours = ours;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    for (ObjectType type : ObjectType.values()) {
      database.all(type).stream()
          .sorted(Comparator.comparing(ManagerObject::token).thenComparing(ManagerObject::name))
          .forEach(object -> append(object, text));
    }
    return text.toString();
  }

  private void append(ManagerObject object, StringBuilder text) {
    boolean foreign = !ours.test(object.name());
    JsonNode shown =
        switch (object.type()) {
          case LIST -> foreign ? object.body() : ResponseBodies.array(List.of());
          case DEFINITION -> foreign ? object.body() : foreignSequences(object);
          case POLICY -> foreign ? withoutOurs(object) : ResponseBodies.array(List.of());
        };
    if (!shown.isArray() || !shown.isEmpty()) {
      text.append(object.token()).append(' ').append(object.id()).append(' ');
      text.append(sorted(shown));
      boolean active = database.activePolicy().equals(Optional.of(object.id()));
      text.append(active ? " active\n" : "\n");
    }
  }

  /** The sequences of other users among ours: their position may change, nothing else. */
  private ArrayNode foreignSequences(ManagerObject definition) {
    ArrayNode found = ResponseBodies.array(List.of());
    for (JsonNode sequence : definition.body().path("sequences")) {
      if (!ours.test(sequence.path("sequenceName").asText())) {
        found.add(sequence.<ObjectNode>deepCopy().without("sequenceId"));
      }
    }
    return found;
  }

  private JsonNode withoutOurs(ManagerObject policy) {
    ObjectNode body = policy.body().deepCopy();
    if (body.path("policyDefinition").path("assembly") instanceof ArrayNode assembly) {
      ArrayNode kept = ResponseBodies.array(List.of());
      for (JsonNode item : assembly) {
        boolean own =
            database
                .find(item.path("definitionId").asText())
                .filter(definition -> ours.test(definition.name()))
                .isPresent();
        if (!own) {
          kept.add(item);
        }
      }
      ((ObjectNode) body.path("policyDefinition")).set("assembly", kept);
    }
    return body;
  }

  /** The order of fields says nothing. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = ResponseBodies.array(List.of());
      node.forEach(element -> array.add(sorted(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    TreeMap<String, JsonNode> fields = new TreeMap<>();
    node.fields().forEachRemaining(field -> fields.put(field.getKey(), sorted(field.getValue())));
    ObjectNode object = ResponseBodies.object();
    fields.forEach(object::set);
    return object;
  }
}
