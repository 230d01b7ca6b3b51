package dev.fairway.core.policy;

/** The side of a rule that the service is on. A rule states it: {@link PathRule#direction()}. */
public enum Direction {
  /** The service receives: its addresses are destinations. Works at the client's edge. */
  TO_SERVICE,
  /** The service sends: its addresses are sources. Works at the server's edge. */
  FROM_SERVICE;

  /**
   * The direction of a rule with that match in a text that states none: from the service where the
   * match names sources. A text states the direction where it is the other one.
   */
  public static Direction impliedBy(TrafficMatch match) {
    return match.source().isPresent() ? FROM_SERVICE : TO_SERVICE;
  }

  /** The other direction. */
  Direction opposite() {
    return this == TO_SERVICE ? FROM_SERVICE : TO_SERVICE;
  }

  /** {@code to-service} or {@code from-service}. */
  public String text() {
    return this == TO_SERVICE ? "to-service" : "from-service";
  }
}
