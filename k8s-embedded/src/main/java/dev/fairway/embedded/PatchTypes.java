package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The three kinds of patch that are not applies. Pure. */
final class PatchTypes {

  static final String JSON = "application/json-patch+json";
  static final String MERGE = "application/merge-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";

  private PatchTypes() {}

  /** The object with the patch in the request's body done to it. */
  static ObjectNode patched(ApiRequest request, ObjectNode before) {
    JsonNode patch = request.json();
    JsonNode after =
        switch (request.contentType()) {
          case JSON -> JsonPatch.parse(patch).patched(before);
          case MERGE -> merged(before, object(patch));
          case STRATEGIC -> new StrategicMergePatch(request.kind()).patched(before, object(patch));
          default ->
              throw ApiStatusException.mediaType(
                  request.contentType(), String.join(", ", JSON, MERGE, STRATEGIC, APPLY));
        };
    return object(after);
  }

  private static ObjectNode object(JsonNode patch) {
    if (patch instanceof ObjectNode object) {
      return object;
    }
    throw ApiStatusException.badRequest("error decoding patch: it is not an object");
  }

  /** RFC 7396: null takes a field away, a list is replaced whole. */
  static JsonNode merged(JsonNode before, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    ObjectNode after = before instanceof ObjectNode there ? there.deepCopy() : JsonTrees.object();
    for (String field : JsonTrees.fields(changes)) {
      if (changes.path(field).isNull()) {
        after.remove(field);
      } else {
        after.set(field, merged(after.path(field), changes.path(field)));
      }
    }
    return after;
  }
}
