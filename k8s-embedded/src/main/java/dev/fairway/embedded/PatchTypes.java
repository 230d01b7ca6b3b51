package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;

/** The patch types but server-side apply: JSON, merge and strategic merge patches. Pure. */
final class PatchTypes {

  static final String JSON = "application/json-patch+json";
  static final String MERGE = "application/merge-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";

  /** The beginnings of the library's messages about a patch that is none. */
  private static final List<String> MALFORMED =
      List.of("Invalid JSON Patch payload", "unknown / unsupported operation");

  private PatchTypes() {}

  /** The object with the patch in the request's body done to it. */
  static ObjectNode patched(ApiRequest request, ObjectNode before) {
    JsonNode patch = request.json();
    JsonNode after =
        switch (request.contentType()) {
          case JSON -> jsonPatched(before, patch);
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

  /** RFC 6902: refused whole where one operation cannot be done. */
  private static JsonNode jsonPatched(ObjectNode before, JsonNode patch) {
    try {
      JsonNode after = JsonPatch.apply(patch, before);
      checkRemovals(before, patch);
      return after;
    } catch (JsonPatchException
        | IllegalStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException refused) {
      String why = String.valueOf(refused.getMessage());
      if (MALFORMED.stream().anyMatch(why::startsWith)) {
        throw ApiStatusException.badRequest("error decoding patch: " + why);
      }
      throw ApiStatusException.of(
          422, "Invalid", "the server rejected our request due to an error in our request: " + why);
    }
  }

  /** The library removes what is not there without a word, against section 4.2. */
  private static void checkRemovals(JsonNode before, JsonNode patch) {
    JsonNode state = before;
    for (JsonNode operation : patch) {
      String path = JsonTrees.text(operation, "path");
      if ("remove".equals(JsonTrees.text(operation, "op")) && state.at(path).isMissingNode()) {
        throw new JsonPatchException("cannot remove " + path + ": it is not there");
      }
      state = JsonPatch.apply(JsonTrees.array().add(operation), state);
    }
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
