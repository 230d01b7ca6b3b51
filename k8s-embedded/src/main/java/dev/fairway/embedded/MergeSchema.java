package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The merge schema of a kind: lists that are merged by a key, lists that are sets, maps that are
 * atomic. A path is made of field names alone; where no kind is named it holds for all. A list that
 * is not named here is replaced whole.
 */
final class MergeSchema {

  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("metadata.ownerReferences", List.of("uid")),
          Map.entry("status.conditions", List.of("type")),
          Map.entry("Service:spec.ports", List.of("port", "protocol")),
          Map.entry("Node:status.addresses", List.of("type")),
          Map.entry("Pod:spec.containers", List.of("name")),
          Map.entry("Pod:spec.initContainers", List.of("name")),
          Map.entry("Pod:spec.containers.env", List.of("name")),
          Map.entry("Pod:spec.containers.ports", List.of("containerPort", "protocol")),
          Map.entry("Pod:spec.containers.volumeMounts", List.of("mountPath")),
          Map.entry("Pod:spec.volumes", List.of("name")),
          Map.entry("Pod:status.podIPs", List.of("ip")));

  private static final Set<String> SETS = Set.of("metadata.finalizers", "Node:spec.podCIDRs");

  private static final Set<String> WHOLE_MAPS =
      Set.of(
          "Service:spec.selector",
          "Pod:spec.nodeSelector",
          "Event:involvedObject",
          "Event:related");

  private final String kind;

  MergeSchema(ResourceKind kind) {
    this.kind = kind.kind() + ":";
  }

  /** The fields that tell the items of a list apart, in the order of their names. */
  Optional<List<String>> keys(String path) {
    return Optional.ofNullable(KEYS.getOrDefault(path, KEYS.get(kind + path)));
  }

  boolean isSet(String path) {
    return SETS.contains(path) || SETS.contains(kind + path);
  }

  boolean isWhole(String path) {
    return WHOLE_MAPS.contains(kind + path);
  }

  /** What tells an item apart, as managed fields write it: {@code {"port":80,"protocol":"TCP"}}. */
  static String key(List<String> keys, JsonNode item) {
    ObjectNode key = JsonTrees.object();
    for (String field : keys) {
      if (JsonTrees.present(item.path(field))) {
        key.set(field, item.path(field));
      } else if ("protocol".equals(field)) {
        key.put(field, "TCP");
      } else {
        throw ApiStatusException.badRequest(
            "associative list with keys has an element that omits key field \"" + field + "\"");
      }
    }
    return key.toString();
  }

  static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
