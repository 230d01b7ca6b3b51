package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The configuration of a server-side apply, checked and reduced to what the request may write. */
final class ApplyConfiguration {

  private final ApiRequest request;
  private final ObjectNode sent;
  private final ObjectNode object;
  private final ManagedFieldsEntry owner;

  private ApplyConfiguration(ApiRequest request, ObjectNode sent, String now) {
    this.request = request;
    this.sent = sent;
    this.object = sent.deepCopy();
    JsonTrees.metadata(object).remove("resourceVersion");
    // A field of the other part is neither written nor owned.
    object.remove(request.ofStatus() ? "spec" : "status");
    this.owner =
        new ManagedFieldsEntry(
            request.query("fieldManager"),
            ManagedFieldsEntry.APPLY,
            request.kind().apiVersion(),
            now,
            request.subresource(),
            ManagedFieldPaths.applied(request.kind(), object));
  }

  static ApplyConfiguration of(ApiRequest request, String now) {
    if (!request.kind().is(KindTrait.APPLY)) {
      throw ApiStatusException.notOffered(
          "apply objects of the kind " + request.kind().qualifiedKind());
    }
    if (request.query("fieldManager").isEmpty()) {
      throw ApiStatusException.invalidOptions(
          "PatchOptions",
          new FieldError(
              "FieldValueRequired", "Required value: is required for apply patch", "fieldManager"));
    }
    if (!request.json().has("kind") || !request.json().has("apiVersion")) {
      throw ApiStatusException.badRequest(
          "invalid object type: an apply names kind and apiVersion");
    }
    ObjectNode sent = request.object();
    if (!JsonTrees.at(sent, "metadata", "managedFields").isEmpty()) {
      throw ApiStatusException.badRequest("metadata.managedFields must be nil");
    }
    JsonTrees.preset(JsonTrees.metadata(sent), "name", request.name());
    return new ApplyConfiguration(request, sent, now);
  }

  ObjectNode object() {
    return object;
  }

  ManagedFieldsEntry owner() {
    return owner;
  }

  boolean force() {
    return request.flag("force");
  }

  /** What the config is merged into where nothing is there. */
  ObjectNode blank() {
    ObjectNode blank = JsonTrees.object().put("kind", request.kind().kind());
    blank.put("apiVersion", request.kind().apiVersion());
    JsonTrees.metadata(blank).put("name", request.name());
    return blank;
  }

  void checkIdentity(Optional<ObjectNode> there) {
    if (there.isPresent()) {
      ObjectNode named = there.get().deepCopy();
      JsonTrees.metadata(named).setAll(JsonTrees.metadata(sent));
      ObjectPreconditions.check(request, there.get(), named);
      return;
    }
    ObjectPreconditions.checkName(request, sent);
    String uid = JsonTrees.text(sent, "metadata", "uid");
    if (!uid.isEmpty()) {
      throw ApiStatusException.conflict(
          request.kind(),
          request.name(),
          "uid mismatch: the provided object specified uid "
              + uid
              + ", and no existing object was found");
    }
    if (request.ofStatus() && !request.kind().is(KindTrait.CREATE_BY_PUT)) {
      throw ApiStatusException.notFound(request.kind(), request.name());
    }
  }
}
