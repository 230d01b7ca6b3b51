package dev.fairway.core.scenario;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The generator of random packets of a world: an end is mostly at a claimed port of an address,
 * else on or beside the boundary of a prefix or port range.
 */
public final class RandomPackets {

  private static final int USUAL = 20_000;

  private final Random random;
  private final List<Segment> segments;
  private final List<IpPrefix> ipv4;
  private final List<IpPrefix> ipv6;
  private final List<IpProtocol> protocols;
  private final List<Integer> ports;
  private final List<Claimed> claimed = new ArrayList<>();

  private record Claimed(ClaimedAddress place, AddressPort port) {}

  public RandomPackets(long seed, ResolvedFleet fleet, DesiredPolicy policy) {
    this.random = new Random(seed);
    PacketClasses classes = PacketClasses.of(fleet, policy);
    this.segments = List.copyOf(classes.segments());
    this.ipv4 = List.copyOf(classes.addresses(IpFamily.IPV4));
    this.ipv6 = List.copyOf(classes.addresses(IpFamily.IPV6));
    this.protocols = List.copyOf(classes.protocols());
    this.ports =
        classes.portPairs(IpProtocol.TCP).stream().map(pair -> pair[0]).distinct().toList();
    fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.claims().stream())
        .forEach(this::add);
  }

  private void add(PortClaim claim) {
    claim.addresses().forEach(place -> claimed.add(new Claimed(place, claim.port())));
  }

  /** The number of packets that a property is tried on; {@code -Dfairway.packets} changes it. */
  public static int budget() {
    return Integer.getInteger("fairway.packets", USUAL);
  }

  /** The next packet. */
  public Flow next() {
    if (claimed.isEmpty() || random.nextInt(8) == 0) {
      IpFamily family = random.nextInt(4) == 0 ? IpFamily.IPV6 : IpFamily.IPV4;
      return packet(pick(segments), address(family), address(family), protocol(Optional.empty()));
    }
    Claimed end = pick(claimed);
    Segment segment = end.place.segment();
    IpPrefix address = end.place.address();
    Optional<Claimed> other =
        Optional.of(pick(claimed))
            .filter(peer -> peer.place.segment().equals(segment))
            .filter(peer -> peer.place.address().family() == address.family());
    Optional<IpProtocol> wanted =
        end.port.protocol().or(() -> other.flatMap(peer -> peer.port.protocol()));
    IpPrefix peer =
        other.map(some -> some.place.address()).orElseGet(() -> address(address.family()));
    IpProtocol protocol = protocol(wanted);
    Flow flow =
        protocol.hasPorts()
            ? new Flow(
                segment,
                peer,
                address,
                protocol,
                other.map(some -> port(some.port)).orElseGet(() -> pick(ports)),
                port(end.port))
            : Flow.withoutPorts(segment, peer, address, protocol);
    return random.nextBoolean() ? flow : flow.reversed();
  }

  private Flow packet(Segment segment, IpPrefix source, IpPrefix destination, IpProtocol protocol) {
    return protocol.hasPorts()
        ? new Flow(segment, source, destination, protocol, pick(ports), pick(ports))
        : Flow.withoutPorts(segment, source, destination, protocol);
  }

  private IpPrefix address(IpFamily family) {
    return pick(family == IpFamily.IPV4 ? ipv4 : ipv6);
  }

  private IpProtocol protocol(Optional<IpProtocol> wanted) {
    return wanted.isEmpty() || random.nextInt(8) == 0 ? pick(protocols) : wanted.get();
  }

  private int port(AddressPort claimedPort) {
    return claimedPort.isAll() || random.nextInt(8) == 0 ? pick(ports) : claimedPort.port();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
