package dev.fairway.operator.trace;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;

/** An address of a network that pods hardly ever have: the last but one. */
final class FreeAddress {

  private FreeAddress() {}

  static IpPrefix in(IpPrefix network) {
    if (network.isAddress()) {
      return network;
    }
    if (network instanceof Ipv4Prefix v4) {
      return Ipv4Prefix.address(v4.lastBits() - 1);
    }
    Ipv6Prefix v6 = (Ipv6Prefix) network;
    return Ipv6Prefix.address(v6.lastHigh(), v6.lastLow() - 1);
  }
}
