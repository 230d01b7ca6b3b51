package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.fabric.SeedSite;
import dev.fairway.catalyst.simulator.model.fabric.SeedTloc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of the fabric: the sites, and the colours that are down at each. Guarded by the model's
 * one lock.
 */
final class FabricState {

  private final FabricSeed seed;
  private final Map<String, Set<String>> down = new HashMap<>();

  FabricState(FabricSeed seed) {
    this.seed = seed;
  }

  FabricSeed seed() {
    return seed;
  }

  void set(String siteId, String color, boolean up) {
    Set<String> colors = down.computeIfAbsent(siteId, site -> new HashSet<>());
    if (up) {
      colors.remove(color);
    } else {
      colors.add(color);
    }
  }

  boolean isUp(String siteId, String color) {
    return !down.getOrDefault(siteId, Set.of()).contains(color);
  }

  /** The colours that are up, by site. */
  SortedMap<String, SortedSet<String>> up() {
    SortedMap<String, SortedSet<String>> up = new TreeMap<>();
    for (SeedSite site : seed.sites()) {
      SortedSet<String> colors = new TreeSet<>();
      for (SeedEdge edge : site.edges()) {
        edge.tunnels().stream()
            .map(SeedTloc::color)
            .filter(color -> isUp(site.id(), color))
            .forEach(colors::add);
      }
      up.put(site.id(), colors);
    }
    return up;
  }
}
