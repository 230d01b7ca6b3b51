package dev.fairway.operator.trace;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;
import java.util.stream.Stream;

/** The lookup of the site of an address, in a fleet and its WAN. */
public final class SiteLookup {

  private final ResolvedFleet fleet;

  /** The sites of a fleet. */
  public SiteLookup(ResolvedFleet fleet) {
    this.fleet = fleet;
  }

  /** The site of an address in the default segment, else in the first segment that has it. */
  public Optional<SiteId> of(IpPrefix address) {
    return Stream.concat(
            Stream.of(Segment.DEFAULT),
            fleet.wan().networks().stream().map(Network::segment).sorted())
        .distinct()
        .map(segment -> Flow.withoutPorts(segment, address, address, IpProtocol.ICMP))
        .flatMap(flow -> PacketSemantics.siteOf(fleet, flow, address).stream())
        .findFirst();
  }
}
