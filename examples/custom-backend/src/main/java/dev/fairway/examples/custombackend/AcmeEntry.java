package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import java.util.Optional;

/**
 * Vendor model: one line of a rule list as it came, and what can be made of it. The line is kept
 * because other people's rules go back exactly as they were.
 *
 * @param line the text
 * @param note who wrote it, where that is Fairway
 * @param rule what it says, where that can be understood
 */
record AcmeEntry(String line, Optional<AcmeNote> note, Optional<AcmeRule> rule) {

  /** True where the owner wrote it, even if somebody has edited it since. */
  boolean isOf(OwnerId owner) {
    return note.filter(one -> one.owner().equals(owner)).isPresent();
  }
}
