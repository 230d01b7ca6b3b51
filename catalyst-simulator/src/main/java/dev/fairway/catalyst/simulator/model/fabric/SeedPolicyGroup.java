package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;

/**
 * A policy group of the other user experience.
 *
 * @param id a UUID
 * @param name for users
 * @param solution what it configures: {@code sdwan} edges or {@code sd-routing} routers
 * @param edges the uuids of the edges or routers that it configures
 */
public record SeedPolicyGroup(String id, String name, String solution, List<String> edges) {

  /** Copies. */
  public SeedPolicyGroup {
    edges = List.copyOf(edges);
  }

  /** A group of edges of the overlay. */
  public SeedPolicyGroup(String id, String name, List<String> edges) {
    this(id, name, "sdwan", edges);
  }
}
