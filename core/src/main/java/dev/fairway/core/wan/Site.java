package dev.fairway.core.wan;

import java.util.List;

/**
 * A site of the WAN: a place with one or more edges.
 *
 * @param id its id
 * @param name its name; the id where it has no other
 * @param edges its edges, in the order of the inventory
 */
public record Site(SiteId id, String name, List<Edge> edges) {

  /** Copies. */
  public Site {
    edges = List.copyOf(edges);
  }

  /** True where an edge of the site is attached to the transport. */
  public boolean offers(Transport transport) {
    return edges.stream().anyMatch(edge -> edge.offers(transport));
  }
}
