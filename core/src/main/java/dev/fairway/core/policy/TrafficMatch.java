package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which packets a rule takes: all that fit every part that is present. A part that is absent fits
 * every packet. A match is of one family, its address sets are not empty, and it names ports only
 * with a protocol that has them. Immutable.
 */
public final class TrafficMatch {

  private final IpFamily family;
  private final @Nullable PrefixSet source;
  private final @Nullable PrefixSet destination;
  private final @Nullable IpProtocol protocol;
  private final @Nullable PortSet sourcePorts;
  private final @Nullable PortSet destinationPorts;

  private TrafficMatch(Builder built) {
    family = built.family;
    source = requireUsable(built.source, built.family);
    destination = requireUsable(built.destination, built.family);
    protocol = built.protocol;
    sourcePorts = built.sourcePorts;
    destinationPorts = built.destinationPorts;
    boolean ports = sourcePorts != null || destinationPorts != null;
    if (ports && (protocol == null || !protocol.hasPorts())) {
      throw new IllegalArgumentException("a match on ports without a protocol that has them");
    }
  }

  private static @Nullable PrefixSet requireUsable(@Nullable PrefixSet set, IpFamily family) {
    if (set != null && (set.isEmpty() || set.family() != family)) {
      throw new IllegalArgumentException(
          "an address set that is empty or of another family: an empty match never means any");
    }
    return set;
  }

  /** Starts a match that takes every packet of the family. */
  public static Builder builder(IpFamily family) {
    return new Builder(family);
  }

  /** The family of the packets that it takes. */
  public IpFamily family() {
    return family;
  }

  /** The senders; absent: any. */
  public Optional<PrefixSet> source() {
    return Optional.ofNullable(source);
  }

  /** The receivers; absent: any. */
  public Optional<PrefixSet> destination() {
    return Optional.ofNullable(destination);
  }

  /** The protocol; absent: any. */
  public Optional<IpProtocol> protocol() {
    return Optional.ofNullable(protocol);
  }

  /** The sender's ports; absent: any. */
  public Optional<PortSet> sourcePorts() {
    return Optional.ofNullable(sourcePorts);
  }

  /** The receiver's ports; absent: any. */
  public Optional<PortSet> destinationPorts() {
    return Optional.ofNullable(destinationPorts);
  }

  /** True where the packet fits every part. The segment is the rule's, and not looked at here. */
  public boolean matches(Flow flow) {
    return flow.family() == family
        && (protocol == null || protocol.equals(flow.protocol()))
        && (sourcePorts == null || sourcePorts.contains(flow.sourcePort()))
        && (destinationPorts == null || destinationPorts.contains(flow.destinationPort()))
        && (source == null || source.contains(flow.source()))
        && (destination == null || destination.contains(flow.destination()));
  }

  /** True where some packet fits both. */
  public boolean overlaps(TrafficMatch other) {
    return family == other.family
        && (protocol == null || other.protocol == null || protocol.equals(other.protocol))
        && (sourcePorts == null
            || other.sourcePorts == null
            || sourcePorts.intersects(other.sourcePorts))
        && (destinationPorts == null
            || other.destinationPorts == null
            || destinationPorts.intersects(other.destinationPorts))
        && (source == null || other.source == null || source.intersects(other.source))
        && (destination == null
            || other.destination == null
            || destination.intersects(other.destination));
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
  public boolean equals(Object other) {
    return other instanceof TrafficMatch that
        && family == that.family
        && Objects.equals(protocol, that.protocol)
        && Objects.equals(sourcePorts, that.sourcePorts)
        && Objects.equals(destinationPorts, that.destinationPorts)
        && Objects.equals(source, that.source)
        && Objects.equals(destination, that.destination);
  }

  @Override
  public int hashCode() {
    return Objects.hash(family, source, destination, protocol, sourcePorts, destinationPorts);
  }

  @Override
  public String toString() {
    return CanonicalText.of(this);
  }

  /** Puts a match together. Not thread-safe. */
  public static final class Builder {

    private final IpFamily family;
    private @Nullable PrefixSet source;
    private @Nullable PrefixSet destination;
    private @Nullable IpProtocol protocol;
    private @Nullable PortSet sourcePorts;
    private @Nullable PortSet destinationPorts;

    private Builder(IpFamily family) {
      this.family = family;
    }

    /** Takes only packets from these addresses; not empty. */
    public Builder source(PrefixSet addresses) {
      source = addresses;
      return this;
    }

    /** Takes only packets to these addresses; not empty. */
    public Builder destination(PrefixSet addresses) {
      destination = addresses;
      return this;
    }

    /** Takes only packets of this protocol. */
    public Builder protocol(IpProtocol only) {
      protocol = only;
      return this;
    }

    /** Takes only packets from these ports. */
    public Builder sourcePorts(PortSet ports) {
      sourcePorts = ports;
      return this;
    }

    /** Takes only packets to these ports. */
    public Builder destinationPorts(PortSet ports) {
      destinationPorts = ports;
      return this;
    }

    /**
     * The match.
     *
     * @throws IllegalArgumentException for an empty set, another family, or ports without a
     *     protocol
     */
    public TrafficMatch build() {
      return new TrafficMatch(this);
    }
  }
}
