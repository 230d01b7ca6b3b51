package dev.fairway.core.net;

/**
 * The grammar of every name in Fairway: a DNS label in lower case, {@code
 * [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?}, as Kubernetes takes it for names (RFC 1123 §2.1).
 */
public final class DnsLabel {

  private static final int MAX_LENGTH = 63;

  private DnsLabel() {}

  /** True where the text is a DNS label. */
  public static boolean isValid(String text) {
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

  /**
   * Returns the text where it is a DNS label.
   *
   * @param what what the text names, for the message
   * @throws IllegalArgumentException with the grammar, where it is none
   */
  public static String require(String what, String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + text
              + "' is not a name: 1 to 63 of a-z, 0-9 and '-', with no '-' at either end");
    }
    return text;
  }
}
