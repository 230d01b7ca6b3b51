package dev.fairway.runtime;

import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.resolve.Declaration;

/**
 * A condition of a Service, as Kubernetes shapes them, without times.
 *
 * @param type {@link #ACCEPTED} or {@link #PROGRAMMED}
 * @param status whether it holds
 * @param reason one word in CamelCase
 * @param message for {@link #PROGRAMMED} a sentence; for {@link #ACCEPTED} exactly the canonical
 *     text of the intent in force, empty where there is none
 */
public record Condition(String type, Status status, String reason, String message) {

  /** The type of the condition that states the intent in force. */
  public static final String ACCEPTED = "fairway.dev/Accepted";

  /** The type of the condition that states whether the fabric does what the intent asks. */
  public static final String PROGRAMMED = "fairway.dev/Programmed";

  /** The status of a condition. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** {@code True}, {@code False} or {@code Unknown}. */
    public String text() {
      return text;
    }
  }

  /** The condition {@link #ACCEPTED} of a declaration that is not absent. */
  static Condition accepted(Declaration declaration) {
    return declaration.fold(
        valid -> accepted(Status.TRUE, "Valid", valid.intent().canonical()),
        held -> accepted(Status.FALSE, "Held", held.lastGood().canonical()),
        () -> accepted(Status.FALSE, "Unusable", ""),
        () -> {
          throw new IllegalArgumentException("an absent declaration has no condition");
        });
  }

  /**
   * The condition {@link #ACCEPTED} while nothing is known of the WAN: the last good intent stays,
   * and only a comparison shows whether it is still what is asked.
   */
  static Condition undecided(IntentReading reading) {
    boolean same =
        reading.readable()
            && reading.intent().isPresent()
            && reading.intent().equals(reading.lastGood());
    return accepted(
        same ? Status.TRUE : Status.UNKNOWN,
        same ? "Valid" : "Pending",
        reading.lastGood().map(ServiceIntent::canonical).orElse(""));
  }

  private static Condition accepted(Status status, String reason, String text) {
    return new Condition(ACCEPTED, status, reason, text);
  }
}
