package dev.fairway.core.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of IP addresses of both families.
 *
 * @param ipv4 the IPv4 addresses, may be empty
 * @param ipv6 the IPv6 addresses, may be empty
 */
public record DualStackPrefixSet(PrefixSet ipv4, PrefixSet ipv6) {

  /** The set without an address. */
  public static final DualStackPrefixSet EMPTY =
      new DualStackPrefixSet(PrefixSet.empty(IpFamily.IPV4), PrefixSet.empty(IpFamily.IPV6));

  /** Refuses a set in the other's place. */
  public DualStackPrefixSet {
    if (ipv4.family() != IpFamily.IPV4 || ipv6.family() != IpFamily.IPV6) {
      throw new IllegalArgumentException("an IPv4 set and an IPv6 set, in that order");
    }
  }

  /** The addresses of the prefixes, which may be of both families, in any order. */
  public static DualStackPrefixSet of(Collection<? extends IpPrefix> prefixes) {
    List<IpPrefix> ipv4 = new ArrayList<>();
    List<IpPrefix> ipv6 = new ArrayList<>();
    for (IpPrefix prefix : prefixes) {
      (prefix.family() == IpFamily.IPV4 ? ipv4 : ipv6).add(prefix);
    }
    return new DualStackPrefixSet(
        PrefixSet.of(IpFamily.IPV4, ipv4), PrefixSet.of(IpFamily.IPV6, ipv6));
  }

  /** The part of one family. */
  public PrefixSet of(IpFamily family) {
    return family == IpFamily.IPV4 ? ipv4 : ipv6;
  }

  /** True where every address of the prefix is in the set. */
  public boolean contains(IpPrefix prefix) {
    return of(prefix.family()).contains(prefix);
  }

  /** The addresses in either. */
  public DualStackPrefixSet union(DualStackPrefixSet other) {
    return new DualStackPrefixSet(ipv4.union(other.ipv4), ipv6.union(other.ipv6));
  }
}
