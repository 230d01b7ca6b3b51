package dev.fairway.core.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The snapshot of all clusters. Immutable.
 *
 * @param clusters the clusters, by name
 */
public record FleetSnapshot(SortedMap<String, ClusterSnapshot> clusters) {

  /** Copies; refuses a cluster under another's name, and two with one owner. */
  public FleetSnapshot {
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    clusters.forEach(
        (name, cluster) -> {
          if (!name.equals(cluster.name())) {
            throw new IllegalArgumentException(cluster.name() + " under the name " + name);
          }
        });
    if (clusters.values().stream().map(ClusterSnapshot::owner).distinct().count()
        != clusters.size()) {
      throw new IllegalArgumentException("two clusters with one owner in " + clusters.keySet());
    }
  }

  /** A fleet of one cluster. */
  public static FleetSnapshot of(ClusterSnapshot... clusters) {
    SortedMap<String, ClusterSnapshot> byName = new TreeMap<>();
    for (ClusterSnapshot cluster : List.of(clusters)) {
      byName.put(cluster.name(), cluster);
    }
    return new FleetSnapshot(byName);
  }

  /** The same fleet with another snapshot of one of its clusters. */
  public FleetSnapshot with(ClusterSnapshot cluster) {
    SortedMap<String, ClusterSnapshot> all = new TreeMap<>(clusters);
    all.put(cluster.name(), cluster);
    return new FleetSnapshot(all);
  }
}
