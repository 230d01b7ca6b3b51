package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.NetworkTable;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The lookup of the segment and site of an endpoint's address. Its segment: as the cluster
 * declares, else as the WAN knows, else the default. Its site: as its node's label says, else its
 * network's, else the cluster's default, which does not apply to endpoints of other clusters.
 */
final class AddressLocator {

  private final ClusterSnapshot cluster;
  private final NetworkTable declared;
  private final NetworkTable known;
  private final Map<Segment, NetworkTable> knownBySegment = new HashMap<>();
  private final SortedSet<SiteId> sites;

  AddressLocator(ClusterSnapshot cluster, WanInventory wan) {
    this.cluster = cluster;
    this.declared = NetworkTable.of(cluster.networks());
    this.known = NetworkTable.of(wan.networks());
    this.sites = wan.siteIds();
    wan.networks().stream()
        .collect(Collectors.groupingBy(Network::segment))
        .forEach((segment, networks) -> knownBySegment.put(segment, NetworkTable.of(networks)));
  }

  /** True where the cluster may claim the address. */
  boolean isDeclared(IpPrefix address) {
    return cluster.networks().isEmpty() || declared.longest(address).isPresent();
  }

  /** The declared networks as text, for a message. */
  String declaredText() {
    return cluster.networks().stream()
        .map(Network::prefix)
        .sorted()
        .map(IpPrefix::toString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  ClaimedAddress locate(Endpoint endpoint) {
    IpPrefix address = endpoint.address();
    Optional<Network> network = declared.longest(address);
    Segment segment =
        network.or(() -> known.longest(address)).map(Network::segment).orElse(Segment.DEFAULT);
    Optional<SiteId> site =
        endpoint
            .site()
            .or(() -> network.flatMap(Network::site))
            .or(() -> knownIn(segment, address).flatMap(Network::site))
            .or(() -> defaultFor(endpoint))
            .filter(sites::contains);
    return new ClaimedAddress(segment, address, site);
  }

  private Optional<Network> knownIn(Segment segment, IpPrefix address) {
    return Optional.ofNullable(knownBySegment.get(segment))
        .flatMap(networks -> networks.longest(address));
  }

  /** The reason why no site was found, and the remedy. */
  String whyNoSite(Endpoint endpoint) {
    String known =
        sites.isEmpty()
            ? "the WAN has no site at all"
            : "known: " + sites.stream().map(SiteId::value).collect(Collectors.joining(", "));
    Optional<Network> network = declared.longest(endpoint.address());
    return endpoint
        .site()
        .map(site -> "its node says '" + site + "'")
        .or(
            () ->
                network.flatMap(Network::site).map(site -> "cluster.networks says '" + site + "'"))
        .or(() -> defaultFor(endpoint).map(site -> "cluster.defaultSite says '" + site + "'"))
        .map(source -> source + ", which the WAN does not have; " + known)
        .orElse(
            "no node label, network or cluster.defaultSite tells; label its node with a site, "
                + known);
  }

  private Optional<SiteId> defaultFor(Endpoint endpoint) {
    return endpoint.origin().isPresent() ? Optional.empty() : cluster.defaultSite();
  }
}
