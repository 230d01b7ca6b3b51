package dev.fairway.core.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of addresses that no endpoint of a WAN can have: no router forwards a packet from or to
 * them. The first kind that holds an address is its kind.
 *
 * <p>Addresses for documentation and benchmarks (RFC 5737, RFC 2544, RFC 3849) and those of
 * carriers (RFC 6598) are not among them: laboratories and clusters use them.
 *
 * <p>Source: RFC 6890 with the IANA registries of special-purpose addresses, RFC 1122 §3.2.1.3, RFC
 * 4291 §2.5.
 */
public enum SpecialAddress {
  /** {@code 0.0.0.0} and {@code ::}. */
  UNSPECIFIED("it is the unspecified address, which stands for none", "0.0.0.0/32", "::/128"),
  /** The rest of {@code 0.0.0.0/8}. */
  THIS_NETWORK("0.0.0.0/8 means 'this network' and no host", "0.0.0.0/8"),
  /** {@code 127.0.0.0/8} and {@code ::1}. */
  LOOPBACK("a loopback address never leaves its host", "127.0.0.0/8", "::1/128"),
  /** {@code 169.254.0.0/16} and {@code fe80::/10}. */
  LINK_LOCAL("a link-local address never leaves its link", "169.254.0.0/16", "fe80::/10"),
  /** {@code 224.0.0.0/4} and {@code ff00::/8}. */
  MULTICAST("a multicast address is no host's", "224.0.0.0/4", "ff00::/8"),
  /** {@code 255.255.255.255}. */
  BROADCAST("the broadcast address is no host's", "255.255.255.255/32"),
  /**
   * The rest of {@code 240.0.0.0/4}, class E. Some clouds give it to pods all the same, so that a
   * declared network inside it makes its addresses usable.
   */
  RESERVED(
      "240.0.0.0/4 is reserved; where pods have such addresses, declare their network in"
          + " cluster.networks",
      "240.0.0.0/4"),
  /** IPv4-mapped and IPv4-compatible IPv6 addresses. */
  IPV4_IN_IPV6(
      "it is an IPv4 address in the notation of IPv6, which no packet carries",
      new Ipv6Prefix(0, 0xffff_0000_0000L, 96),
      new Ipv6Prefix(0, 0, 96));

  private static final Block[] IPV4_BLOCKS = blocks(IpFamily.IPV4);
  private static final Block[] IPV6_BLOCKS = blocks(IpFamily.IPV6);

  private final String reason;
  private final List<IpPrefix> blocks;

  /** A block of addresses and its kind. */
  private record Block(IpPrefix prefix, SpecialAddress kind) {}

  SpecialAddress(String reason, String... blocks) {
    this.reason = reason;
    this.blocks = List.of(blocks).stream().map(IpPrefix::parse).toList();
  }

  SpecialAddress(String reason, Ipv6Prefix... blocks) {
    this.reason = reason;
    this.blocks = List.of(blocks);
  }

  /** The kind of an address; empty for one that an endpoint can have. */
  public static Optional<SpecialAddress> of(IpPrefix address) {
    for (Block block : address.family() == IpFamily.IPV4 ? IPV4_BLOCKS : IPV6_BLOCKS) {
      if (block.prefix.contains(address)) {
        return Optional.of(block.kind);
      }
    }
    return Optional.empty();
  }

  /**
   * The blocks of a family, in the order of their kinds: every address of a cluster is looked up.
   */
  private static Block[] blocks(IpFamily family) {
    return Arrays.stream(values())
        .flatMap(kind -> kind.blocks.stream().map(block -> new Block(block, kind)))
        .filter(block -> block.prefix.family() == family)
        .toArray(Block[]::new);
  }

  /** True where the declaration of a network makes its addresses usable all the same. */
  public boolean isUsableWithin(IpPrefix declaredNetwork) {
    return this == RESERVED && holds(declaredNetwork);
  }

  /** True where the declaration of a network that holds the address makes it usable. */
  public boolean isUsable(IpPrefix address, Stream<IpPrefix> declaredNetworks) {
    return declaredNetworks.anyMatch(
        network -> isUsableWithin(network) && network.contains(address));
  }

  private boolean holds(IpPrefix prefix) {
    for (IpPrefix block : blocks) {
      if (block.contains(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The reason why nobody has such an address: a clause. */
  public String reason() {
    return reason;
  }
}
