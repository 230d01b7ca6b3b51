package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;

/**
 * A site.
 *
 * @param id its number, as text
 * @param name for users
 * @param edges at least one
 * @param networks what it announces in every VPN
 */
public record SeedSite(String id, String name, List<SeedEdge> edges, List<String> networks) {

  /** Refuses an id that is no number, and a site without an edge. */
  public SeedSite {
    edges = List.copyOf(edges);
    networks = List.copyOf(networks);
    if (!id.matches("[1-9][0-9]{0,9}") || edges.isEmpty()) {
      throw new IllegalArgumentException("site '" + id + "' with " + edges.size() + " edges");
    }
  }
}
