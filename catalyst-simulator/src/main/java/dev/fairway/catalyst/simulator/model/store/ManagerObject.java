package dev.fairway.catalyst.simulator.model.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A list, a definition or a centralized policy as a user wrote it.
 *
 * @param type which of the three
 * @param token of its path, such as {@code dataprefix}; {@code vsmart} for a policy
 * @param id the Manager's
 * @param body what was written, without what the Manager adds; never changed
 * @param owner the user who made it
 * @param created when it was made
 * @param updated when it was written last
 * @param updatedBy the user who wrote it last
 * @param readOnly true where it is the Manager's own
 */
public record ManagerObject(
    ObjectType type,
    String token,
    String id,
    ObjectNode body,
    String owner,
    Instant created,
    Instant updated,
    String updatedBy,
    boolean readOnly) {

  /** A new object. */
  public static ManagerObject made(
      ObjectType type, String token, String id, ObjectNode body, String owner, Instant when) {
    return new ManagerObject(type, token, id, body, owner, when, when, owner, false);
  }

  /** Its name. */
  public String name() {
    return body.path(type.nameField()).asText();
  }

  /** The same object with another body. */
  public ManagerObject with(ObjectNode changed, Instant when, String who) {
    return new ManagerObject(type, token, id, changed, owner, created, when, who, readOnly);
  }
}
