package dev.fairway.demo;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.Comparator;
import java.util.List;

/**
 * Where an object is in an API. Order: what others refer to comes first.
 *
 * @param kind such as {@code Service}
 * @param namespace empty where it is in none
 * @param name its name
 */
record ObjectPath(String kind, String namespace, String name) implements Comparable<ObjectPath> {

  private static final List<String> KINDS =
      List.of("Namespace", "Node", "Pod", "Service", "EndpointSlice");

  private static final Comparator<ObjectPath> ORDER =
      Comparator.comparing((ObjectPath path) -> KINDS.indexOf(path.kind()))
          .thenComparing(ObjectPath::namespace)
          .thenComparing(ObjectPath::name);

  /** Refuses a kind that the demo does not play. */
  ObjectPath {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("kind " + kind + ", not one of " + KINDS);
    }
  }

  static ObjectPath of(HasMetadata object) {
    return new ObjectPath(
        object.getKind(),
        isNamespaced(object) ? ObjectFields.namespace(object) : "",
        ObjectFields.name(object));
  }

  static boolean isNamespaced(HasMetadata object) {
    return object instanceof Namespaced;
  }

  @Override
  public int compareTo(ObjectPath other) {
    return ORDER.compare(this, other);
  }
}
