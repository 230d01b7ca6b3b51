package dev.fairway.k8s.objects;

import java.util.List;
import java.util.OptionalLong;

/**
 * What whoever writes the status of a Service has to know about it. Immutable.
 *
 * @param uid tells it from another one of the same name; empty where it was never stored
 * @param resourceVersion of what was read; empty where it was never stored
 * @param generation of its spec, where it has one
 * @param deleting true where it is on its way out
 * @param conditions those of Fairway's types, in their order
 */
public record ServiceStatusView(
    String uid,
    String resourceVersion,
    OptionalLong generation,
    boolean deleting,
    List<ConditionObject> conditions) {

  /** How the type of every condition of ours begins. */
  public static final String CONDITION_PREFIX = "fairway.dev/";

  /** Copies. */
  public ServiceStatusView {
    conditions = List.copyOf(conditions);
  }
}
