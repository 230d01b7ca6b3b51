package dev.fairway.core.policy;

/** The treatment of a packet while none of its transports is up. */
public enum Fallback {
  /** It is dropped: the transports are exclusive. */
  NONE,
  /** It takes any path that there is. */
  ANY;

  /** {@code none} or {@code any}. */
  public String text() {
    return this == NONE ? "none" : "any";
  }

  /**
   * Reads what {@link #text()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static Fallback parse(String text) {
    for (Fallback fallback : values()) {
      if (fallback.text().equals(text)) {
        return fallback;
      }
    }
    throw new IllegalArgumentException("fallback '" + text + "' is not none or any");
  }
}
