package dev.fairway.operator.settings;

/** How the log is written. */
public enum LogFormat {
  /** Lines for people. */
  TEXT("text"),
  /** One JSON object a line. */
  JSON("json");

  private final String text;

  LogFormat(String text) {
    this.text = text;
  }

  /** The word as people write it. */
  public String text() {
    return text;
  }
}
