package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The discovery documents, from which clients learn groups, versions and resources. */
final class DiscoveryDocuments {

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private DiscoveryDocuments() {}

  /** The document at a path; empty where there is none. */
  static Optional<ObjectNode> at(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length == 4 && "apis".equals(parts[1])) {
      return resources(parts[2], parts[3]);
    }
    if (parts.length == 3 && "apis".equals(parts[1])) {
      return ApiResources.groups().stream()
          .filter(parts[2]::equals)
          .findFirst()
          .map(group -> group(group).put("kind", "APIGroup").put("apiVersion", "v1"));
    }
    return switch (path) {
      case "/version" -> Optional.of(version());
      case "/api" -> Optional.of(core());
      case "/apis" -> Optional.of(groups());
      case "/api/v1" -> resources("", "v1");
      default -> Optional.empty();
    };
  }

  private static ObjectNode version() {
    return JsonTrees.object()
        .put("major", "1")
        .put("minor", "35")
        .put("gitVersion", "v1.35.0+fairway-embedded")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "")
        .put("compiler", "")
        .put("platform", "java");
  }

  private static ObjectNode core() {
    ObjectNode versions = JsonTrees.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  private static ObjectNode groups() {
    ObjectNode list = JsonTrees.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    ApiResources.groups().forEach(group -> groups.add(group(group)));
    return list;
  }

  private static ObjectNode group(String name) {
    ObjectNode group = JsonTrees.object().put("name", name);
    ObjectNode version = JsonTrees.object().put("groupVersion", name + "/v1").put("version", "v1");
    group.putArray("versions").add(version);
    group.set("preferredVersion", version.deepCopy());
    return group;
  }

  private static Optional<ObjectNode> resources(String group, String version) {
    List<ResourceKind> kinds = ApiResources.of(group, version);
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode list = JsonTrees.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", kinds.get(0).apiVersion());
    ArrayNode resources = list.putArray("resources");
    for (ResourceKind kind : kinds) {
      resources.add(resource(kind, "", kind.is(KindTrait.REVIEW) ? List.of("create") : VERBS));
      if (kind.is(KindTrait.STATUS)) {
        resources.add(resource(kind, "/status", List.of("get", "patch", "update")));
      }
    }
    return Optional.of(list);
  }

  private static ObjectNode resource(ResourceKind kind, String part, List<String> verbs) {
    ObjectNode resource = JsonTrees.object().put("name", kind.plural() + part);
    resource.put("singularName", part.isEmpty() ? kind.singular() : "");
    resource.put("namespaced", kind.namespaced()).put("kind", kind.kind());
    resource.set("verbs", JsonTrees.MAPPER.valueToTree(verbs));
    if (part.isEmpty() && !kind.shortNames().isEmpty()) {
      resource.set("shortNames", JsonTrees.MAPPER.valueToTree(kind.shortNames()));
    }
    return resource;
  }
}
