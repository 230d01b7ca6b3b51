package dev.fairway.runtime;

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

  /** What was understood, and is in force as far as it depends on the declaration. */
  public static final String ACCEPTED = "fairway.dev/Accepted";

  /** Whether the fabric does it. */
  public static final String PROGRAMMED = "fairway.dev/Programmed";

  /** Whether a condition holds. */
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
}
