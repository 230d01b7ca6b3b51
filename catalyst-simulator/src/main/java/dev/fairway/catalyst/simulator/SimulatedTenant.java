package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;

/**
 * A tenant of a Manager with several.
 *
 * @param id what the product makes up, such as {@code 1714000000000}
 * @param name what people call it
 * @param subDomain where its own people log in
 * @param model what answers requests within this tenant
 */
public record SimulatedTenant(String id, String name, String subDomain, ManagerModel model) {

  /** Checks that it can be told from others. */
  public SimulatedTenant {
    if (id.isEmpty() || id.contains("/") || name.isBlank()) {
      throw new IllegalArgumentException(
          "tenant '" + name + "' with id '" + id + "': needs a name, and an id without slash");
    }
  }
}
