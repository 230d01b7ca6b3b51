package dev.fairway.core.intent;

import dev.fairway.core.net.DnsLabel;
import java.util.Comparator;
import java.util.Set;

/**
 * The grammar of references to a port of a Service: its name, or its number from 1 to 65535. A text
 * of digits is a number, and a name has a letter (RFC 6335), so that a range of numbers is neither.
 * The words that select every port or all ports are neither.
 */
final class PortRef {

  /** The definition of a port name, for a message. */
  static final String NAME =
      "the name of a port (a-z, 0-9 and '-', not a number, 'all' or 'every')";

  /** Numbers first, by value; then names. */
  static final Comparator<String> ORDER =
      Comparator.comparing((String port) -> !isNumber(port))
          .thenComparingInt(port -> isNumber(port) ? port.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  private static final int MAX_NUMBER = 65_535;
  private static final int MAX_DIGITS = 5;
  private static final Set<String> WHOLESALE =
      Set.of(PortSelection.EVERY_TEXT, PortSelection.ALL_TEXT);

  private PortRef() {}

  static boolean isNumber(String port) {
    return isDigits(port)
        && port.length() <= MAX_DIGITS
        && port.charAt(0) != '0'
        && Integer.parseInt(port) <= MAX_NUMBER;
  }

  static boolean isName(String port) {
    return DnsLabel.isValid(port)
        && port.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && !WHOLESALE.contains(port);
  }

  private static boolean isDigits(String port) {
    return !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
