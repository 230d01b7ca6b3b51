package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rules and packets of one small world, so that they meet often. */
final class SeededRules {

  private static final int ADDRESSES = 8;
  private static final int PORTS = 6;
  private static final List<IpProtocol> PROTOCOLS =
      List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.ICMP);
  private static final List<Segment> SEGMENTS = List.of(Segment.DEFAULT, new Segment("guest"));
  private static final List<String> TRANSPORTS = List.of("mpls", "biz-internet", "lte");

  private final Random random;
  private int named;

  SeededRules(long seed) {
    random = new Random(seed);
  }

  DesiredPolicy policy(int rules) {
    List<PathRule> made = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      made.add(rule());
    }
    return new DesiredPolicy(made);
  }

  PathRule rule() {
    SortedSet<SiteId> sites = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      sites.add(new SiteId(Integer.toString(100 * (1 + random.nextInt(12)))));
    }
    TrafficMatch match = matchWithAddresses();
    boolean both = match.source().isPresent() && match.destination().isPresent();
    return new PathRule(
        RuleId.ofKey("rule " + named++),
        new OwnerId("shop-eu"),
        new Scope(pick(SEGMENTS), sites),
        both ? pick(List.of(Direction.values())) : Direction.impliedBy(match),
        match,
        treatment());
  }

  private TrafficMatch matchWithAddresses() {
    TrafficMatch match = match();
    while (match.source().isEmpty() && match.destination().isEmpty()) {
      match = match();
    }
    return match;
  }

  /** Each part is there or not. */
  TrafficMatch match() {
    IpFamily family = pick(List.of(IpFamily.values()));
    TrafficMatch.Builder match = TrafficMatch.builder(family);
    if (random.nextBoolean()) {
      match.source(addresses(family));
    }
    if (random.nextBoolean()) {
      match.destination(addresses(family));
    }
    if (random.nextInt(3) > 0) {
      IpProtocol protocol = pick(PROTOCOLS);
      match.protocol(protocol);
      if (protocol.hasPorts() && random.nextBoolean()) {
        match.sourcePorts(ports());
      }
      if (protocol.hasPorts() && random.nextBoolean()) {
        match.destinationPorts(ports());
      }
    }
    return match.build();
  }

  Treatment treatment() {
    List<Transport> preference = new ArrayList<>();
    for (String transport : TRANSPORTS) {
      if (preference.isEmpty() || random.nextBoolean()) {
        preference.add(random.nextInt(preference.size() + 1), new Transport(transport));
      }
    }
    Fallback fallback = pick(List.of(Fallback.values()));
    return Treatment.builder().steer(new Steer(preference, fallback)).build();
  }

  PrefixSet addresses(IpFamily family) {
    List<IpPrefix> addresses = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      addresses.add(address(family, random.nextInt(ADDRESSES)));
    }
    return PrefixSet.of(addresses);
  }

  private PortSet ports() {
    int first = random.nextInt(PORTS);
    PortRange range = new PortRange(first, first + random.nextInt(PORTS - first));
    return new PortSet(List.of(range, PortRange.of(random.nextInt(PORTS))));
  }

  private static IpPrefix address(IpFamily family, int number) {
    return family == IpFamily.IPV4
        ? Ipv4Prefix.address(0x0a00_0000 + number)
        : Ipv6Prefix.address(0xfd00L << 48, number);
  }

  /** Every packet of this world that one segment and protocol has. */
  static List<Flow> packets(Segment segment, IpProtocol protocol) {
    List<Flow> packets = new ArrayList<>();
    int ports = protocol.hasPorts() ? PORTS : 1;
    for (IpFamily family : IpFamily.values()) {
      for (int i = 0; i < ADDRESSES * ADDRESSES * ports * ports; i++) {
        IpPrefix source = address(family, i % ADDRESSES);
        IpPrefix destination = address(family, i / ADDRESSES % ADDRESSES);
        int rest = i / (ADDRESSES * ADDRESSES);
        packets.add(
            protocol.hasPorts()
                ? new Flow(segment, source, destination, protocol, rest % ports, rest / ports)
                : Flow.withoutPorts(segment, source, destination, protocol));
      }
    }
    return packets;
  }

  /** Every packet of this world. */
  static List<Flow> packets() {
    List<Flow> packets = new ArrayList<>();
    for (Segment segment : SEGMENTS) {
      PROTOCOLS.forEach(protocol -> packets.addAll(packets(segment, protocol)));
    }
    return packets;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
