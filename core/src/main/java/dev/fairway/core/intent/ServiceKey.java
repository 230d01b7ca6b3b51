package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Subject;
import java.util.Comparator;

/**
 * Identifies a Service in a fleet. Order: by cluster, namespace, name.
 *
 * @param cluster the name of its cluster
 * @param namespace its namespace
 * @param name its name
 */
public record ServiceKey(String cluster, String namespace, String name)
    implements Comparable<ServiceKey> {

  private static final Comparator<ServiceKey> ORDER =
      Comparator.comparing(ServiceKey::cluster)
          .thenComparing(ServiceKey::namespace)
          .thenComparing(ServiceKey::name);

  /** The Service as the subject of a diagnostic. */
  public Subject subject() {
    return new Subject(Subject.Kind.SERVICE, toString());
  }

  @Override
  public int compareTo(ServiceKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code cluster/namespace/name}. */
  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + name;
  }
}
