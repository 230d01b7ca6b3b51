package dev.fairway.core.resolve;

import dev.fairway.core.policy.Treatment;
import java.util.List;

/**
 * The tuples that a Service claims with one port, and what it wants for them.
 *
 * @param portName the name of the port; empty where it has none, and for all ports
 * @param port the port of the tuples
 * @param treatment what is wanted
 * @param addresses the addresses of the tuples, each once
 */
public record PortClaim(
    String portName, AddressPort port, Treatment treatment, List<ClaimedAddress> addresses) {

  /** Copies. */
  public PortClaim {
    addresses = List.copyOf(addresses);
  }
}
