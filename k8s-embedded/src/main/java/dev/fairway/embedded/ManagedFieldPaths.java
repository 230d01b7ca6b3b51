package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of an object that a field manager can own, with their values. */
final class ManagedFieldPaths {

  private static final Set<String> NOBODYS =
      Set.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "resourceVersion",
          "generation",
          "managedFields",
          "selfLink",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private final MergeSchema shapes;
  private final boolean containers;
  private final Map<String, JsonNode> found = new TreeMap<>();

  private ManagedFieldPaths(ResourceKind kind, boolean containers) {
    this.shapes = new MergeSchema(kind);
    this.containers = containers;
  }

  /** The fields that the manager of an applied configuration owns. */
  static FieldSet applied(ResourceKind kind, ObjectNode config) {
    return new FieldSet(walk(kind, config, false).keySet());
  }

  /** The values by path; maps and lists that hold owned fields are among them, without a value. */
  static Map<String, JsonNode> values(ResourceKind kind, ObjectNode object) {
    return walk(kind, object, true);
  }

  private static Map<String, JsonNode> walk(
      ResourceKind kind, ObjectNode object, boolean containers) {
    ManagedFieldPaths walk = new ManagedFieldPaths(kind, containers);
    for (String field : JsonTrees.fields(object)) {
      if ("metadata".equals(field)) {
        walk.metadata(object.path(field));
      } else if (!"apiVersion".equals(field) && !"kind".equals(field)) {
        walk.visit(object.path(field), "f:" + field, field);
      }
    }
    return walk.found;
  }

  private void metadata(JsonNode metadata) {
    for (String field : JsonTrees.fields(metadata)) {
      if (!NOBODYS.contains(field)) {
        visit(
            metadata.path(field), FieldSet.below("f:metadata", "f:" + field), "metadata." + field);
      }
    }
  }

  private void visit(JsonNode node, String path, String plain) {
    Optional<List<String>> keys = shapes.keys(plain);
    if (node.isEmpty() || shapes.isWhole(plain)) {
      found.put(path, node);
    } else if (node.isObject()) {
      container(path, plain.contains("."));
      for (String field : JsonTrees.fields(node)) {
        visit(
            node.path(field), FieldSet.below(path, "f:" + field), MergeSchema.below(plain, field));
      }
    } else if (node.isArray() && keys.isPresent()) {
      container(path, true);
      node.forEach(item -> item(keys.get(), item, path, plain));
    } else if (node.isArray() && shapes.isSet(plain)) {
      container(path, true);
      node.forEach(value -> found.put(FieldSet.below(path, "v:" + value), value));
    } else {
      found.put(path, node);
    }
  }

  private void container(String path, boolean ownable) {
    if (containers && ownable) {
      found.put(path, MissingNode.getInstance());
    }
  }

  private void item(List<String> keys, JsonNode item, String path, String plain) {
    String here = FieldSet.below(path, "k:" + MergeSchema.key(keys, item));
    found.put(here, MissingNode.getInstance());
    for (String field : JsonTrees.fields(item)) {
      visit(item.path(field), FieldSet.below(here, "f:" + field), MergeSchema.below(plain, field));
    }
  }
}
