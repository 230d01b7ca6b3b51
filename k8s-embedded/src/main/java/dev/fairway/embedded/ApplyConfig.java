package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What somebody applies, checked, and reduced to what the request may write. */
final class ApplyConfig {

  private final ApiRequest request;
  private final ObjectNode sent;
  private final ObjectNode object;
  private final FieldOwner owner;

  private ApplyConfig(ApiRequest request, ObjectNode sent, String now) {
    this.request = request;
    this.sent = sent;
    this.object = sent.deepCopy();
    Trees.metadata(object).remove("resourceVersion");
    // A field of the other part is neither written nor owned.
    object.remove(request.ofStatus() ? "spec" : "status");
    this.owner =
        new FieldOwner(
            request.query("fieldManager"),
            FieldOwner.APPLY,
            request.kind().apiVersion(),
            now,
            request.subresource(),
            FieldWalk.applied(request.kind(), object));
  }

  static ApplyConfig of(ApiRequest request, String now) {
    if (!request.kind().is(KindTrait.APPLY)) {
      throw ApiFailure.notOffered("apply objects of the kind " + request.kind().qualifiedKind());
    }
    if (request.query("fieldManager").isEmpty()) {
      throw ApiFailure.invalidOptions(
          "PatchOptions",
          new FieldCause(
              "FieldValueRequired", "Required value: is required for apply patch", "fieldManager"));
    }
    if (!request.json().has("kind") || !request.json().has("apiVersion")) {
      throw ApiFailure.badRequest("invalid object type: an apply names kind and apiVersion");
    }
    ObjectNode sent = request.object();
    if (!Trees.at(sent, "metadata", "managedFields").isEmpty()) {
      throw ApiFailure.badRequest("metadata.managedFields must be nil");
    }
    Trees.preset(Trees.metadata(sent), "name", request.name());
    return new ApplyConfig(request, sent, now);
  }

  ObjectNode object() {
    return object;
  }

  FieldOwner owner() {
    return owner;
  }

  boolean force() {
    return request.flag("force");
  }

  /** What the config is merged into where nothing is there. */
  ObjectNode blank() {
    ObjectNode blank = Trees.object().put("kind", request.kind().kind());
    blank.put("apiVersion", request.kind().apiVersion());
    Trees.metadata(blank).put("name", request.name());
    return blank;
  }

  void checkIdentity(Optional<ObjectNode> there) {
    if (there.isPresent()) {
      ObjectNode named = there.get().deepCopy();
      Trees.metadata(named).setAll(Trees.metadata(sent));
      Identity.check(request, there.get(), named);
      return;
    }
    Identity.checkName(request, sent);
    String uid = Trees.text(sent, "metadata", "uid");
    if (!uid.isEmpty()) {
      throw ApiFailure.conflict(
          request.kind(),
          request.name(),
          "uid mismatch: the provided object specified uid "
              + uid
              + ", and no existing object was found");
    }
    if (request.ofStatus() && !request.kind().is(KindTrait.CREATE_BY_PUT)) {
      throw ApiFailure.notFound(request.kind(), request.name());
    }
  }
}
