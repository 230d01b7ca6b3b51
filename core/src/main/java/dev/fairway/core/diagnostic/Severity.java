package dev.fairway.core.diagnostic;

/** How much a {@link Diagnostic} matters. */
public enum Severity {
  /** Good to know; everything asked for is done. */
  INFO,
  /** Done, but not in full or not as it may seem. */
  WARNING,
  /** Not done; what was in force before stays where it can. */
  ERROR;

  /** {@code info}, {@code warning} or {@code error}. */
  public String text() {
    return switch (this) {
      case INFO -> "info";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }
}
