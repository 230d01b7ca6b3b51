package dev.fairway.runtime;

import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.resolve.Declaration;

/** Says what was understood of a declaration that is not absent. */
final class Acceptance {

  private Acceptance() {}

  /** True where that is what is asked, False while something older is held, or nothing. */
  static Condition of(Declaration declaration) {
    return declaration.fold(
        valid -> condition(Condition.Status.TRUE, "Valid", valid.intent().canonical()),
        held -> condition(Condition.Status.FALSE, "Held", held.lastGood().canonical()),
        () -> condition(Condition.Status.FALSE, "Unusable", ""),
        () -> {
          throw new IllegalArgumentException("an absent declaration has no condition");
        });
  }

  /**
   * What can be said while nothing is known of the WAN: the last good intent stays what it was, and
   * whether it is still what is asked shows by comparison only.
   */
  static Condition undecided(IntentReading reading) {
    boolean same =
        reading.readable()
            && reading.asked().isPresent()
            && reading.asked().equals(reading.lastGood());
    return condition(
        same ? Condition.Status.TRUE : Condition.Status.UNKNOWN,
        same ? "Valid" : "Pending",
        reading.lastGood().map(ServiceIntent::canonical).orElse(""));
  }

  private static Condition condition(Condition.Status status, String reason, String text) {
    return new Condition(Condition.ACCEPTED, status, reason, text);
  }
}
