package dev.fairway.catalyst.simulator.model.fabric;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object that is in the database when the model begins.
 *
 * @param kind {@code list}, {@code definition} or {@code policy}
 * @param token of its path; {@code vsmart} for a policy
 * @param id a UUID
 * @param owner who made it; {@code system} for one that nobody may change
 * @param body as it would be posted
 */
public record SeedObject(String kind, String token, String id, String owner, ObjectNode body) {

  /** Whose objects nobody may change. */
  public static final String SYSTEM = "system";
}
