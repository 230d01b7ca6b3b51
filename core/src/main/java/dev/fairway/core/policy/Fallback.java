package dev.fairway.core.policy;

/** What happens to a packet while none of its transports is up. */
public enum Fallback {
  /** It is dropped: the transports are exclusive. */
  NONE,
  /** It takes any path that there is. */
  ANY;

  /** {@code none} or {@code any}. */
  public String text() {
    return this == NONE ? "none" : "any";
  }
}
