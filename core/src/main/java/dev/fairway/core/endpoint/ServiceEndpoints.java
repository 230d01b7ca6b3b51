package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpProtocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The endpoints behind one port, with the number that they listen on: the pods', not the Service's.
 * The same port name may have several numbers, each with its own endpoints.
 *
 * @param portName the name that Service and slice share; empty where the only port has none, and
 *     where the slice has no ports at all
 * @param protocol the protocol; absent only where the slice has no ports at all
 * @param port 1 to 65535; absent: all ports
 * @param endpoints the endpoints, each address once
 */
public record ServiceEndpoints(
    String portName, Optional<IpProtocol> protocol, OptionalInt port, List<Endpoint> endpoints) {

  /** Copies; refuses a port without a protocol, and one out of range. */
  public ServiceEndpoints {
    endpoints = List.copyOf(endpoints);
    if (port.isPresent()
        && (protocol.isEmpty() || port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("port " + port + " of protocol " + protocol);
    }
  }

  /** The endpoints of slices that have no ports at all. */
  public static ServiceEndpoints withoutPorts(List<Endpoint> endpoints) {
    return new ServiceEndpoints("", Optional.empty(), OptionalInt.empty(), endpoints);
  }

  /**
   * The same without the endpoints that hold no address any more, and without ports that are left
   * with none. Who is gone is shown once more by the one who saw it, and nobody else knows of it.
   */
  public static List<ServiceEndpoints> holding(List<ServiceEndpoints> all) {
    return all.stream()
        .map(
            one ->
                new ServiceEndpoints(
                    one.portName,
                    one.protocol,
                    one.port,
                    one.endpoints.stream().filter(e -> e.state().holdsAddress()).toList()))
        .filter(one -> !one.endpoints.isEmpty())
        .toList();
  }

  /** True where the slices had no ports at all: only {@code ports: all} covers these endpoints. */
  public boolean portless() {
    return protocol.isEmpty();
  }
}
