package dev.fairway.k8s.objects;

import dev.fairway.core.intent.ServiceKey;
import java.util.List;
import java.util.OptionalLong;

/**
 * The metadata and conditions of a Service that a status writer needs, as the API server showed
 * them last. Immutable.
 *
 * @param key its key
 * @param uid distinguishes it from another Service of the same name; empty where it was never
 *     stored
 * @param resourceVersion of what was read; empty where it was never stored
 * @param generation of its spec, where it has one
 * @param deleting true where it has a deletion timestamp
 * @param conditions those of Fairway's types, by type
 */
public record ServiceStatusView(
    ServiceKey key,
    String uid,
    String resourceVersion,
    OptionalLong generation,
    boolean deleting,
    List<StoredCondition> conditions) {

  /** Copies. */
  public ServiceStatusView {
    conditions = List.copyOf(conditions);
  }
}
