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
  private record Owned(
      ResolvedService service, PortClaim claim, boolean living, boolean atDestination) {}

  /**
   * The ownership of an address and port that several claim: a living endpoint before an ending
   * one; then the older Service; then by name.
   */
  private static final Comparator<Owned> OWNERSHIP =
      Comparator.comparing((Owned owned) -> !owned.living)
          .thenComparing(owned -> owned.service.createdAt())
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

  /**
   * The site of an address: that of the first claim on it, living ones before ending ones; else
   * that of its network.
   */
  public static Optional<SiteId> siteOf(ResolvedFleet fleet, Flow flow, IpPrefix address) {
    List<ClaimedAddress> claimed =
        fleet.clusters().values().stream()
            .flatMap(PacketSemantics::addresses)
            .filter(place -> isAt(place, flow, address))
            .toList();
    if (claimed.isEmpty()) {
      return fleet.wan().networkOf(flow.segment(), address).flatMap(Network::site);
    }
    return claimed.stream()
        .filter(ClaimedAddress::living)
        .findFirst()
        .orElse(claimed.get(0))
        .site();
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
    List<Owned> ends =
        new ArrayList<>(ownedEnds(cluster, flow, flow.destination(), flow.destinationPort(), true));
    if (onTheWan(fleet, cluster, flow)) {
      ends.addAll(ownedEnds(cluster, flow, flow.source(), flow.sourcePort(), false));
    }
    return ends;
  }

  /**
   * The owners at one address: of the port, and of all ports. An ending endpoint that owns the port
   * does not count where a living one owns all ports: the address is the living one's.
   */
  private static List<Owned> ownedEnds(
      ResolvedCluster cluster, Flow flow, IpPrefix address, int port, boolean atDestination) {
    Optional<Owned> ofAll = owner(cluster, flow, address, AddressPort.ALL, atDestination);
    Optional<Owned> ofPort = Optional.empty();
    if (flow.protocol().hasPorts() && port > 0) {
      AddressPort one = AddressPort.of(flow.protocol(), port);
      ofPort =
          owner(cluster, flow, address, one, atDestination)
              .filter(owned -> owned.living || ofAll.filter(Owned::living).isEmpty());
    }
    return Stream.of(ofPort, ofAll).flatMap(Optional::stream).toList();
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
        if (claim.port().equals(port)) {
          claim.addresses().stream()
              .filter(place -> isAt(place, flow, address))
              .map(place -> new Owned(service, claim, place.living(), atDestination))
              .forEach(claims::add);
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
