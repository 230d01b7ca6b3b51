package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import java.util.Optional;

/**
 * Vendor model: one line of a rule list as it came, and what can be made of it. The line is kept
 * because foreign rules go back exactly as they were.
 *
 * @param line the text
 * @param note the note, where Fairway wrote the line
 * @param rule what it says, where that can be understood
 */
record AcmeEntry(String line, Optional<AcmeNote> note, Optional<AcmeRule> rule) {

  /** True where the owner wrote it, even if it was edited since. */
  boolean isOf(OwnerId owner) {
    return note.filter(ours -> ours.owner().equals(owner)).isPresent();
  }
}
