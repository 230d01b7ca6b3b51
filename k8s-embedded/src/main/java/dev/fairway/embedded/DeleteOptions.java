package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The options of a delete request. How owners' objects go along is accepted, and means nothing. */
record DeleteOptions(boolean dryRun, String uid, String resourceVersion) {

  static DeleteOptions of(ApiRequest request) {
    JsonNode body = request.body().isBlank() ? JsonTrees.object() : request.json();
    boolean dryRun = request.dryRun() || body.path("dryRun").size() > 0;
    JsonNode preconditions = body.path("preconditions");
    return new DeleteOptions(
        dryRun,
        JsonTrees.text(preconditions, "uid"),
        JsonTrees.text(preconditions, "resourceVersion"));
  }

  /** Refuses an object that is not the one meant. */
  void check(ResourceKind kind, ObjectNode there) {
    checkOne(kind, there, "uid", uid);
    checkOne(kind, there, "resourceVersion", resourceVersion);
  }

  private static void checkOne(ResourceKind kind, ObjectNode there, String field, String wanted) {
    String has = JsonTrees.text(there, "metadata", field);
    if (!wanted.isEmpty() && !wanted.equals(has)) {
      throw ApiStatusException.conflict(
          kind,
          JsonTrees.name(there),
          "the %s in the precondition (%s) does not match the %s in record (%s)"
              .formatted(field, wanted, field, has));
    }
  }
}
