package dev.fairway.k8s.mapping;

import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port of a slice. Order: by name, protocol, number; what is absent first.
 *
 * @param name the name; empty where there is none
 * @param protocol absent only in {@link #NONE}
 * @param number what the pods listen on; absent: all ports
 */
record SlicePort(String name, Optional<IpProtocol> protocol, OptionalInt number)
    implements Comparable<SlicePort> {

  /** Stands for the ports of a slice that has none. */
  static final SlicePort NONE = new SlicePort("", Optional.empty(), OptionalInt.empty());

  private static final Comparator<SlicePort> ORDER =
      Comparator.comparing(SlicePort::name)
          .thenComparingInt(port -> port.protocol.map(IpProtocol::number).orElse(-1))
          .thenComparingInt(port -> port.number.orElse(-1));

  /** The port under which a Service's own address is reached. */
  static SlicePort of(ServicePort port) {
    return new SlicePort(port.name(), Optional.of(port.protocol()), OptionalInt.of(port.number()));
  }

  @Override
  public int compareTo(SlicePort other) {
    return ORDER.compare(this, other);
  }
}
