package dev.fairway.operator.server;

/**
 * The health of one part of the operator.
 *
 * @param name the part
 * @param ok true where it does its work
 * @param note the reason why it does not, or a remark where it does; may be empty
 */
public record HealthCheckResult(String name, boolean ok, String note) {

  /** Puts the note on one line. */
  public HealthCheckResult {
    note = note.replaceAll("\\s*\\R\\s*", " ").strip();
    if (!ok && note.isEmpty()) {
      throw new IllegalArgumentException(name + " is not well, and nobody says why");
    }
  }

  /** A healthy part. */
  public static HealthCheckResult ok(String name) {
    return new HealthCheckResult(name, true, "");
  }

  /** A healthy part with a remark. */
  public static HealthCheckResult ok(String name, String note) {
    return new HealthCheckResult(name, true, note);
  }

  /** An unhealthy part. */
  public static HealthCheckResult not(String name, String why) {
    return new HealthCheckResult(name, false, why);
  }

  /** {@code backend: ok}, {@code leader: ok, standing by}, {@code backend: does not answer}. */
  String text() {
    String state = !ok ? note : note.isEmpty() ? "ok" : "ok, " + note;
    return name + ": " + state;
  }
}
