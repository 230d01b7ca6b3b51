package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies a workload. Order: by namespace, type, name.
 *
 * @param namespace its namespace
 * @param group its API group, in whatever version; empty for the core group
 * @param kind its kind
 * @param name its name
 */
record WorkloadKey(String namespace, String group, String kind, String name)
    implements Comparable<WorkloadKey> {

  /** The groups of Kubernetes itself, no two of which have workloads of the same kind. */
  private static final Set<String> OWN_GROUPS = Set.of("", "apps", "batch");

  private static final Comparator<WorkloadKey> ORDER =
      Comparator.comparing(WorkloadKey::namespace)
          .thenComparing(WorkloadKey::type)
          .thenComparing(WorkloadKey::name);

  /** The key of an object. */
  static WorkloadKey of(HasMetadata object) {
    return new WorkloadKey(
        ObjectFields.namespace(object),
        group(ObjectFields.text(object.getApiVersion())),
        ObjectFields.text(object.getKind()),
        ObjectFields.name(object));
  }

  /** The key of the controller that an object names, which is in its namespace. */
  static Optional<WorkloadKey> controllerOf(HasMetadata object) {
    List<OwnerReference> owners =
        object.getMetadata() == null
            ? List.of()
            : ObjectFields.list(object.getMetadata().getOwnerReferences());
    return owners.stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .map(
            owner ->
                new WorkloadKey(
                    ObjectFields.namespace(object),
                    group(ObjectFields.text(owner.getApiVersion())),
                    ObjectFields.text(owner.getKind()),
                    ObjectFields.text(owner.getName())));
  }

  /** The group of an API version: {@code apps} of {@code apps/v1}, none of {@code v1}. */
  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    // Where the kinds of apps were before they had a group of their own.
    return group.equals("extensions") ? "apps" : group;
  }

  /** {@code deployment}, or {@code rollout.argoproj.io} for a kind of another group. */
  String type() {
    String lower = kind.toLowerCase(Locale.ROOT);
    return OWN_GROUPS.contains(group) ? lower : lower + "." + group;
  }

  /** {@code shop/deployment/cart}: what the pods' addresses are hashes of. */
  String path() {
    return namespace + "/" + type() + "/" + name;
  }

  @Override
  public int compareTo(WorkloadKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment shop/cart}. */
  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
