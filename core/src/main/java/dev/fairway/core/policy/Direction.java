package dev.fairway.core.policy;

/** Which side of a rule the service is on. */
public enum Direction {
  /** The service receives: its addresses are destinations. Works at the client's edge. */
  TO_SERVICE,
  /** The service sends: its addresses are sources. Works at the server's edge. */
  FROM_SERVICE;

  /** {@code to-service} or {@code from-service}. */
  public String text() {
    return this == TO_SERVICE ? "to-service" : "from-service";
  }
}
