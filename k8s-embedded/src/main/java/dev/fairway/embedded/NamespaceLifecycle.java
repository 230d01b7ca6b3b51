package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/**
 * The lifecycle of Namespaces: one that terminates refuses new objects and goes with its last one.
 * Used in the store's turn.
 */
final class NamespaceLifecycle {

  private static final String STORAGE = "namespaces";

  private final ObjectStore store;

  NamespaceLifecycle(ObjectStore store) {
    this.store = store;
  }

  /** Refuses a new object in a namespace that is not there, or that ends. */
  void checkOpen(ApiRequest request, String name) {
    String namespace = request.namespace();
    if (!request.kind().namespaced()) {
      return;
    }
    ObjectNode there =
        store
            .find(STORAGE, namespace)
            .orElseThrow(() -> ApiStatusException.notFound(ApiResources.NAMESPACE, namespace));
    if (isEnding(there)) {
      throw ApiStatusException.terminating(request.kind(), name, namespace);
    }
  }

  private static boolean isEnding(ObjectNode namespace) {
    return !JsonTrees.text(namespace, "metadata", "deletionTimestamp").isEmpty();
  }

  /**
   * Ends a namespace: marks it, has its objects deleted, and removes it if that leaves it empty.
   *
   * @return the namespace as it was marked
   */
  ObjectNode end(ObjectNode namespace, String now, BiConsumer<ResourceKind, ObjectNode> delete) {
    if (isEnding(namespace)) {
      return namespace;
    }
    ObjectNode ending = namespace.deepCopy();
    JsonTrees.metadata(ending).put("deletionTimestamp", now);
    JsonTrees.child(ending, "status").put("phase", "Terminating");
    String name = JsonTrees.name(ending);
    store.put(STORAGE, name, ending);
    for (ResourceKind kind : ApiResources.ALL) {
      if (kind.namespaced()) {
        store.list(kind.storage(), name).forEach(object -> delete.accept(kind, object));
      }
    }
    removeIfEmptied(name);
    return ending;
  }

  /** Removes a namespace that ends, once nothing is left in it. */
  void removeIfEmptied(String name) {
    store
        .find(STORAGE, name)
        .filter(NamespaceLifecycle::isEnding)
        .filter(ending -> JsonTrees.at(ending, "metadata", "finalizers").isEmpty())
        .filter(ending -> store.isEmpty(name))
        .ifPresent(ending -> store.remove(STORAGE, name, ending));
  }
}
