package dev.fairway.operator.document;

import dev.fairway.runtime.loop.LastLook;
import java.time.Duration;
import java.util.Optional;

/**
 * The last look at the fabric in JSON, which an answer about now is based on.
 *
 * @param ageSeconds how long ago the fabric was last seen as the answer says, in whole seconds; -1:
 *     not known
 * @param current whether that still tells what is in force
 */
public record LookView(long ageSeconds, boolean current) {

  /** The look of a server that does not tell. */
  public static final LookView UNKNOWN = new LookView(-1, false);

  /** The view of a look. */
  public static LookView of(LastLook look) {
    return new LookView(look.age().map(Duration::toSeconds).orElse(-1L), look.current());
  }

  /**
   * The heading over an accepted intent.
   *
   * @param lacking true where not all of it was in force when the fabric was last seen
   */
  String heading(boolean lacking) {
    String state = lacking ? "accepted, not all of it in force" : "in force";
    if (current) {
      return ageSeconds > 0 ? state + ", seen " + ageSeconds + " s ago" : state;
    }
    return (lacking ? state : "was in force")
        + ago().map(text -> " " + text + ", when the fabric was last seen so").orElse("");
  }

  /** A sentence about how old an answer is; empty where it was asked for just now. */
  Optional<String> sentence() {
    if (!current) {
      return Optional.of(
          "The fabric was last seen as planned"
              + ago().map(text -> " " + text).orElse(" at an unknown time")
              + ": what is in force now is not known.");
    }
    return ageSeconds > 0
        ? Optional.of("The fabric was last seen " + ageSeconds + " s ago.")
        : Optional.empty();
  }

  private Optional<String> ago() {
    return ageSeconds < 0 ? Optional.empty() : Optional.of(ageSeconds + " s ago");
  }
}
