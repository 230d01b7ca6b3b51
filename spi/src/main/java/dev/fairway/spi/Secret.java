package dev.fairway.spi;

/** A credential, as a text that must never be shown: {@link #toString()} is {@code ***}. */
public final class Secret {

  private final String value;

  /** Wraps the text. */
  public Secret(String value) {
    this.value = value;
  }

  /** The text itself: for the wire only. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
