package dev.fairway.core.wan;

import java.util.List;

/**
 * A place with one or more edges.
 *
 * @param id its id
 * @param name what people call it; the id where they call it nothing else
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
