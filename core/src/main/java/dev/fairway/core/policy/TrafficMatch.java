package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The match of a rule: it takes all packets that fit every part that is present. A part that is
 * absent fits every packet.
 *
 * @param family the family of the packets
 * @param source the senders, of that family and not empty; absent: any
 * @param destination the receivers, of that family and not empty; absent: any
 * @param protocol the protocol; absent: any
 * @param sourcePorts the sender's ports, only of a protocol that has them; absent: any
 * @param destinationPorts the receiver's ports, only of a protocol that has them; absent: any
 */
public record TrafficMatch(
    IpFamily family,
    Optional<PrefixSet> source,
    Optional<PrefixSet> destination,
    Optional<IpProtocol> protocol,
    Optional<PortSet> sourcePorts,
    Optional<PortSet> destinationPorts) {

  /** Refuses an empty set, another family, and ports without a protocol that has them. */
  public TrafficMatch {
    requireUsable(source, family);
    requireUsable(destination, family);
    boolean ports = sourcePorts.isPresent() || destinationPorts.isPresent();
    if (ports && !protocol.map(IpProtocol::hasPorts).orElse(false)) {
      throw new IllegalArgumentException("a match on ports without a protocol that has them");
    }
  }

  private static void requireUsable(Optional<PrefixSet> set, IpFamily family) {
    if (set.isPresent() && (set.get().isEmpty() || set.get().family() != family)) {
      throw new IllegalArgumentException(
          "an address set that is empty or of another family: an empty match never means any");
    }
  }

  /** Starts a match that takes every packet of the family. */
  public static Builder builder(IpFamily family) {
    return new Builder(family);
  }

  /** True where the packet fits every part. The segment is the rule's, and not looked at here. */
  public boolean matches(Flow flow) {
    return flow.family() == family
        && (protocol.isEmpty() || protocol.get().equals(flow.protocol()))
        && (sourcePorts.isEmpty() || sourcePorts.get().contains(flow.sourcePort()))
        && (destinationPorts.isEmpty() || destinationPorts.get().contains(flow.destinationPort()))
        && (source.isEmpty() || source.get().contains(flow.source()))
        && (destination.isEmpty() || destination.get().contains(flow.destination()));
  }

  /** True where some packet fits both. */
  public boolean overlaps(TrafficMatch other) {
    return family == other.family
        && meet(protocol, other.protocol, IpProtocol::equals)
        && meet(sourcePorts, other.sourcePorts, PortSet::intersects)
        && meet(destinationPorts, other.destinationPorts, PortSet::intersects)
        && meet(source, other.source, PrefixSet::intersects)
        && meet(destination, other.destination, PrefixSet::intersects);
  }

  private static <T> boolean meet(Optional<T> one, Optional<T> other, BiPredicate<T, T> both) {
    return one.isEmpty() || other.isEmpty() || both.test(one.get(), other.get());
  }

  /** A builder that holds the same parts. */
  public Builder toBuilder() {
    Builder builder = new Builder(family);
    builder.source = source;
    builder.destination = destination;
    builder.protocol = protocol;
    builder.sourcePorts = sourcePorts;
    builder.destinationPorts = destinationPorts;
    return builder;
  }

  @Override
  public String toString() {
    return CanonicalText.of(this);
  }

  /** Puts a match together. Not thread-safe. */
  public static final class Builder {

    private final IpFamily family;
    private Optional<PrefixSet> source = Optional.empty();
    private Optional<PrefixSet> destination = Optional.empty();
    private Optional<IpProtocol> protocol = Optional.empty();
    private Optional<PortSet> sourcePorts = Optional.empty();
    private Optional<PortSet> destinationPorts = Optional.empty();

    private Builder(IpFamily family) {
      this.family = family;
    }

    /** Takes only packets from these addresses; not empty. */
    public Builder source(PrefixSet addresses) {
      source = Optional.of(addresses);
      return this;
    }

    /** Takes only packets to these addresses; not empty. */
    public Builder destination(PrefixSet addresses) {
      destination = Optional.of(addresses);
      return this;
    }

    /** Takes only packets of this protocol. */
    public Builder protocol(IpProtocol only) {
      protocol = Optional.of(only);
      return this;
    }

    /** Takes only packets from these ports. */
    public Builder sourcePorts(PortSet ports) {
      sourcePorts = Optional.of(ports);
      return this;
    }

    /** Takes only packets to these ports. */
    public Builder destinationPorts(PortSet ports) {
      destinationPorts = Optional.of(ports);
      return this;
    }

    /**
     * The match.
     *
     * @throws IllegalArgumentException for an empty set, another family, or ports without a
     *     protocol
     */
    public TrafficMatch build() {
      return new TrafficMatch(family, source, destination, protocol, sourcePorts, destinationPorts);
    }
  }
}
