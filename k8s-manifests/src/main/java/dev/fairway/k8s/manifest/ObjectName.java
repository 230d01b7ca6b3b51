package dev.fairway.k8s.manifest;

import java.util.Comparator;

/**
 * Which object a manifest describes. Order: by kind, namespace, name.
 *
 * @param kind its kind
 * @param namespace its namespace; empty where the kind has none
 * @param name its name
 */
record ObjectName(ManifestKind kind, String namespace, String name)
    implements Comparable<ObjectName> {

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::kind)
          .thenComparing(ObjectName::namespace)
          .thenComparing(ObjectName::name);

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /** {@code Service shop/cart}. */
  @Override
  public String toString() {
    return kind.kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
