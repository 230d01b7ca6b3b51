package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Subject;

/**
 * Identifies a Service in a fleet. Order: by cluster, namespace, name.
 *
 * @param cluster the name of its cluster
 * @param namespace its namespace
 * @param name its name
 */
public record ServiceKey(String cluster, String namespace, String name)
    implements Comparable<ServiceKey> {

  /** The Service as the subject of a diagnostic. */
  public Subject subject() {
    return new Subject(Subject.Kind.SERVICE, toString());
  }

  @Override
  public int compareTo(ServiceKey other) {
    int byCluster = cluster.compareTo(other.cluster);
    if (byCluster != 0) {
      return byCluster;
    }
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** {@code cluster/namespace/name}. */
  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + name;
  }
}
