package dev.fairway.core.semantics;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The definition of the treatment of one packet, straight from the claims of a fleet. It is written
 * to be read; the fast translation is tested against it. O(claims) a packet. Whether a Service that
 * claims the packet has lost it is {@link Decision.Treated#isTakenFrom}.
 */
public final class PacketSemantics {

  private PacketSemantics() {}

  /**
   * A claim on an address of the packet: on its port there, or on all ports. Its place has the site
   * of the first claim on the address.
   */
  private record Claimed(
      ResolvedService service, PortClaim claim, ClaimedAddress where, boolean atDestination) {

    boolean isAll() {
      return claim.port().isAll();
    }

    Claimed at(Optional<SiteId> site) {
      ClaimedAddress there =
          new ClaimedAddress(where.segment(), where.address(), site, where.life());
      return new Claimed(service, claim, there, atDestination);
    }

    /** True where the claim cuts or diverts packets, so that it never takes them from another. */
    boolean restricts() {
      Treatment.Kind kind = claim.treatment().kind();
      return kind == Treatment.Kind.BLOCK || kind == Treatment.Kind.INSPECT;
    }

    /**
     * True where this owner keeps the next claim on its address from what that claims: the same
     * port; a living owner of all ports keeps an ending or retained claim from any; and of two
     * Services, a claim that restricts has nothing where another one owns any of it, with other
     * words.
     */
    boolean keeps(Claimed next) {
      boolean samePort = claim.port().equals(next.claim.port());
      boolean endsHere = isAll() && where.living() && !next.where.living();
      boolean others =
          !service.key().equals(next.service.key())
              && !claim.treatment().equals(next.claim.treatment());
      return samePort || endsHere || next.restricts() && others && (isAll() || next.isAll());
    }

    /**
     * True where this claim, whatever its port, leaves the next one nothing on their address: a
     * retained one has nothing where another Service has one that is not retained.
     */
    boolean ousts(Claimed next) {
      return next.where.retained()
          && !where.retained()
          && !service.key().equals(next.service.key());
    }
  }

  /**
   * What an owner's claim comes to for the packet.
   *
   * @param owner the claim
   * @param declared the declared treatment of the packet's peer: of admitted ones, or of others
   * @param exception true where another one than at most peer sites was chosen for this one's
   * @param treatment the declared treatment, over the transports chosen for the two sites
   */
  private record Applied(
      Claimed owner, Treatment declared, boolean exception, Treatment treatment) {

    boolean mayFallBack() {
      return declared.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
    }
  }

  /**
   * The order of claims on an address: a living endpoint before an ending one, and that before a
   * retained one; then the older Service; then by name. The kind of a treatment plays no part.
   */
  private static final Comparator<Claimed> OWNERSHIP =
      Comparator.comparing((Claimed claimed) -> claimed.where.life())
          .thenComparing(claimed -> claimed.service.createdAt())
          .thenComparing(claimed -> claimed.service.key())
          .thenComparing(claimed -> claimed.claim.portName())
          .thenComparing(claimed -> claimed.claim.treatment())
          .thenComparing(claimed -> claimed.claim.port())
          .thenComparing(claimed -> claimed.claim.kind());

  /**
   * The rank of the owned ends of a packet: a retained one behind every other. Blind to direction,
   * so a reply ranks as its request.
   */
  private static final Comparator<Applied> RANK =
      Comparator.comparing((Applied applied) -> applied.owner.where.retained())
          .thenComparing(applied -> applied.declared.kind())
          .thenComparing(applied -> applied.owner.isAll())
          .thenComparing(Applied::mayFallBack)
          .thenComparing(applied -> applied.declared.canonical())
          .thenComparing(applied -> !applied.exception)
          .thenComparing(applied -> applied.treatment.canonical());

  /** The decision about the packet. */
  public static Decision decide(ResolvedFleet fleet, Flow flow) {
    Optional<SiteId> from = siteOf(fleet, flow, flow.source());
    Optional<SiteId> to = siteOf(fleet, flow, flow.destination());
    if (from.isPresent() && from.equals(to)) {
      return new Decision.Local();
    }
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      Optional<Applied> first =
          ownedEnds(fleet, cluster, flow).stream()
              .flatMap(owner -> applied(fleet, cluster, flow, owner).stream())
              .min(RANK);
      if (first.isPresent()) {
        Claimed owner = first.get().owner;
        return new Decision.Treated(
            cluster.owner(),
            owner.service.key(),
            owner.claim.port(),
            owner.claim.kind(),
            owner.atDestination,
            owner.claim.treatment(),
            first.get().treatment);
      }
    }
    return new Decision.Unclaimed();
  }

  /**
   * The site of an address: that of the claim that comes first there, of several clusters' the
   * first of those in the best state; else that of its network.
   */
  public static Optional<SiteId> siteOf(ResolvedFleet fleet, Flow flow, IpPrefix address) {
    List<ClaimedAddress> first =
        fleet.clusters().values().stream()
            .flatMap(cluster -> claims(cluster, flow, address, true).stream().limit(1))
            .map(Claimed::where)
            .toList();
    return first.isEmpty()
        ? fleet.wan().networkOf(flow.segment(), address).flatMap(Network::site)
        : Collections.min(first, Comparator.comparing(ClaimedAddress::life)).site();
  }

  /** The sites where the packet may enter the WAN: its source's, or every one where unknown. */
  public static SortedSet<SiteId> entrySites(ResolvedFleet fleet, Flow flow) {
    SortedSet<SiteId> sites = fleet.wan().siteIds();
    return siteOf(fleet, flow, flow.source())
        .filter(sites::contains)
        .<SortedSet<SiteId>>map(site -> new TreeSet<>(List.of(site)))
        .orElse(sites);
  }

  /**
   * What a claim comes to for the packet's peer, its other end. A peer on the WAN that is neither
   * admitted nor protected is dropped; any other peer has the rest of the treatment, over the
   * transports chosen for the two sites. A peer whose replies are left alone is not inspected.
   * Empty where there is no rest: the claim does not count.
   */
  private static Optional<Applied> applied(
      ResolvedFleet fleet, ResolvedCluster cluster, Flow flow, Claimed owner) {
    IpPrefix peer = owner.atDestination ? flow.source() : flow.destination();
    Optional<SiteId> peerSite = cluster.peers().siteOf(flow.segment(), peer);
    Treatment declared = owner.claim.treatment();
    boolean dropped =
        declared.admission().filter(admission -> !admission.admits(peerSite)).isPresent()
            && isPeerOnTheWan(fleet, cluster, flow, peer);
    if (dropped) {
      return Optional.of(new Applied(owner, Treatment.DROP, false, Treatment.DROP));
    }
    boolean inspected =
        !fleet.wan().routed().containsKey(flow.segment())
            || isPeerOnTheWan(fleet, cluster, flow, peer);
    return declared
        .withoutAdmission()
        .flatMap(rest -> inspected ? Optional.of(rest) : rest.withoutInspect())
        .map(rest -> chosen(fleet, cluster, owner, rest, peerSite));
  }

  private static Applied chosen(
      ResolvedFleet fleet,
      ResolvedCluster cluster,
      Claimed owner,
      Treatment rest,
      Optional<SiteId> peerSite) {
    PathChoices.AtSite choices =
        cluster.peers().choices().at(rest, owner.where.site(), fleet.wan().siteIds());
    Treatment treatment = choices.of(peerSite);
    return new Applied(owner, rest, !treatment.equals(choices.base()), treatment);
  }

  /** The at most four ends of the packet with an owner. */
  private static List<Claimed> ownedEnds(ResolvedFleet fleet, ResolvedCluster cluster, Flow flow) {
    List<Claimed> ends =
        new ArrayList<>(ownedEnds(cluster, flow, flow.destination(), flow.destinationPort(), true));
    if (onTheWan(fleet, cluster, flow)) {
      ends.addAll(ownedEnds(cluster, flow, flow.source(), flow.sourcePort(), false));
    }
    return ends;
  }

  /** The owners at one address: of the port, and of all ports. */
  private static List<Claimed> ownedEnds(
      ResolvedCluster cluster, Flow flow, IpPrefix address, int port, boolean atDestination) {
    boolean hasPort = flow.protocol().hasPorts() && port > 0;
    Optional<AddressPort> one =
        hasPort ? Optional.of(AddressPort.of(flow.protocol(), port)) : Optional.empty();
    return owners(cluster, flow, address, atDestination).stream()
        .filter(owner -> owner.isAll() || one.equals(Optional.of(owner.claim.port())))
        .toList();
  }

  /** The claims on the address, in the order in which they come first. */
  private static List<Claimed> claims(
      ResolvedCluster cluster, Flow flow, IpPrefix address, boolean atDestination) {
    List<Claimed> claims = new ArrayList<>();
    for (ResolvedService service : cluster.services()) {
      for (PortClaim claim : service.claims()) {
        claim.addresses().stream()
            .filter(place -> isAt(place, flow, address))
            .map(place -> new Claimed(service, claim, place, atDestination))
            .forEach(claims::add);
      }
    }
    claims.sort(OWNERSHIP);
    return claims;
  }

  /** The claims on the address that own what they claim. */
  private static List<Claimed> owners(
      ResolvedCluster cluster, Flow flow, IpPrefix address, boolean atDestination) {
    List<Claimed> claims = claims(cluster, flow, address, atDestination);
    List<Claimed> owners = new ArrayList<>();
    for (Claimed next : claims) {
      if (owners.stream().noneMatch(owner -> owner.keeps(next))
          && claims.stream().noneMatch(claim -> claim.ousts(next))) {
        owners.add(next.at(claims.get(0).where.site()));
      }
    }
    return owners;
  }

  /**
   * True where the destination is on the WAN, which makes the sender's end count: a routed prefix,
   * or a claimed address. Where the routes are unknown, every destination is.
   */
  private static boolean onTheWan(ResolvedFleet fleet, ResolvedCluster cluster, Flow flow) {
    DualStackPrefixSet routed = fleet.wan().routed().get(flow.segment());
    return routed == null
        || routed.contains(flow.destination())
        || isClaimed(cluster, flow, flow.destination());
  }

  /**
   * True where what cuts or diverts speaks of the peer: it is on the WAN, and not protected. Where
   * the routes are unknown, a known network must hold it.
   */
  private static boolean isPeerOnTheWan(
      ResolvedFleet fleet, ResolvedCluster cluster, Flow flow, IpPrefix peer) {
    DualStackPrefixSet routed = fleet.wan().routed().get(flow.segment());
    boolean known =
        routed == null
            ? cluster.peers().networks().stream()
                .filter(network -> network.segment().equals(flow.segment()))
                .anyMatch(network -> network.prefix().contains(peer))
            : routed.contains(peer);
    return (known || isClaimed(cluster, flow, peer))
        && !cluster.peers().protectedAddresses().contains(peer);
  }

  private static boolean isClaimed(ResolvedCluster cluster, Flow flow, IpPrefix address) {
    return addresses(cluster).anyMatch(place -> isAt(place, flow, address));
  }

  private static Stream<ClaimedAddress> addresses(ResolvedCluster cluster) {
    return cluster.services().stream()
        .flatMap(service -> service.claims().stream())
        .flatMap(claim -> claim.addresses().stream());
  }

  private static boolean isAt(ClaimedAddress claimed, Flow flow, IpPrefix address) {
    return claimed.segment().equals(flow.segment()) && claimed.address().equals(address);
  }
}
