package dev.fairway.runtime;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.WanInventory;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the knowledge comes from that bounds rules on source addresses: {@code wan.scope}. */
public sealed interface ScopeSource {

  /** The inventory with that knowledge. */
  WanInventory applyTo(WanInventory inventory);

  /** {@code fabric}: what the fabric itself routes, where it can tell. */
  static ScopeSource fabric() {
    return new FabricRoutes();
  }

  /** {@code any}: nothing is known, so replies to everywhere are matched. */
  static ScopeSource any() {
    return new Listed(new TreeMap<>());
  }

  /** A list; a segment that is missing is unknown. */
  static ScopeSource listed(Map<Segment, DualStackPrefixSet> routed) {
    return new Listed(new TreeMap<>(routed));
  }

  /** What the fabric itself says. */
  record FabricRoutes() implements ScopeSource {
    @Override
    public WanInventory applyTo(WanInventory inventory) {
      return inventory;
    }
  }

  /**
   * What somebody wrote down.
   *
   * @param routed all that the WAN routes, for each segment where all of it is known
   */
  record Listed(SortedMap<Segment, DualStackPrefixSet> routed) implements ScopeSource {

    /** Copies. */
    public Listed {
      routed = Collections.unmodifiableSortedMap(new TreeMap<>(routed));
    }

    @Override
    public WanInventory applyTo(WanInventory inventory) {
      return inventory.withRouted(routed);
    }
  }
}
