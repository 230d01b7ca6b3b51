package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that assumed pods of one site and family may have: those of one of the site's
 * networks, up to 2^24 of them, but for its first and its last.
 */
final class AddressPool {

  private static final int MAX_HOST_BITS = 24;
  private static final Comparator<Network> PREFERENCE =
      Comparator.<Network, Boolean>comparing(network -> !network.segment().equals(Segment.DEFAULT))
          .thenComparing(Network::segment)
          .thenComparing(network -> network.prefix().length())
          .thenComparing(Network::prefix);

  private final Network network;
  private final List<Network> neighbours;

  private AddressPool(Network network, List<Network> neighbours) {
    this.network = network;
    this.neighbours = neighbours;
  }

  /**
   * The pool of a site and family: in the default segment if the site has a network there, else in
   * the first by name; the largest network, the lowest of equals.
   */
  static Optional<AddressPool> of(SiteId site, IpFamily family, List<Network> networks) {
    return networks.stream()
        .filter(network -> network.site().equals(Optional.of(site)))
        .filter(network -> network.prefix().family() == family)
        .min(PREFERENCE)
        .map(
            best ->
                new AddressPool(
                    best,
                    networks.stream()
                        .filter(network -> network.segment().equals(best.segment()))
                        .toList()));
  }

  Network network() {
    return network;
  }

  /** The number of offsets. */
  long size() {
    int hostBits = Math.min(hostBits(), MAX_HOST_BITS);
    return hostBits < 2 ? 1L << hostBits : (1L << hostBits) - 2;
  }

  /**
   * The address at an offset from 0 to {@code size() - 1}; empty where a longer network inside this
   * one has it.
   */
  Optional<IpPrefix> address(long offset) {
    long host = hostBits() < 2 ? offset : offset + 1;
    IpPrefix address =
        network.prefix() instanceof Ipv6Prefix ipv6
            ? Ipv6Prefix.address(ipv6.high(), ipv6.low() | host)
            : Ipv4Prefix.address(((Ipv4Prefix) network.prefix()).bits() | (int) host);
    return WanInventory.longest(neighbours, address).equals(Optional.of(network))
        ? Optional.of(address)
        : Optional.empty();
  }

  private int hostBits() {
    return network.prefix().family().bits() - network.prefix().length();
  }
}
