package dev.fairway.core.semantics;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The definition of the treatment of one packet, straight from the claims of a fleet. It is written
 * to be read; the fast translation is tested against it. O(claims) a packet.
 */
public final class PacketSemantics {

  private PacketSemantics() {}

  /** The claim that owns an end of the packet: an address with its port, or with all ports. */
  private record Owned(ResolvedService service, PortClaim claim, boolean atDestination) {}

  /** The ownership of an address and port that several claim: the older Service; then by name. */
  private static final Comparator<Owned> OWNERSHIP =
      Comparator.comparing((Owned owned) -> owned.service.createdAt())
          .thenComparing(owned -> owned.service.key())
          .thenComparing(owned -> owned.claim.portName())
          .thenComparing(owned -> owned.claim.treatment());

  /**
   * The rank of the owned ends of a packet. Blind to direction, so a reply ranks as its request.
   */
  private static final Comparator<Owned> RANK =
      Comparator.comparing((Owned owned) -> owned.claim.port().isAll())
          .thenComparing(PacketSemantics::mayFallBack)
          .thenComparing(owned -> owned.claim.treatment().canonical());

  /** The decision about the packet. */
  public static Decision decide(ResolvedFleet fleet, Flow flow) {
    Optional<SiteId> from = siteOf(fleet, flow, flow.source());
    Optional<SiteId> to = siteOf(fleet, flow, flow.destination());
    if (from.isPresent() && from.equals(to)) {
      return new Decision.Local();
    }
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      Optional<Owned> first = ownedEnds(fleet, cluster, flow).stream().min(RANK);
      if (first.isPresent()) {
        Owned owned = first.get();
        return new Decision.Treated(
            cluster.owner(),
            owned.service.key(),
            owned.claim.port(),
            owned.atDestination,
            owned.claim.treatment());
      }
    }
    return new Decision.Unclaimed();
  }

  /** The site of an address: that of a claim on it, else that of its network. */
  public static Optional<SiteId> siteOf(ResolvedFleet fleet, Flow flow, IpPrefix address) {
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      Optional<ClaimedAddress> claimed =
          addresses(cluster).filter(place -> isAt(place, flow, address)).findFirst();
      if (claimed.isPresent()) {
        return claimed.get().site();
      }
    }
    return fleet.wan().networkOf(flow.segment(), address).flatMap(Network::site);
  }

  /** The sites where the packet may enter the WAN: its source's, or every one where unknown. */
  public static SortedSet<SiteId> entrySites(ResolvedFleet fleet, Flow flow) {
    SortedSet<SiteId> sites = fleet.wan().siteIds();
    return siteOf(fleet, flow, flow.source())
        .filter(sites::contains)
        .<SortedSet<SiteId>>map(site -> new TreeSet<>(List.of(site)))
        .orElse(sites);
  }

  /** The at most four ends of the packet with an owner. */
  private static List<Owned> ownedEnds(ResolvedFleet fleet, ResolvedCluster cluster, Flow flow) {
    List<Owned> ends = new ArrayList<>();
    if (flow.protocol().hasPorts() && flow.destinationPort() > 0) {
      AddressPort port = AddressPort.of(flow.protocol(), flow.destinationPort());
      owner(cluster, flow, flow.destination(), port, true).ifPresent(ends::add);
    }
    owner(cluster, flow, flow.destination(), AddressPort.ALL, true).ifPresent(ends::add);
    if (onTheWan(fleet, cluster, flow)) {
      if (flow.protocol().hasPorts() && flow.sourcePort() > 0) {
        AddressPort port = AddressPort.of(flow.protocol(), flow.sourcePort());
        owner(cluster, flow, flow.source(), port, false).ifPresent(ends::add);
      }
      owner(cluster, flow, flow.source(), AddressPort.ALL, false).ifPresent(ends::add);
    }
    return ends;
  }

  private static Optional<Owned> owner(
      ResolvedCluster cluster,
      Flow flow,
      IpPrefix address,
      AddressPort port,
      boolean atDestination) {
    List<Owned> claims = new ArrayList<>();
    for (ResolvedService service : cluster.services()) {
      for (PortClaim claim : service.claims()) {
        boolean claimed =
            claim.port().equals(port)
                && claim.addresses().stream().anyMatch(place -> isAt(place, flow, address));
        if (claimed) {
          claims.add(new Owned(service, claim, atDestination));
        }
      }
    }
    return claims.stream().min(OWNERSHIP);
  }

  /**
   * True where the destination is on the WAN, which makes the sender's end count: a routed prefix,
   * or a claimed address. Where the routes are unknown, every destination is.
   */
  private static boolean onTheWan(ResolvedFleet fleet, ResolvedCluster cluster, Flow flow) {
    DualStackPrefixSet routed = fleet.wan().routed().get(flow.segment());
    return routed == null
        || routed.contains(flow.destination())
        || addresses(cluster).anyMatch(place -> isAt(place, flow, flow.destination()));
  }

  private static Stream<ClaimedAddress> addresses(ResolvedCluster cluster) {
    return cluster.services().stream()
        .flatMap(service -> service.claims().stream())
        .flatMap(claim -> claim.addresses().stream());
  }

  private static boolean isAt(ClaimedAddress claimed, Flow flow, IpPrefix address) {
    return claimed.segment().equals(flow.segment()) && claimed.address().equals(address);
  }

  private static boolean mayFallBack(Owned owned) {
    return owned
        .claim
        .treatment()
        .steer()
        .map(steer -> steer.fallback() == Fallback.ANY)
        .orElse(true);
  }
}
