package dev.fairway.operator.server;

/**
 * How one part is.
 *
 * @param name the part
 * @param ok true where it does its work
 * @param note why it does not, or what to know although it does; may be empty
 */
public record HealthCheckResult(String name, boolean ok, String note) {

  /** On one line, whatever the note holds. */
  public HealthCheckResult {
    note = note.replaceAll("\\s*\\R\\s*", " ").strip();
    if (!ok && note.isEmpty()) {
      throw new IllegalArgumentException(name + " is not well, and nobody says why");
    }
  }

  /** Well, with nothing to add. */
  public static HealthCheckResult ok(String name) {
    return new HealthCheckResult(name, true, "");
  }

  /** Well, with something to know. */
  public static HealthCheckResult ok(String name, String note) {
    return new HealthCheckResult(name, true, note);
  }

  /** Not well. */
  public static HealthCheckResult not(String name, String why) {
    return new HealthCheckResult(name, false, why);
  }

  /** {@code backend: ok}, {@code leader: ok, standing by}, {@code backend: does not answer}. */
  String text() {
    String state = !ok ? note : note.isEmpty() ? "ok" : "ok, " + note;
    return name + ": " + state;
  }
}
