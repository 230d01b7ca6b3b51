package dev.fairway.embedded;

import java.util.regex.Pattern;

/** The syntax of IPv4 and IPv6 addresses. */
final class IpAddressSyntax {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern GROUPS = Pattern.compile("[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4})*");

  private IpAddressSyntax() {}

  static boolean isIpv4(String text) {
    return V4.matcher(text).matches();
  }

  /** Without a zone, and without an IPv4 part. */
  static boolean isIpv6(String text) {
    String[] halves = text.split("::", -1);
    int groups = 0;
    for (String half : halves) {
      if (!half.isEmpty() && !GROUPS.matcher(half).matches()) {
        return false;
      }
      groups += half.isEmpty() ? 0 : half.split(":").length;
    }
    return halves.length == 1 ? groups == 8 && !text.isEmpty() : halves.length == 2 && groups < 8;
  }
}
