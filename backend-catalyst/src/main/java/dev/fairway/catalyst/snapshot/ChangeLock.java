package dev.fairway.catalyst.snapshot;

import dev.fairway.core.policy.OwnerId;
import java.time.Instant;

/**
 * The list that stands on the Manager while an owner changes something: a lock between operators,
 * because a second list of its name is refused, and the trace of a change that was cut off. Who,
 * until when and what stand in its description.
 *
 * @param listId the Manager's id of the list
 * @param owner who changes something
 * @param until when anybody may take the change for dead, by the time of day of the owner's machine
 * @param push how the change would be brought into force, and has to be if it was cut off
 * @param before the first 12 digits of the digest of what the change edits, as it was before; a
 *     change that was cut off before its edit leaves this in place
 */
public record ChangeLock(String listId, OwnerId owner, Instant until, Push push, String before) {

  /** How an edit reaches the controllers. */
  public enum Push {
    /** A definition or a list was edited: push the controllers' templates. */
    TEMPLATES,
    /** The assembly was edited: activate the policy as edited. */
    ACTIVATION
  }
}
