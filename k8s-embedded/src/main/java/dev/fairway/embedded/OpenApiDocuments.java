package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * As much of OpenAPI v3 as kubectl looks for before it applies: whether a PATCH of a kind takes the
 * parameter {@code fieldValidation}. There are no schemas.
 */
final class OpenApiDocuments {

  private static final String ROOT = "/openapi/v3";

  private OpenApiDocuments() {}

  /** The document at a path; empty where there is none. */
  static Optional<ObjectNode> at(String path) {
    if (path.equals(ROOT)) {
      return Optional.of(index());
    }
    return ApiResources.ALL.stream()
        .filter(kind -> path.equals(ROOT + "/" + root(kind)))
        .findFirst()
        .map(kind -> document(ApiResources.of(kind.group(), kind.version())));
  }

  private static String root(ResourceKind kind) {
    return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
  }

  private static ObjectNode index() {
    ObjectNode index = JsonTrees.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceKind kind : ApiResources.ALL) {
      String root = root(kind);
      JsonTrees.child(paths, root).put("serverRelativeURL", ROOT + "/" + root);
    }
    return index;
  }

  private static ObjectNode document(List<ResourceKind> kinds) {
    ObjectNode document = JsonTrees.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Fairway's in-process API").put("version", "v1.35");
    ObjectNode paths = document.putObject("paths");
    for (ResourceKind kind : kinds) {
      String where = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
      ObjectNode path = paths.putObject("/" + root(kind) + where + kind.plural() + "/{name}");
      ObjectNode patch = path.putObject("patch");
      patch.putObject("responses");
      patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
      patch
          .putObject("x-kubernetes-group-version-kind")
          .put("group", kind.group())
          .put("version", kind.version())
          .put("kind", kind.kind());
    }
    return document;
  }
}
