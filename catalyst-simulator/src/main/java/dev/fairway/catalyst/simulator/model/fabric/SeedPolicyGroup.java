package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;

/**
 * A policy group of the other user experience.
 *
 * @param id a UUID
 * @param name for users
 * @param edges the uuids of the edges that it configures
 */
public record SeedPolicyGroup(String id, String name, List<String> edges) {

  /** Copies. */
  public SeedPolicyGroup {
    edges = List.copyOf(edges);
  }
}
