package dev.fairway.core.net;

import java.util.regex.Pattern;

/**
 * The grammar of every name in Fairway: a DNS label in lower case, {@code
 * [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?}, as Kubernetes takes it for names (RFC 1123 §2.1).
 */
public final class DnsLabel {

  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private DnsLabel() {}

  /** True where the text is a DNS label. */
  public static boolean isValid(String text) {
    return GRAMMAR.matcher(text).matches();
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
