package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.policy.Treatment;
import java.util.List;
import java.util.Optional;

/**
 * The claim of a Service on one port of its addresses.
 *
 * @param portName the name of the Service's port; empty where it has none, and for all ports
 * @param port the port of the addresses
 * @param treatment the treatment that the Service declares for packets to and from it
 * @param kind the kind of all these addresses
 * @param addresses the claimed addresses, each once
 */
public record PortClaim(
    String portName,
    AddressPort port,
    Treatment treatment,
    Endpoint.Kind kind,
    List<ClaimedAddress> addresses) {

  /** Copies. */
  public PortClaim {
    addresses = List.copyOf(addresses);
  }

  /** True where an endpoint at one of the addresses is retained. */
  boolean hasRetained() {
    return addresses.stream().anyMatch(ClaimedAddress::retained);
  }

  /** The claim on the other addresses; empty where all are retained. */
  Optional<PortClaim> withoutRetained() {
    List<ClaimedAddress> others = addresses.stream().filter(where -> !where.retained()).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new PortClaim(portName, port, treatment, kind, others));
  }

  /**
   * True where the port is published for clients outside of the cluster: that of a virtual address,
   * or a node port. What arrives there is the Service's, whoever else has the address.
   */
  public boolean isPublished() {
    return !kind.hasAllPorts();
  }
}
