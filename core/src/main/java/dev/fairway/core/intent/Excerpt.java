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
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String next = PrintableText.of(text.codePointAt(i));
      if (shown.length() + next.length() > MAX_LENGTH) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }
}
