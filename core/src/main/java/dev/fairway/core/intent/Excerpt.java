package dev.fairway.core.intent;

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
      String next = shown(text.codePointAt(i));
      if (shown.length() + next.length() > MAX_LENGTH) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  private static String shown(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          isSafe(character) ? Character.toString(character) : String.format("\\u%04x", character);
    };
  }

  private static boolean isSafe(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
