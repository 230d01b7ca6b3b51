package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;

/**
 * The validation of JSON types of often mistyped fields: a real server cannot decode such an
 * object.
 */
final class FieldTypeValidation {

  private static final List<String> TEXTS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.labels.*",
          "metadata.annotations.*",
          "metadata.finalizers.*",
          "spec.type",
          "spec.clusterIP",
          "spec.externalName",
          "spec.selector.*",
          "spec.ports.*.name",
          "spec.ports.*.protocol",
          "spec.nodeName",
          "spec.podCIDR",
          "spec.holderIdentity",
          "status.conditions.*.type",
          "status.conditions.*.status",
          "status.conditions.*.reason",
          "status.conditions.*.message",
          "status.conditions.*.lastTransitionTime",
          "addressType",
          "endpoints.*.addresses.*",
          "endpoints.*.nodeName",
          "ports.*.name",
          "ports.*.protocol",
          "reason",
          "message",
          "type");

  private static final List<String> NUMBERS =
      List.of(
          "spec.ports.*.port",
          "spec.ports.*.nodePort",
          "ports.*.port",
          "spec.leaseDurationSeconds",
          "spec.leaseTransitions",
          "status.conditions.*.observedGeneration",
          "count");

  private static final List<String> FLAGS =
      List.of(
          "endpoints.*.conditions.ready",
          "endpoints.*.conditions.serving",
          "endpoints.*.conditions.terminating",
          "spec.publishNotReadyAddresses");

  private static final List<String> LISTS =
      List.of(
          "spec.ports",
          "endpoints",
          "ports",
          "endpoints.*.addresses",
          "status.conditions",
          "metadata.finalizers",
          "metadata.ownerReferences");

  private static final List<String> MAPS =
      List.of("metadata.labels", "metadata.annotations", "spec.selector", "spec", "status");

  private FieldTypeValidation() {}

  static void check(ResourceKind kind, JsonNode object) {
    all(kind, object, MAPS, JsonNodeType.OBJECT);
    all(kind, object, LISTS, JsonNodeType.ARRAY);
    all(kind, object, TEXTS, JsonNodeType.STRING);
    all(kind, object, NUMBERS, JsonNodeType.NUMBER);
    all(kind, object, FLAGS, JsonNodeType.BOOLEAN);
  }

  private static void all(
      ResourceKind kind, JsonNode object, List<String> paths, JsonNodeType type) {
    paths.forEach(path -> check(kind, object, path, 0, type));
  }

  private static void check(
      ResourceKind kind, JsonNode node, String path, int from, JsonNodeType type) {
    if (!JsonTrees.present(node)) {
      return;
    }
    if (from > path.length()) {
      boolean fraction = type == JsonNodeType.NUMBER && !node.isIntegralNumber();
      if (node.getNodeType() != type || fraction) {
        throw ApiStatusException.badRequest(
            "%s in version \"%s\" cannot be handled as a %s: %s is %s, not %s"
                .formatted(
                    kind.kind(),
                    kind.apiVersion(),
                    kind.kind(),
                    path,
                    word(node.getNodeType()),
                    word(type)));
      }
      return;
    }
    int dot = path.indexOf('.', from);
    int end = dot < 0 ? path.length() : dot;
    String step = path.substring(from, end);
    if ("*".equals(step)) {
      node.forEach(item -> check(kind, item, path, end + 1, type));
    } else {
      check(kind, node.path(step), path, end + 1, type);
    }
  }

  private static String word(JsonNodeType type) {
    return type.name().toLowerCase(java.util.Locale.ROOT);
  }
}
