package dev.fairway.runtime;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.WanInventory;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The source of the routed prefixes that bound rules on source addresses: setting {@code
 * wan.scope}.
 *
 * @param routed all that the WAN routes, for each segment where all of it is known; empty: what the
 *     fabric itself routes, where it can tell
 */
public record ScopeSource(Optional<SortedMap<Segment, DualStackPrefixSet>> routed) {

  /** Copies. */
  public ScopeSource {
    routed = routed.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
  }

  /** {@code fabric}: what the fabric itself routes, where it can tell. */
  public static ScopeSource fabric() {
    return new ScopeSource(Optional.empty());
  }

  /** {@code any}: nothing is known, so replies to everywhere are matched. */
  public static ScopeSource any() {
    return listed(Map.of());
  }

  /** A list; a segment that is missing is unknown. */
  public static ScopeSource listed(Map<Segment, DualStackPrefixSet> routed) {
    return new ScopeSource(Optional.of(new TreeMap<>(routed)));
  }

  /** The inventory with these routed prefixes. */
  public WanInventory applyTo(WanInventory inventory) {
    return routed.map(inventory::withRouted).orElse(inventory);
  }
}
