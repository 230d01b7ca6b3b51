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

/** Where addresses are, as far as a fleet and its WAN know. */
public final class SiteLookup {

  private final ResolvedFleet fleet;

  /** The sites of a fleet. */
  public SiteLookup(ResolvedFleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Where the address is, in the default segment if it is known there, else in the first by name.
   */
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
