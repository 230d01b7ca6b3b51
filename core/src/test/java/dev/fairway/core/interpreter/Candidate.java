package dev.fairway.core.interpreter;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;

/**
 * A treatment that an end of the packet has for its peer. Its words are those that were declared;
 * the choice of transports counts only where these decide nothing. One of a retained endpoint loses
 * to every other.
 */
record Candidate(
    boolean retained,
    AddressPort port,
    Treatment words,
    boolean chosenForFew,
    Treatment treatment) {

  /** What drops, inspect, encryption, tunnel, dscp: the place of the first word it has. */
  private int firstWord() {
    if (words.admission().isPresent()) {
      return 0;
    }
    if (words.inspect().isPresent()) {
      return 1;
    }
    if (words.requiresEncryption()) {
      return 2;
    }
    return words.steer().isPresent() ? 3 : 4;
  }

  private boolean isExclusive() {
    return words.steer().isPresent() && words.steer().get().fallback() == Fallback.NONE;
  }

  boolean beats(Candidate other) {
    if (retained != other.retained) {
      return other.retained;
    }
    if (firstWord() != other.firstWord()) {
      return firstWord() < other.firstWord();
    }
    if (port.isAll() != other.port.isAll()) {
      return other.port.isAll();
    }
    if (isExclusive() != other.isExclusive()) {
      return isExclusive();
    }
    if (!words.equals(other.words)) {
      return words.canonical().compareTo(other.words.canonical()) < 0;
    }
    if (chosenForFew != other.chosenForFew) {
      return chosenForFew;
    }
    return treatment.canonical().compareTo(other.treatment.canonical()) < 0;
  }
}
