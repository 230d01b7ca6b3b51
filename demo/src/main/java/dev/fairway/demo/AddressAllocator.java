package dev.fairway.demo;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who has which IPv4 address: clients at each site, and pods that come. No address is given twice,
 * not even after its pod is gone. Not thread-safe.
 */
final class AddressAllocator {

  /** Clients sit at the low end of their site's network. */
  private static final int CLIENT_OFFSET = 10;

  private final WanInventory wan;
  private final Set<IpPrefix> taken = new HashSet<>();
  private final TreeMap<SiteId, IpPrefix> clients = new TreeMap<>();

  /** A book in which those addresses are taken. */
  AddressAllocator(WanInventory wan, Collection<IpPrefix> taken) {
    this.wan = wan;
    this.taken.addAll(taken);
    for (Network network : wan.networks()) {
      if (network.site().isPresent() && network.prefix() instanceof Ipv4Prefix prefix) {
        clients.computeIfAbsent(network.site().get(), site -> free(prefix.bits() + CLIENT_OFFSET));
      }
    }
  }

  /** A client at the first site that is not the one given. */
  IpPrefix clientOutside(Optional<SiteId> site) {
    return clients.entrySet().stream()
        .filter(client -> !site.equals(Optional.of(client.getKey())))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** An address that nobody has had, after that one and in its network. */
  IpPrefix beside(Ipv4Prefix address) {
    IpPrefix next = free(address.bits() + 1);
    Optional<Network> network = network(address);
    return network.isEmpty() || network.equals(network(next))
        ? next
        : free(((Ipv4Prefix) network.get().prefix()).bits() + CLIENT_OFFSET);
  }

  /** The site whose network holds the address. */
  Optional<SiteId> siteOf(IpPrefix address) {
    return network(address).flatMap(Network::site);
  }

  /** The name of the site whose network holds the address. */
  String siteName(IpPrefix address) {
    return siteOf(address)
        .flatMap(wan::site)
        .map(site -> site.name())
        .orElse("at no site of the WAN");
  }

  private Optional<Network> network(IpPrefix address) {
    return wan.networkOf(Segment.DEFAULT, address);
  }

  private IpPrefix free(int start) {
    int bits = start;
    while (!taken.add(Ipv4Prefix.address(bits))) {
      bits++;
    }
    return Ipv4Prefix.address(bits);
  }
}
