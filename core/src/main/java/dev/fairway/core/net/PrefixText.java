package dev.fairway.core.net;

import java.util.HexFormat;

/** The parser and formatter of addresses and prefixes. */
final class PrefixText {

  private static final String MAPPED = "write an IPv4-mapped address as plain IPv4";

  private PrefixText() {}

  /** Parses user input. */
  static IpPrefix parse(String text) {
    IpPrefix prefix = parseWritten(text);
    if (prefix instanceof Ipv6Prefix v6 && v6.high() == 0 && v6.low() >>> 32 == 0xffff) {
      throw refused(text, MAPPED);
    }
    return prefix;
  }

  /**
   * Parses text that Fairway wrote: the rest of a set that was cut next to the IPv4-mapped block
   * may begin with that block.
   */
  static IpPrefix parseWritten(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (address.indexOf(':') >= 0) {
      long[] halves = ipv6(address, text);
      return new Ipv6Prefix(
          halves[0], halves[1], slash < 0 ? 128 : decimal(text.substring(slash + 1), 128, text));
    }
    return new Ipv4Prefix(
        ipv4(address, text), slash < 0 ? 32 : decimal(text.substring(slash + 1), 32, text));
  }

  static String ipv4(int bits) {
    return (bits >>> 24)
        + "."
        + ((bits >>> 16) & 0xff)
        + "."
        + ((bits >>> 8) & 0xff)
        + "."
        + (bits & 0xff);
  }

  /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zeros cut. */
  static String ipv6(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
      groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
    }
    int cutStart = -1;
    int cutLength = 1;
    for (int i = 0; i < 8; ) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > cutLength) {
        cutStart = i;
        cutLength = end - i;
      }
      i = Math.max(end, i + 1);
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == cutStart) {
        out.append("::");
        i += cutLength - 1;
        continue;
      }
      if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }

  private static int ipv4(String address, String whole) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      throw refused(whole, "an IPv4 address has four decimal parts, as in 10.1.2.3");
    }
    int bits = 0;
    for (String part : parts) {
      bits = bits << 8 | decimal(part, 255, whole);
    }
    return bits;
  }

  private static int decimal(String text, int max, String whole) {
    boolean digits = !text.isEmpty() && text.length() <= 3;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw refused(whole, "'" + text + "' is not a number from 0 to " + max);
    }
    if (text.length() > 1 && text.charAt(0) == '0') {
      throw refused(whole, "'" + text + "' has a leading zero, which some programs read as octal");
    }
    int value = Integer.parseInt(text);
    if (value > max) {
      throw refused(whole, "'" + text + "' is more than " + max);
    }
    return value;
  }

  private static long[] ipv6(String address, String whole) {
    if (address.indexOf('%') >= 0) {
      throw refused(whole, "a zone id means something on one machine only");
    }
    if (address.indexOf('.') >= 0) {
      throw refused(whole, MAPPED);
    }
    int cut = address.indexOf("::");
    if (cut >= 0 && address.indexOf("::", cut + 1) >= 0) {
      throw refused(whole, "'::' may stand once");
    }
    int[] groups = new int[8];
    if (cut < 0) {
      if (groups(address, groups, 0, whole) != 8) {
        throw refused(whole, "an IPv6 address has eight groups, or '::' for a run of zeros");
      }
    } else {
      int[] tail = new int[8];
      int before = groups(address.substring(0, cut), groups, 0, whole);
      int after = groups(address.substring(cut + 2), tail, 0, whole);
      if (before + after > 7) {
        throw refused(whole, "'::' stands for nothing here");
      }
      System.arraycopy(tail, 0, groups, 8 - after, after);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new long[] {high, low};
  }

  private static int groups(String text, int[] into, int count, String whole) {
    if (text.isEmpty()) {
      return count;
    }
    for (String part : text.split(":", -1)) {
      if (count == 8) {
        throw refused(whole, "more than eight groups");
      }
      into[count++] = hex(part, whole);
    }
    return count;
  }

  private static int hex(String text, String whole) {
    boolean valid = !text.isEmpty() && text.length() <= 4;
    if (!valid || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw refused(whole, "'" + text + "' is not a group of one to four hex digits");
    }
    return Integer.parseInt(text, 16);
  }

  private static IllegalArgumentException refused(String whole, String why) {
    return new IllegalArgumentException("'" + whole + "' is not an IP address or prefix: " + why);
  }
}
