package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;

/**
 * A tenant of a Manager with several.
 *
 * @param id as the product generates it, such as {@code 1714000000000}
 * @param name for users
 * @param subDomain where its own users log in
 * @param model answers the requests within this tenant
 */
public record SimulatedTenant(String id, String name, String subDomain, ManagerModel model) {

  /** Refuses a tenant without a name or an id. */
  public SimulatedTenant {
    if (id.isEmpty() || id.contains("/") || name.isBlank()) {
      throw new IllegalArgumentException(
          "tenant '" + name + "' with id '" + id + "': needs a name, and an id without slash");
    }
  }
}
