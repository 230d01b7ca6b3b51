package dev.fairway.core.diagnostic;

/**
 * The escaping of user input for messages: no character that could break a line, turn the reading
 * direction or stay invisible gets through as it is.
 */
public final class PrintableText {

  private PrintableText() {}

  /** The text with every such character written as in a Java string; the same text without one. */
  public static String of(String text) {
    if (text.codePoints().allMatch(PrintableText::isPrintable)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints().forEach(character -> printable.append(of(character)));
    return printable.toString();
  }

  /**
   * The text so escaped, and cut where it is longer than so many characters: a mark shows the cut.
   */
  public static String excerpt(String text, int most) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String next = of(text.codePointAt(i));
      if (shown.length() + next.length() > most) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  /** One character, escaped where it must be. */
  public static String of(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          isPrintable(character)
              ? Character.toString(character)
              : String.format("\\u%04x", character);
    };
  }

  private static boolean isPrintable(int character) {
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
