package dev.fairway.catalyst.simulator.model.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object that is in the database when the model begins.
 *
 * @param kind {@code list}, {@code definition} or {@code policy}
 * @param token of its path; {@code vsmart} for a policy
 * @param id a UUID
 * @param owner its user; {@code system} for one that no user may change
 * @param body as it would be posted
 */
public record SeedObject(String kind, String token, String id, String owner, ObjectNode body) {

  /** The owner of objects that no user may change. */
  public static final String SYSTEM = "system";

  /**
   * An object of the administrator's.
   *
   * @param json its body
   * @throws IllegalArgumentException where that is not one JSON object
   */
  public static SeedObject of(String kind, String token, String id, String json) {
    try {
      if (new ObjectMapper().readTree(json) instanceof ObjectNode body) {
        return new SeedObject(kind, token, id, "admin", body);
      }
      throw new IllegalArgumentException("seed object " + id + " is not an object");
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("seed object " + id + " is not JSON", unreadable);
    }
  }
}
