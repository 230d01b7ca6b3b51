package dev.fairway.k8s.mapping;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;

/** The text about an address that cannot be used as it is written: why not. */
final class MalformedAddress {

  private MalformedAddress() {}

  /** The text about an address of either family. */
  static String text(String address) {
    try {
      IpPrefix.parse(address);
      return "'" + address + "' is not an IP address: a length behind '/' makes it a prefix";
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** The text about an address of a slice of that family. */
  static String text(String address, IpFamily family) {
    return address.indexOf('/') < 0 && IpPrefix.tryParse(address).isPresent()
        ? "'" + address + "' is not an " + name(family) + " address, as the addressType says"
        : text(address);
  }

  private static String name(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }
}
