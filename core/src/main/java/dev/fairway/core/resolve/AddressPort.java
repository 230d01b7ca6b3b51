package dev.fairway.core.resolve;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpProtocol;
import java.util.Comparator;
import java.util.Optional;

/**
 * An address port: one port of one protocol, or all ports of every protocol.
 *
 * @param protocol the protocol; absent: all ports
 * @param port the port, 1 to 65535; {@link Flow#NO_PORT} for all ports
 */
public record AddressPort(Optional<IpProtocol> protocol, int port)
    implements Comparable<AddressPort> {

  /** All ports of every protocol. Sorts behind every port. */
  public static final AddressPort ALL = new AddressPort(Optional.empty(), Flow.NO_PORT);

  private static final Comparator<AddressPort> ORDER =
      Comparator.comparing(AddressPort::isAll)
          .thenComparing(port -> port.protocol.map(IpProtocol::number).orElse(-1))
          .thenComparing(AddressPort::port);

  /** Refuses half a port. */
  public AddressPort {
    boolean all = protocol.isEmpty() && port == Flow.NO_PORT;
    boolean one = protocol.isPresent() && port >= 1 && port <= 65_535;
    if (!all && !one) {
      throw new IllegalArgumentException("address port " + protocol + " " + port);
    }
  }

  /** One port of one protocol. */
  public static AddressPort of(IpProtocol protocol, int port) {
    return new AddressPort(Optional.of(protocol), port);
  }

  /** True for all ports of every protocol. */
  public boolean isAll() {
    return protocol.isEmpty();
  }

  @Override
  public int compareTo(AddressPort other) {
    return ORDER.compare(this, other);
  }

  /** {@code tcp/8080} or {@code all}. */
  @Override
  public String toString() {
    return protocol.map(present -> present + "/" + port).orElse("all");
  }
}
