package dev.fairway.k8s.mapping;

import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.KubernetesObjects;

/**
 * The mapper of all objects of a cluster to its {@link ClusterSnapshot}. Pure: the same objects in
 * any order give an equal snapshot, and a malformed object never changes what another becomes. A
 * pod that a slice names in its {@code targetRef} is believed to have the address. Thread-safe.
 */
public final class ClusterMapper {

  private final ClusterSettings settings;
  private final InformerTransform transform;

  /** A mapper for a cluster with these settings. */
  public ClusterMapper(ClusterSettings settings) {
    this.settings = settings;
    this.transform = new InformerTransform(settings.name(), settings.siteLabel());
  }

  /**
   * The snapshot of a cluster that was read whole: {@link Completeness#COMPLETE}.
   *
   * @param objects each object once
   * @param generation of the snapshot
   */
  public ClusterSnapshot snapshot(KubernetesObjects objects, long generation) {
    return snapshot(objects, generation, Completeness.COMPLETE);
  }

  /**
   * The snapshot of a cluster. The last good intents are those that the objects hold. O(n log n) in
   * objects and addresses.
   *
   * @param objects each object once
   * @param generation of the snapshot
   * @param completeness whether the objects are all there are
   */
  public ClusterSnapshot snapshot(
      KubernetesObjects objects, long generation, Completeness completeness) {
    return snapshot(transform.all(objects), generation, completeness);
  }

  /** As {@link #snapshot(KubernetesObjects, long, Completeness)}, of views. */
  public ClusterSnapshot snapshot(
      ClusterObjects objects, long generation, Completeness completeness) {
    return new IncrementalMapper(settings, LastGoodSource.SHOWN, true)
        .snapshot(objects, generation, completeness);
  }
}
