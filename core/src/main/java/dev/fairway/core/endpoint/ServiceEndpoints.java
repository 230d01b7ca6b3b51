package dev.fairway.core.endpoint;

import dev.fairway.core.net.IpProtocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The endpoints behind one port of a Service, with the port that they listen on: the pods', not the
 * Service's. The same port name may have several numbers, each with its own endpoints.
 *
 * @param portName the name in Service and slice; empty where the only port has none, and where the
 *     slice has no ports at all
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
   * True where proxies send packets to that port of the Service here: name and protocol are the
   * same.
   */
  public boolean isBehind(ServicePort servicePort) {
    return portName.equals(servicePort.name())
        && protocol.filter(servicePort.protocol()::equals).isPresent();
  }

  /** True where the slices had no ports at all: only {@code ports: all} covers these endpoints. */
  public boolean portless() {
    return protocol.isEmpty();
  }
}
