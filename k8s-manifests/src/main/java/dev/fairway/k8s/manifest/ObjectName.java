package dev.fairway.k8s.manifest;

import java.util.Comparator;

/**
 * The object that a manifest describes. Order: by kind, namespace, name.
 *
 * @param kind its kind
 * @param type its kind as written; with its API version where the kind is {@link
 *     ManifestKind#CUSTOM_WORKLOAD}
 * @param namespace its namespace; empty where the kind has none
 * @param name its name
 */
record ObjectName(ManifestKind kind, String type, String namespace, String name)
    implements Comparable<ObjectName> {

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::kind)
          .thenComparing(ObjectName::type)
          .thenComparing(ObjectName::namespace)
          .thenComparing(ObjectName::name);

  /** The name of an object that has a name. */
  static ObjectName of(ManifestKind kind, UnstructuredObject tree) {
    return new ObjectName(
        kind,
        kind == ManifestKind.CUSTOM_WORKLOAD ? tree.type() : tree.kind(),
        kind.namespaced() ? tree.namespace() : "",
        tree.name());
  }

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /** {@code Service shop/cart}. */
  @Override
  public String toString() {
    return type + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
