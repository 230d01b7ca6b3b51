package dev.fairway.operator.trace;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.operator.trace.PacketEndResolver.AddressCandidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resolver of a packet query into one packet. Where an end may be several addresses, the packet
 * has the first that is at another site than the other end, else the first.
 */
public final class FlowResolver {

  /** The first port of the range that clients send from (RFC 6335 §6). */
  private static final int CLIENT_PORT = 49_152;

  private final ResolvedFleet fleet;
  private final PacketEndResolver ends;

  /**
   * A resolver for one fleet.
   *
   * @param pods the addresses of pods by {@code namespace/name}, where there are Pod objects
   */
  public FlowResolver(ResolvedFleet fleet, Map<String, List<IpPrefix>> pods) {
    this.fleet = fleet;
    this.ends = new PacketEndResolver(fleet, pods);
  }

  /**
   * The packet that a query means.
   *
   * @throws QueryException where an end is unknown, or the ends do not go together
   */
  public Flow resolve(PacketQuery query) {
    List<AddressCandidate> destinations = ends.destinations(query);
    List<AddressCandidate> sources = ends.sources(query);
    AddressCandidate[] pair = pair(sources, destinations);
    AddressCandidate source = pair[0];
    AddressCandidate destination = pair[1];
    IpProtocol protocol =
        query.protocol().or(destination::protocol).or(source::protocol).orElse(IpProtocol.TCP);
    Segment segment = segment(destination.address(), source.address());
    if (!protocol.hasPorts()) {
      return Flow.withoutPorts(segment, source.address(), destination.address(), protocol);
    }
    int to =
        destination
            .port()
            .orElseThrow(
                () ->
                    QueryException.unknown(
                        "TO needs a port, as in "
                            + destination.address().shortText()
                            + ":443/"
                            + protocol));
    return new Flow(
        segment,
        source.address(),
        destination.address(),
        protocol,
        source.port().orElse(CLIENT_PORT),
        to);
  }

  private static AddressCandidate[] pair(
      List<AddressCandidate> sources, List<AddressCandidate> destinations) {
    AddressCandidate[] first = null;
    for (AddressCandidate destination : destinations) {
      for (AddressCandidate source : sources) {
        if (source.address().family() == destination.address().family()) {
          AddressCandidate[] pair = {source, destination};
          if (source.site().isEmpty() || !source.site().equals(destination.site())) {
            return pair;
          }
          first = first == null ? pair : first;
        }
      }
    }
    if (first == null) {
      throw QueryException.unknown("one end has only IPv4 addresses, the other only IPv6");
    }
    return first;
  }

  /** The site of an address in the default segment, else in the first segment that has it. */
  public static Optional<SiteId> siteOf(ResolvedFleet fleet, IpPrefix address) {
    return Stream.concat(
            Stream.of(Segment.DEFAULT),
            fleet.wan().networks().stream().map(Network::segment).sorted())
        .distinct()
        .map(segment -> Flow.withoutPorts(segment, address, address, IpProtocol.ICMP))
        .flatMap(flow -> PacketSemantics.siteOf(fleet, flow, address).stream())
        .findFirst();
  }

  /** The segment of the packet: where an address is claimed, else where the WAN has its network. */
  private Segment segment(IpPrefix destination, IpPrefix source) {
    return segmentOf(destination).or(() -> segmentOf(source)).orElse(Segment.DEFAULT);
  }

  private Optional<Segment> segmentOf(IpPrefix address) {
    return fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.claims().stream())
        .map(PortClaim::addresses)
        .flatMap(List::stream)
        .filter(claimed -> claimed.address().equals(address))
        .map(ClaimedAddress::segment)
        .findFirst()
        .or(
            () ->
                fleet.wan().networks().stream()
                    .filter(network -> network.prefix().contains(address))
                    .map(Network::segment)
                    .sorted()
                    .findFirst());
  }
}
