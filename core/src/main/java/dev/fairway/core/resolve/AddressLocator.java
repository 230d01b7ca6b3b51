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
 * Where an address lives. Its segment: what the cluster declared, else what the WAN knows, else the
 * default. Its site: what its node says, else its network, else the cluster's default, which says
 * nothing about endpoints of other clusters.
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

  /** The declared networks, for people. */
  String declaredText() {
    return cluster.networks().stream()
        .map(Network::prefix)
        .sorted()
        .map(IpPrefix::toString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  ClaimedAddress place(Endpoint endpoint) {
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
            .filter(one -> sites.contains(one));
    return new ClaimedAddress(segment, address, site);
  }

  private Optional<Network> knownIn(Segment segment, IpPrefix address) {
    return Optional.ofNullable(knownBySegment.get(segment))
        .flatMap(networks -> networks.longest(address));
  }

  /** Why no site was found, and what would be right. */
  String whyNoSite(Endpoint endpoint) {
    String known =
        sites.isEmpty()
            ? "the WAN has no site at all"
            : "known: " + sites.stream().map(SiteId::value).collect(Collectors.joining(", "));
    return whoSays(endpoint)
        .map(told -> told + ", which the WAN does not have; " + known)
        .orElse(
            "no node label, network or cluster.defaultSite tells; label its node with a site, "
                + known);
  }

  /** Whoever names the site, in the order in which they are believed. */
  private Optional<String> whoSays(Endpoint endpoint) {
    return endpoint
        .site()
        .map(site -> "its node says '" + site + "'")
        .or(
            () ->
                declared
                    .longest(endpoint.address())
                    .flatMap(Network::site)
                    .map(site -> "cluster.networks says '" + site + "'"))
        .or(() -> defaultFor(endpoint).map(site -> "cluster.defaultSite says '" + site + "'"));
  }

  private Optional<SiteId> defaultFor(Endpoint endpoint) {
    return endpoint.origin().isPresent() ? Optional.empty() : cluster.defaultSite();
  }
}
