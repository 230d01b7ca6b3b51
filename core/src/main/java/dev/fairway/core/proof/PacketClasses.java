package dev.fairway.core.proof;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.wan.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The equivalence classes of packets for a fleet and a policy, each with one representative:
 * packets of one class match the same prefixes, ports and protocols.
 */
public final class PacketClasses {

  /** A protocol with ports, and one without, that neither fleet nor policy names. */
  private static final List<IpProtocol> OTHERS = List.of(IpProtocol.UDPLITE, IpProtocol.ICMP);

  private final SortedSet<IpPrefix> ipv4 = new TreeSet<>(List.of(Ipv4Prefix.address(0)));
  private final SortedSet<IpPrefix> ipv6 = new TreeSet<>(List.of(Ipv6Prefix.address(0, 0)));
  private final SortedSet<Integer> ports = new TreeSet<>();
  private final SortedSet<IpProtocol> protocols = new TreeSet<>(OTHERS);
  private final SortedSet<Segment> segments = new TreeSet<>();

  private PacketClasses() {
    ports.add(0);
    segments.add(Segment.DEFAULT);
  }

  /** The classes for both. */
  public static PacketClasses of(ResolvedFleet fleet, DesiredPolicy policy) {
    PacketClasses classes = new PacketClasses();
    for (Network network : fleet.wan().networks()) {
      classes.segments.add(network.segment());
      classes.addAddresses(List.of(network.prefix()));
    }
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      for (Network network : cluster.peers().networks()) {
        classes.segments.add(network.segment());
        classes.addAddresses(List.of(network.prefix()));
      }
      classes.addAddresses(cluster.peers().protectedAddresses().ipv4().prefixes());
      classes.addAddresses(cluster.peers().protectedAddresses().ipv6().prefixes());
    }
    fleet
        .wan()
        .routed()
        .forEach(
            (segment, routed) -> {
              classes.segments.add(segment);
              classes.addAddresses(routed.ipv4().prefixes());
              classes.addAddresses(routed.ipv6().prefixes());
            });
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      DualStackPrefixSet protectedAddresses = cluster.peers().protectedAddresses();
      classes.addAddresses(protectedAddresses.ipv4().prefixes());
      classes.addAddresses(protectedAddresses.ipv6().prefixes());
      for (Network network : cluster.peers().networks()) {
        classes.segments.add(network.segment());
        classes.addAddresses(List.of(network.prefix()));
      }
    }
    fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.claims().stream())
        .forEach(classes::add);
    policy.rules().forEach(classes::add);
    return classes;
  }

  private void add(PortClaim claim) {
    claim.port().protocol().ifPresent(protocols::add);
    if (!claim.port().isAll()) {
      addPorts(PortRange.of(claim.port().port()));
    }
    for (ClaimedAddress where : claim.addresses()) {
      segments.add(where.segment());
      addAddresses(List.of(where.address()));
    }
  }

  private void add(PathRule rule) {
    segments.add(rule.scope().segment());
    rule.protocol().ifPresent(protocols::add);
    TrafficMatch match = rule.match();
    Stream.of(match.source(), match.destination())
        .flatMap(Optional::stream)
        .forEach(set -> addAddresses(set.prefixes()));
    Stream.of(match.sourcePorts(), match.destinationPorts())
        .flatMap(Optional::stream)
        .flatMap(set -> set.ranges().stream())
        .forEach(this::addPorts);
  }

  private void addPorts(PortRange range) {
    ports.add(range.first());
    if (range.last() < 65_535) {
      ports.add(range.last() + 1);
    }
  }

  /** Adds the first address of each prefix, and the first one behind it. */
  private void addAddresses(Collection<IpPrefix> prefixes) {
    for (IpPrefix prefix : prefixes) {
      SortedSet<IpPrefix> known = addresses(prefix.family());
      if (prefix instanceof Ipv4Prefix v4) {
        known.add(Ipv4Prefix.address(v4.bits()));
        if (v4.lastBits() != -1) {
          known.add(Ipv4Prefix.address(v4.lastBits() + 1));
        }
      } else if (prefix instanceof Ipv6Prefix v6) {
        known.add(Ipv6Prefix.address(v6.high(), v6.low()));
        if (v6.lastHigh() != -1 || v6.lastLow() != -1) {
          long low = v6.lastLow() + 1;
          known.add(Ipv6Prefix.address(v6.lastHigh() + (low == 0 ? 1 : 0), low));
        }
      }
    }
  }

  /** The segments that fleet or policy names. */
  public SortedSet<Segment> segments() {
    return segments;
  }

  /** One address of every class, ascending. */
  public SortedSet<IpPrefix> addresses(IpFamily family) {
    return family == IpFamily.IPV4 ? ipv4 : ipv6;
  }

  /** The protocols that fleet or policy names, and two others. */
  public SortedSet<IpProtocol> protocols() {
    return protocols;
  }

  /** Source and destination port of every class of the protocol. */
  public List<int[]> portPairs(IpProtocol protocol) {
    if (!protocol.hasPorts()) {
      return List.of(new int[] {Flow.NO_PORT, Flow.NO_PORT});
    }
    List<int[]> pairs = new ArrayList<>(ports.size() * ports.size());
    for (int source : ports) {
      for (int destination : ports) {
        pairs.add(new int[] {source, destination});
      }
    }
    return pairs;
  }
}
