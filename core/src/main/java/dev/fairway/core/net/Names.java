package dev.fairway.core.net;

/** The one grammar of names: {@code [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?}. */
public final class Names {

  private static final int MAX_LENGTH = 63;

  private Names() {}

  /** True where the text is a name. */
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!alphanumeric && (c != '-' || i == 0 || i == text.length() - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text, or throws an {@link IllegalArgumentException} that says what a name is. */
  public static String require(String what, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + text
              + "' is not a name: 1 to 63 of a-z, 0-9 and '-', with no '-' at either end");
    }
    return text;
  }
}
