package dev.fairway.core.diagnostic;

import java.util.Locale;

/** The severity of a {@link Diagnostic}. */
public enum Severity {
  /** Good to know; everything asked for is done. */
  INFO,
  /** Done, but not in full or not as it may seem. */
  WARNING,
  /** Not done; what was in force before stays where it can. */
  ERROR;

  /** {@code info}, {@code warning} or {@code error}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
