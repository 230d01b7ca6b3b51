package dev.fairway.testkit;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packets at and around the boundaries of a rule: at both ends of each of its prefixes and port
 * ranges and right beyond them, and for each other part of its match some that differ in that part
 * alone.
 */
final class BoundaryFlows {

  /** Where a target has one segment only, packets of another one meet no rule. */
  private static final Segment ELSEWHERE = new Segment("elsewhere");

  private final Flow taken;
  private final List<Flow> flows = new ArrayList<>();

  private BoundaryFlows(Flow taken) {
    this.taken = taken;
  }

  static List<Flow> of(PathRule rule, Flow taken, WanInventory inventory) {
    BoundaryFlows probes = new BoundaryFlows(taken);
    probes.flows.add(taken);
    probes.flows.add(taken.reversed());
    probes.addAddresses(rule.match());
    probes.addPorts(rule.match());
    probes.addProtocols();
    probes.addSegments(inventory);
    return probes.flows;
  }

  private void addAddresses(TrafficMatch match) {
    boolean ipv4 = match.family().bits() == 32;
    IpPrefix stranger = IpPrefix.parse(ipv4 ? "198.51.100.250" : "2001:db8:ffff::1");
    Stream.concat(match.source().stream().flatMap(BoundaryFlows::edges), Stream.of(stranger))
        .forEach(address -> addEnds(address, taken.destination()));
    Stream.concat(match.destination().stream().flatMap(BoundaryFlows::edges), Stream.of(stranger))
        .forEach(address -> addEnds(taken.source(), address));
  }

  private static Stream<IpPrefix> edges(PrefixSet set) {
    return set.prefixes().stream().flatMap(BoundaryFlows::edges);
  }

  /** The first and the last address of the prefix, and the ones before and behind. */
  private static Stream<IpPrefix> edges(IpPrefix prefix) {
    if (prefix instanceof Ipv4Prefix v4) {
      return Stream.of(v4.bits(), v4.lastBits(), v4.bits() - 1, v4.lastBits() + 1)
          .map(Ipv4Prefix::address);
    }
    Ipv6Prefix v6 = (Ipv6Prefix) prefix;
    long before = v6.low() == 0 ? v6.high() - 1 : v6.high();
    long behind = v6.lastLow() == -1 ? v6.lastHigh() + 1 : v6.lastHigh();
    return Stream.of(
        Ipv6Prefix.address(v6.high(), v6.low()),
        Ipv6Prefix.address(v6.lastHigh(), v6.lastLow()),
        Ipv6Prefix.address(before, v6.low() - 1),
        Ipv6Prefix.address(behind, v6.lastLow() + 1));
  }

  private void addEnds(IpPrefix source, IpPrefix destination) {
    flows.add(
        new Flow(
            taken.segment(),
            source,
            destination,
            taken.protocol(),
            taken.sourcePort(),
            taken.destinationPort()));
  }

  private void addPorts(TrafficMatch match) {
    edges(match.sourcePorts().orElseGet(() -> PortSet.of(taken.sourcePort())))
        .forEach(port -> addPorts(port, taken.destinationPort()));
    edges(match.destinationPorts().orElseGet(() -> PortSet.of(taken.destinationPort())))
        .forEach(port -> addPorts(taken.sourcePort(), port));
  }

  private static Stream<Integer> edges(PortSet ports) {
    return ports.ranges().stream().flatMap(BoundaryFlows::edges);
  }

  private static Stream<Integer> edges(PortRange range) {
    return Stream.of(range.first(), range.last(), range.first() - 1, range.last() + 1);
  }

  private void addPorts(int source, int destination) {
    flows.add(
        new Flow(
            taken.segment(),
            taken.source(),
            taken.destination(),
            taken.protocol(),
            source,
            destination));
  }

  private void addProtocols() {
    for (IpProtocol other : List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP)) {
      flows.add(
          new Flow(
              taken.segment(),
              taken.source(),
              taken.destination(),
              other,
              taken.sourcePort(),
              taken.destinationPort()));
    }
    boolean ipv4 = taken.family().bits() == 32;
    IpProtocol echo = ipv4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    flows.add(Flow.withoutPorts(taken.segment(), taken.source(), taken.destination(), echo));
  }

  private void addSegments(WanInventory inventory) {
    Stream.concat(inventory.networks().stream().map(Network::segment), Stream.of(ELSEWHERE))
        .distinct()
        .forEach(this::addSegment);
  }

  private void addSegment(Segment segment) {
    flows.add(
        new Flow(
            segment,
            taken.source(),
            taken.destination(),
            taken.protocol(),
            taken.sourcePort(),
            taken.destinationPort()));
  }
}
