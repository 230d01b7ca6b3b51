package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The preconditions of a write: name, namespace, uid and resourceVersion (optimistic locking). */
final class ObjectPreconditions {

  private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";

  private ObjectPreconditions() {}

  /** Gives a new object the namespace of the path, and a name where it asks for one. */
  static void name(ApiRequest request, ObjectNode draft) {
    ObjectNode metadata = JsonTrees.metadata(draft);
    checkNamespace(request, draft);
    if (!JsonTrees.text(metadata, "resourceVersion").isEmpty()
        && !"0".equals(JsonTrees.text(metadata, "resourceVersion"))) {
      throw ApiStatusException.of(
          500, "", "resourceVersion should not be set on objects to be created");
    }
    metadata.remove("resourceVersion");
    if (!request.namespace().isEmpty()) {
      metadata.put("namespace", request.namespace());
    }
    String prefix = JsonTrees.text(metadata, "generateName");
    if (JsonTrees.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
      metadata.put("name", prefix.substring(0, Math.min(prefix.length(), 58)) + suffix());
    }
  }

  private static String suffix() {
    StringBuilder suffix = new StringBuilder();
    ThreadLocalRandom.current()
        .ints(5, 0, SUFFIX.length())
        .forEach(index -> suffix.append(SUFFIX.charAt(index)));
    return suffix.toString();
  }

  private static void checkNamespace(ApiRequest request, ObjectNode draft) {
    String said = JsonTrees.namespace(draft);
    if (!said.isEmpty() && !said.equals(request.namespace())) {
      throw ApiStatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  static void checkName(ApiRequest request, ObjectNode wanted) {
    String said = JsonTrees.name(wanted);
    if (said.isEmpty()) {
      throw ApiStatusException.badRequest("name must be provided");
    }
    if (!said.equals(request.name())) {
      throw ApiStatusException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(said, request.name()));
    }
  }

  /** Refuses another object's name or uid, and a resource version that is no longer the newest. */
  static void check(ApiRequest request, ObjectNode there, ObjectNode wanted) {
    ResourceKind kind = request.kind();
    checkName(request, wanted);
    checkNamespace(request, wanted);
    String version = JsonTrees.text(wanted, "metadata", "resourceVersion");
    boolean unlocked = version.isEmpty() || "0".equals(version);
    if (unlocked && kind.is(KindTrait.VERSION_TO_UPDATE)) {
      throw ApiStatusException.invalid(
          kind,
          request.name(),
          List.of(
              new FieldError(
                  "FieldValueInvalid",
                  "Invalid value: 0: must be specified for an update",
                  "metadata.resourceVersion")));
    }
    if (!unlocked && !version.equals(JsonTrees.text(there, "metadata", "resourceVersion"))) {
      throw ApiStatusException.modified(kind, request.name());
    }
    checkUid(request, there, JsonTrees.text(wanted, "metadata", "uid"));
  }

  private static void checkUid(ApiRequest request, ObjectNode there, String uid) {
    String had = JsonTrees.text(there, "metadata", "uid");
    if (uid.isEmpty() || uid.equals(had)) {
      return;
    }
    if (request.verb() == ApiVerb.UPDATE) {
      throw ApiStatusException.conflict(
          request.kind(),
          request.name(),
          "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + had);
    }
    throw ApiStatusException.invalid(
        request.kind(),
        request.name(),
        List.of(
            new FieldError(
                "FieldValueInvalid",
                "Invalid value: \"" + uid + "\": field is immutable",
                "metadata.uid")));
  }
}
