package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.PrintableText;

/**
 * The sanitizer of user input in messages: at most 80 characters of it, and no character that could
 * break a line or turn the reading direction.
 */
final class Excerpt {

  private static final int MAX_LENGTH = 80;

  private Excerpt() {}

  /** The text, escaped like a Java string where it must be, and cut where it is too long. */
  static String of(String text) {
    return PrintableText.excerpt(text, MAX_LENGTH);
  }
}
