package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Service as far as its status is concerned, as the API server showed it last.
 *
 * @param key its key
 * @param uid tells it from another one of the same name
 * @param resourceVersion of what was shown
 * @param generation of its spec, where it has one
 * @param deleting true where it is on its way out
 * @param conditions those of Fairway's types, by type
 */
public record StoredService(
    ServiceKey key,
    String uid,
    String resourceVersion,
    OptionalLong generation,
    boolean deleting,
    List<StoredCondition> conditions) {

  /** Copies. */
  public StoredService {
    conditions = List.copyOf(conditions);
  }

  /** The condition of that type. */
  public Optional<StoredCondition> condition(String type) {
    return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
  }
}
