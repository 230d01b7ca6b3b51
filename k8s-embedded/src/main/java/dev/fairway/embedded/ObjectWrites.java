package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Creates, changes and deletes objects. Each call is one turn of the store. */
final class ObjectWrites {

  private static final String[] KEPT = {
    "name",
    "namespace",
    "uid",
    "generateName",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "generation",
    "resourceVersion"
  };

  private final ObjectStore store;
  private final Clock clock;
  private final ServiceAddresses addresses;
  private final NamespaceLife namespaces;

  ObjectWrites(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.addresses = new ServiceAddresses(store);
    this.namespaces = new NamespaceLife(store);
  }

  Answer create(ApiRequest request) {
    return store.inTurn(
        () -> {
          ObjectNode draft = EventForms.stored(request.kind(), request.object());
          return Answer.created(shown(request, createFrom(request, draft, this::updated)));
        });
  }

  Answer update(ApiRequest request) {
    return store.inTurn(
        () -> {
          ResourceKind kind = request.kind();
          ObjectNode wanted = EventForms.stored(kind, request.object());
          Optional<ObjectNode> before = store.find(kind.storage(), request.path());
          if (before.isEmpty() && kind.is(KindTrait.CREATE_BY_PUT) && !request.ofStatus()) {
            Identity.checkName(request, wanted);
            return Answer.created(shown(request, createFrom(request, wanted, this::updated)));
          }
          ObjectNode there = before.orElseThrow(() -> missing(request));
          Identity.check(request, there, wanted);
          return Answer.ok(shown(request, change(request, there, wanted, this::updated)));
        });
  }

  Answer patch(ApiRequest request) {
    if (Patches.APPLY.equals(request.contentType())) {
      return store.inTurn(() -> apply(request));
    }
    if (!request.query("force").isEmpty()) {
      throw ApiFailure.invalidOptions(
          "PatchOptions",
          new FieldCause(
              "FieldValueForbidden",
              "Forbidden: may not be specified for non-apply patch",
              "force"));
    }
    return store.inTurn(
        () -> {
          ResourceKind kind = request.kind();
          ObjectNode there =
              store.find(kind.storage(), request.path()).orElseThrow(() -> missing(request));
          ObjectNode wanted =
              EventForms.stored(
                  kind, Patches.patched(request, EventForms.shown(kind, there).deepCopy()));
          Identity.check(request, there, wanted);
          return Answer.ok(shown(request, change(request, there, wanted, this::updated)));
        });
  }

  private Answer apply(ApiRequest request) {
    ApplyConfig config = ApplyConfig.of(request, now());
    Optional<ObjectNode> there = store.find(request.kind().storage(), request.path());
    ObjectNode live = there.orElseGet(config::blank);
    config.checkIdentity(there);
    ServerSideApply applied =
        ServerSideApply.of(request.kind(), live, config.object(), config.owner(), config.force());
    Ownership kept = (draft, before, ignored) -> applied.owners();
    return there.isPresent()
        ? Answer.ok(change(request, live, applied.object(), kept))
        : Answer.created(createFrom(request, applied.object(), kept));
  }

  private static ApiFailure missing(ApiRequest request) {
    return ApiFailure.notFound(request.kind(), request.name());
  }

  private static ObjectNode shown(ApiRequest request, ObjectNode stored) {
    return EventForms.shown(request.kind(), stored);
  }

  /** Who owns the fields of an object after a write. */
  private interface Ownership {
    FieldOwners after(ObjectNode draft, ObjectNode before, ApiRequest request);
  }

  private FieldOwners updated(ObjectNode draft, ObjectNode before, ApiRequest request) {
    boolean told = Trees.metadata(draft).path("managedFields").isArray();
    FieldOwner writer =
        new FieldOwner(
            request.fieldManager(),
            FieldOwner.UPDATE,
            request.kind().apiVersion(),
            now(),
            request.subresource(),
            FieldSet.NONE);
    return FieldOwners.of(told ? draft : before)
        .updated(writer, FieldChanges.between(request.kind(), before, draft));
  }

  private ObjectNode createFrom(ApiRequest request, ObjectNode draft, Ownership ownership) {
    ResourceKind kind = request.kind();
    Identity.name(request, draft);
    String name = Trees.name(draft);
    String path = ObjectStore.path(request.namespace(), name);
    namespaces.checkOpen(request, name);
    if (store.find(kind.storage(), path).isPresent()) {
      throw ApiFailure.alreadyExists(kind, name);
    }
    newMetadata(kind, Trees.metadata(draft));
    JsonNode status = draft.remove("status");
    ObjectDefaults.fill(kind, draft);
    ObjectNode blank = Trees.object();
    FieldOwners owners = ownership.after(withoutStatus(draft), blank, request);
    if (status != null && kind.is(KindTrait.STATUS_AT_CREATE)) {
      draft.set("status", status);
    }
    owners.writeTo(draft);
    finish(kind, draft, MissingNode.getInstance());
    return request.dryRun() ? draft : store.put(kind.storage(), path, draft);
  }

  private void newMetadata(ResourceKind kind, ObjectNode metadata) {
    metadata.remove("deletionTimestamp");
    metadata.remove("deletionGracePeriodSeconds");
    metadata.remove("generation");
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now());
    if (kind.is(KindTrait.GENERATION)) {
      metadata.put("generation", 1);
    }
  }

  private static ObjectNode withoutStatus(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    return copy;
  }

  private ObjectNode change(
      ApiRequest request, ObjectNode before, ObjectNode wanted, Ownership ownership) {
    ResourceKind kind = request.kind();
    keep(request, wanted, before);
    ObjectDefaults.fill(kind, wanted);
    ownership.after(wanted, before, request).writeTo(wanted);
    finish(kind, wanted, before);
    if (wanted.equals(before)) {
      return before;
    }
    if (kind.is(KindTrait.GENERATION) && !asked(kind, wanted).equals(asked(kind, before))) {
      long generation = Trees.at(before, "metadata", "generation").asLong();
      Trees.metadata(wanted).put("generation", generation + 1);
    }
    return request.dryRun() ? wanted : store(kind, request.path(), wanted);
  }

  /** What only the server writes stays, and so does the part that the request is not about. */
  private static void keep(ApiRequest request, ObjectNode wanted, ObjectNode before) {
    for (String field : KEPT) {
      Trees.takeOver(Trees.metadata(wanted), field, before.path("metadata"));
    }
    if (!request.kind().is(KindTrait.STATUS)) {
      return;
    }
    if (request.ofStatus()) {
      Trees.takeOver(wanted, "spec", before);
    } else {
      Trees.takeOver(wanted, "status", before);
    }
  }

  /** What a generation counts changes of: a real server counts those of a slice's labels too. */
  private static JsonNode asked(ResourceKind kind, ObjectNode object) {
    if (kind.is(KindTrait.STATUS)) {
      return object.path("spec");
    }
    ObjectNode copy = object.deepCopy();
    Trees.metadata(copy).remove("managedFields");
    return copy;
  }

  private void finish(ResourceKind kind, ObjectNode draft, JsonNode before) {
    ObjectRules.check(kind, draft, before);
    if ("Service".equals(kind.kind())) {
      addresses.assign(draft, before);
    }
  }

  /** Stores a changed object; one that is to go, and is held by nothing any more, goes. */
  private ObjectNode store(ResourceKind kind, String path, ObjectNode object) {
    boolean ending = !Trees.text(object, "metadata", "deletionTimestamp").isEmpty();
    if (!ending || !Trees.at(object, "metadata", "finalizers").isEmpty()) {
      return store.put(kind.storage(), path, object);
    }
    if (kind.equals(Kinds.NAMESPACE)) {
      ObjectNode stored = store.put(kind.storage(), path, object);
      namespaces.removeIfEmptied(path);
      return stored;
    }
    ObjectNode gone = store.remove(kind.storage(), path, object);
    namespaces.removeIfEmptied(Trees.namespace(object));
    return gone;
  }

  Answer delete(ApiRequest request) {
    return store.inTurn(
        () -> {
          ResourceKind kind = request.kind();
          ObjectNode there =
              store.find(kind.storage(), request.path()).orElseThrow(() -> missing(request));
          DeleteOptions options = DeleteOptions.of(request);
          options.check(kind, there);
          ObjectNode last = options.dryRun() ? there : delete(kind, there);
          boolean whole =
              kind.is(KindTrait.RETURNS_DELETED)
                  || !Trees.at(last, "metadata", "finalizers").isEmpty();
          return Answer.ok(whole ? shown(request, last) : Answer.success(kind, last));
        });
  }

  /** Deletes what a selection holds, and answers with the list of it. */
  Answer deleteAll(ApiRequest request, Function<ApiRequest, ObjectNode> list) {
    return store.inTurn(
        () -> {
          ObjectNode found = list.apply(request);
          DeleteOptions options = DeleteOptions.of(request);
          for (JsonNode item : found.path("items")) {
            if (item instanceof ObjectNode object && !options.dryRun()) {
              delete(request.kind(), EventForms.stored(request.kind(), object));
            }
          }
          return Answer.ok(found);
        });
  }

  private ObjectNode delete(ResourceKind kind, ObjectNode there) {
    if (kind.equals(Kinds.NAMESPACE)) {
      return namespaces.end(there, now(), this::delete);
    }
    String path = ObjectStore.path(Trees.namespace(there), Trees.name(there));
    if (Trees.at(there, "metadata", "finalizers").isEmpty()) {
      ObjectNode gone = store.remove(kind.storage(), path, there);
      namespaces.removeIfEmptied(Trees.namespace(there));
      return gone;
    }
    if (!Trees.text(there, "metadata", "deletionTimestamp").isEmpty()) {
      return there;
    }
    ObjectNode ending = there.deepCopy();
    Trees.metadata(ending).put("deletionTimestamp", now()).put("deletionGracePeriodSeconds", 0);
    return store.put(kind.storage(), path, ending);
  }

  private String now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
