package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The handler of write requests: admission, then a change of the store. Each call is one turn of
 * the store.
 */
final class ObjectWriteHandler {

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
  private final ServiceIpAllocator addresses;
  private final NamespaceLifecycle namespaces;
  private Consumer<ObjectNode> podDeleted = pod -> {};

  ObjectWriteHandler(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.addresses = new ServiceIpAllocator(store);
    this.namespaces = new NamespaceLifecycle(store);
  }

  JsonResponse create(ApiRequest request) {
    return store.inTurn(
        () -> {
          ObjectNode draft = EventConversion.stored(request.kind(), request.object());
          return JsonResponse.created(shown(request, createFrom(request, draft, this::updated)));
        });
  }

  JsonResponse update(ApiRequest request) {
    return store.inTurn(
        () -> {
          ResourceKind kind = request.kind();
          ObjectNode wanted = EventConversion.stored(kind, request.object());
          Optional<ObjectNode> before = store.find(kind.storage(), request.path());
          if (before.isEmpty() && kind.is(KindTrait.CREATE_BY_PUT) && !request.ofStatus()) {
            ObjectPreconditions.checkName(request, wanted);
            return JsonResponse.created(shown(request, createFrom(request, wanted, this::updated)));
          }
          ObjectNode there = before.orElseThrow(() -> missing(request));
          ObjectPreconditions.check(request, there, wanted);
          return JsonResponse.ok(shown(request, change(request, there, wanted, this::updated)));
        });
  }

  JsonResponse patch(ApiRequest request) {
    if (PatchTypes.APPLY.equals(request.contentType())) {
      return store.inTurn(() -> apply(request));
    }
    if (!request.query("force").isEmpty()) {
      throw ApiStatusException.invalidOptions(
          "PatchOptions",
          new FieldError(
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
              EventConversion.stored(
                  kind, PatchTypes.patched(request, EventConversion.shown(kind, there).deepCopy()));
          ObjectPreconditions.check(request, there, wanted);
          return JsonResponse.ok(shown(request, change(request, there, wanted, this::updated)));
        });
  }

  private JsonResponse apply(ApiRequest request) {
    ApplyConfiguration config = ApplyConfiguration.of(request, now());
    Optional<ObjectNode> there = store.find(request.kind().storage(), request.path());
    ObjectNode live = there.orElseGet(config::blank);
    config.checkIdentity(there);
    ServerSideApply applied =
        ServerSideApply.of(request.kind(), live, config.object(), config.owner(), config.force());
    OwnersAfter kept = (draft, before, ignored) -> applied.owners();
    return there.isPresent()
        ? JsonResponse.ok(change(request, live, applied.object(), kept))
        : JsonResponse.created(createFrom(request, applied.object(), kept));
  }

  private static ApiStatusException missing(ApiRequest request) {
    return ApiStatusException.notFound(request.kind(), request.name());
  }

  private static ObjectNode shown(ApiRequest request, ObjectNode stored) {
    return EventConversion.shown(request.kind(), stored);
  }

  /** Who owns the fields of an object after a write. */
  private interface OwnersAfter {
    ManagedFields after(ObjectNode draft, ObjectNode before, ApiRequest request);
  }

  private ManagedFields updated(ObjectNode draft, ObjectNode before, ApiRequest request) {
    boolean told = JsonTrees.metadata(draft).path("managedFields").isArray();
    ManagedFieldsEntry writer =
        new ManagedFieldsEntry(
            request.fieldManager(),
            ManagedFieldsEntry.UPDATE,
            request.kind().apiVersion(),
            now(),
            request.subresource(),
            FieldSet.NONE);
    return ManagedFields.of(told ? draft : before)
        .updated(writer, FieldChanges.between(request.kind(), before, draft));
  }

  private ObjectNode createFrom(ApiRequest request, ObjectNode draft, OwnersAfter ownership) {
    ResourceKind kind = request.kind();
    ObjectPreconditions.name(request, draft);
    String name = JsonTrees.name(draft);
    String path = ObjectStore.path(request.namespace(), name);
    namespaces.checkOpen(request, name);
    if (store.find(kind.storage(), path).isPresent()) {
      throw ApiStatusException.alreadyExists(kind, name);
    }
    newMetadata(kind, JsonTrees.metadata(draft));
    JsonNode status = draft.remove("status");
    ObjectDefaulting.fill(kind, draft);
    ObjectNode blank = JsonTrees.object();
    ManagedFields owners = ownership.after(withoutStatus(draft), blank, request);
    if (status != null && kind.is(KindTrait.STATUS_AT_CREATE)) {
      draft.set("status", status);
    }
    owners.writeTo(draft);
    finish(kind, draft, MissingNode.getInstance());
    return request.dryRun() ? draft : store.put(kind.storage(), path, draft);
  }

  /**
   * Stores an object with the creation time and the status that it has, in the place of one that is
   * there. Of its metadata, name, namespace, labels, annotations and creation time are taken.
   *
   * @throws ApiStatusException where a real server refuses it
   */
  ObjectNode seed(ObjectNode object) {
    ResourceKind kind = ApiResources.of(object);
    ObjectNode draft = object.deepCopy();
    ObjectNode metadata = JsonTrees.metadata(draft);
    String created = JsonTrees.text(metadata, "creationTimestamp");
    metadata.retain("name", "namespace", "labels", "annotations");
    return store.inTurn(
        () -> {
          newMetadata(kind, metadata);
          if (!created.isEmpty()) {
            metadata.put("creationTimestamp", created);
          }
          ObjectDefaulting.fill(kind, draft);
          finish(kind, draft, MissingNode.getInstance());
          String path = ObjectStore.path(JsonTrees.namespace(draft), JsonTrees.name(draft));
          return store.put(kind.storage(), path, draft);
        });
  }

  /** Calls a listener for each Pod that is deleted from now on, in the store's turn. */
  void onPodDeleted(Consumer<ObjectNode> listener) {
    podDeleted = listener;
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
      ApiRequest request, ObjectNode before, ObjectNode wanted, OwnersAfter ownership) {
    ResourceKind kind = request.kind();
    keep(request, wanted, before);
    ObjectDefaulting.fill(kind, wanted);
    ownership.after(wanted, before, request).writeTo(wanted);
    finish(kind, wanted, before);
    if (wanted.equals(before)) {
      return before;
    }
    if (kind.is(KindTrait.GENERATION) && !asked(kind, wanted).equals(asked(kind, before))) {
      long generation = JsonTrees.at(before, "metadata", "generation").asLong();
      JsonTrees.metadata(wanted).put("generation", generation + 1);
    }
    return request.dryRun() ? wanted : store(kind, request.path(), wanted);
  }

  /** What only the server writes stays, and so does the part that the request is not about. */
  private static void keep(ApiRequest request, ObjectNode wanted, ObjectNode before) {
    for (String field : KEPT) {
      JsonTrees.takeOver(JsonTrees.metadata(wanted), field, before.path("metadata"));
    }
    if (!request.kind().is(KindTrait.STATUS)) {
      return;
    }
    if (request.ofStatus()) {
      JsonTrees.takeOver(wanted, "spec", before);
    } else {
      JsonTrees.takeOver(wanted, "status", before);
    }
  }

  /** What a generation counts changes of: a real server counts those of a slice's labels too. */
  private static JsonNode asked(ResourceKind kind, ObjectNode object) {
    if (kind.is(KindTrait.STATUS)) {
      return object.path("spec");
    }
    ObjectNode copy = object.deepCopy();
    JsonTrees.metadata(copy).remove("managedFields");
    return copy;
  }

  private void finish(ResourceKind kind, ObjectNode draft, JsonNode before) {
    ObjectValidation.check(kind, draft, before);
    if ("Service".equals(kind.kind())) {
      addresses.assign(draft, before);
    }
  }

  /** Stores a changed object; one that is to go, and is held by nothing any more, goes. */
  private ObjectNode store(ResourceKind kind, String path, ObjectNode object) {
    boolean ending = !JsonTrees.text(object, "metadata", "deletionTimestamp").isEmpty();
    if (!ending || !JsonTrees.at(object, "metadata", "finalizers").isEmpty()) {
      return store.put(kind.storage(), path, object);
    }
    if (kind.equals(ApiResources.NAMESPACE)) {
      ObjectNode stored = store.put(kind.storage(), path, object);
      namespaces.removeIfEmptied(path);
      return stored;
    }
    ObjectNode gone = store.remove(kind.storage(), path, object);
    namespaces.removeIfEmptied(JsonTrees.namespace(object));
    return gone;
  }

  JsonResponse delete(ApiRequest request) {
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
                  || !JsonTrees.at(last, "metadata", "finalizers").isEmpty();
          return JsonResponse.ok(whole ? shown(request, last) : JsonResponse.success(kind, last));
        });
  }

  /** Deletes what a selection holds, and answers with the list of it. */
  JsonResponse deleteAll(ApiRequest request, Function<ApiRequest, ObjectNode> list) {
    return store.inTurn(
        () -> {
          ObjectNode found = list.apply(request);
          DeleteOptions options = DeleteOptions.of(request);
          for (JsonNode item : found.path("items")) {
            if (item instanceof ObjectNode object && !options.dryRun()) {
              delete(request.kind(), EventConversion.stored(request.kind(), object));
            }
          }
          return JsonResponse.ok(found);
        });
  }

  private ObjectNode delete(ResourceKind kind, ObjectNode there) {
    if (kind.equals(ApiResources.NAMESPACE)) {
      return namespaces.end(there, now(), this::delete);
    }
    String path = ObjectStore.path(JsonTrees.namespace(there), JsonTrees.name(there));
    if (JsonTrees.at(there, "metadata", "finalizers").isEmpty()) {
      ObjectNode gone = store.remove(kind.storage(), path, there);
      if ("Pod".equals(kind.kind())) {
        podDeleted.accept(gone);
      }
      namespaces.removeIfEmptied(JsonTrees.namespace(there));
      return gone;
    }
    if (!JsonTrees.text(there, "metadata", "deletionTimestamp").isEmpty()) {
      return there;
    }
    ObjectNode ending = there.deepCopy();
    JsonTrees.metadata(ending).put("deletionTimestamp", now()).put("deletionGracePeriodSeconds", 0);
    return store.put(kind.storage(), path, ending);
  }

  private String now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
