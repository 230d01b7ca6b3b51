package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.NetworkTable;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The lookup of the segment and site of an endpoint's address. Its segment: as the cluster
 * declares, else as the WAN knows, else the default. Its site: as its node's label says, else its
 * network's, else the cluster's default, which does not apply to endpoints of other clusters.
 */
final class AddressLocator {

  /** The most sites that a message names. */
  private static final int MOST_SITES = 20;

  private final ClusterSnapshot cluster;
  private final NetworkTable declared;
  private final List<IpPrefix> declaredPrefixes;
  private final NetworkTable known;
  private final Map<Segment, NetworkTable> knownBySegment = new HashMap<>();
  private final SortedSet<SiteId> sites;
  private final Set<SiteId> siteIds;

  AddressLocator(ClusterSnapshot cluster, WanInventory wan) {
    this.cluster = cluster;
    this.declared = NetworkTable.of(cluster.networks());
    this.declaredPrefixes = cluster.networks().stream().map(Network::prefix).toList();
    this.known = NetworkTable.of(wan.networks());
    this.sites = wan.siteIds();
    this.siteIds = new HashSet<>(sites);
    wan.networks().stream()
        .collect(Collectors.groupingBy(Network::segment))
        .forEach((segment, networks) -> knownBySegment.put(segment, NetworkTable.of(networks)));
  }

  /** The longest declared network that holds the address. */
  Optional<Network> declaredNetwork(IpPrefix address) {
    return declared.longest(address);
  }

  /** True where the cluster may not claim an address of that declared network, or of none. */
  boolean isForeign(Optional<Network> network) {
    return network.isEmpty() && !cluster.networks().isEmpty();
  }

  /** The reason why no endpoint can have the address; empty for an ordinary one. */
  Optional<SpecialAddress> unusable(IpPrefix address) {
    return SpecialAddress.of(address)
        .filter(kind -> !kind.isUsable(address, declaredPrefixes.stream()));
  }

  /** The declared networks, and what to do about an endpoint whose address lies in none. */
  String whyForeign(Endpoint endpoint) {
    String networks =
        declaredPrefixes.stream()
            .sorted()
            .distinct()
            .map(IpPrefix::toString)
            .collect(Collectors.joining(", ", "which are ", "; "));
    if (endpoint.origin().isPresent()) {
      return networks
          + "it was synced from cluster '"
          + endpoint.origin().get()
          + "': Fairway there claims it, or add its network with a site to them";
    }
    return networks
        + switch (endpoint.kind()) {
          case POD -> "add its network to them if it is the cluster's own";
          case NODE, NODE_PORT -> "add the nodes' network to them if it is on the WAN";
          case VIP -> "add the range of its virtual addresses to them if it is on the WAN";
        };
  }

  /**
   * The place of an endpoint.
   *
   * @param network the declared network of its address
   */
  ClaimedAddress locate(Endpoint endpoint, Optional<Network> network) {
    IpPrefix address = endpoint.address();
    Optional<Network> holding = network.isPresent() ? network : known.longest(address);
    Segment segment = holding.isPresent() ? holding.get().segment() : Segment.DEFAULT;
    Optional<SiteId> site = endpoint.site();
    if (site.isEmpty()) {
      site =
          network
              .flatMap(Network::site)
              .or(() -> knownIn(segment, address).flatMap(Network::site))
              .or(() -> defaultFor(endpoint));
    }
    boolean exists = site.isPresent() && siteIds.contains(site.get());
    return new ClaimedAddress(segment, address, exists ? site : Optional.empty());
  }

  /** The network of the WAN that holds the located address, where it is at another site. */
  Optional<Network> contradicting(ClaimedAddress located) {
    return knownIn(located.segment(), located.address())
        .filter(network -> located.site().isPresent() && network.site().isPresent())
        .filter(network -> !network.site().equals(located.site()));
  }

  /** What says the site of an endpoint whose address lies in a network of the WAN. */
  static String siteSource(Endpoint endpoint) {
    return endpoint.site().isPresent() ? nodeText(endpoint) : "cluster.networks";
  }

  private static String nodeText(Endpoint endpoint) {
    return endpoint.node().map(name -> "node '" + name + "'").orElse("its node");
  }

  private Optional<Network> knownIn(Segment segment, IpPrefix address) {
    return Optional.ofNullable(knownBySegment.get(segment))
        .flatMap(networks -> networks.longest(address));
  }

  /** The reason why no site was found, and the remedy that fits the endpoint. */
  String whyNoSite(Endpoint endpoint) {
    String known =
        sites.isEmpty()
            ? "the WAN has no site at all"
            : "known: " + Listing.of(MOST_SITES, sites.stream().map(SiteId::value).toList());
    return unknownSite(endpoint)
            .map(source -> source + ", which the WAN does not have")
            .orElseGet(() -> remedy(endpoint))
        + "; "
        + known;
  }

  /** What names a site that the WAN does not have; empty where nothing names one. */
  private Optional<String> unknownSite(Endpoint endpoint) {
    return endpoint
        .site()
        .map(site -> nodeText(endpoint) + " says '" + site + "'")
        .or(
            () ->
                declared
                    .longest(endpoint.address())
                    .flatMap(Network::site)
                    .map(site -> "cluster.networks says '" + site + "'"))
        .or(() -> defaultFor(endpoint).map(site -> "cluster.defaultSite says '" + site + "'"));
  }

  private String remedy(Endpoint endpoint) {
    String network =
        declared
            .longest(endpoint.address())
            .map(known -> "give " + known.prefix() + " a site in cluster.networks")
            .orElse(
                "declare its network with a site in cluster.networks, beside the cluster's own");
    if (endpoint.origin().isPresent()) {
      return "it was synced from cluster '"
          + endpoint.origin().get()
          + "', so only its network tells; "
          + network;
    }
    String orDefault = ", or set cluster.defaultSite";
    if (endpoint.kind() == Endpoint.Kind.VIP) {
      return "a virtual address is on no node; " + network + orDefault;
    }
    return endpoint
        .node()
        .map(
            name ->
                "node '" + name + "' names none; label it with its site, " + network + orDefault)
        .orElse("no node of the cluster is known for it; " + network + orDefault);
  }

  private Optional<SiteId> defaultFor(Endpoint endpoint) {
    return endpoint.origin().isPresent() ? Optional.empty() : cluster.defaultSite();
  }
}
