package dev.fairway.core.resolve;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.WanInventory;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fleet whose declarations were resolved against the WAN and the target.
 *
 * @param clusters the clusters, by owner: the order in which their partitions match packets
 * @param wan the inventory that they were resolved against
 */
public record ResolvedFleet(SortedMap<OwnerId, ResolvedCluster> clusters, WanInventory wan) {

  /** Copies. */
  public ResolvedFleet {
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
  }

  /** The same fleet with other choices of transports for pairs of sites. */
  public ResolvedFleet withChoices(PathChoices choices) {
    SortedMap<OwnerId, ResolvedCluster> chosen = new TreeMap<>();
    clusters.forEach((owner, cluster) -> chosen.put(owner, cluster.withChoices(choices)));
    return new ResolvedFleet(chosen, wan);
  }
}
