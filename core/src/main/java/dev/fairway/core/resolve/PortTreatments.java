package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.policy.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The treatment of each port of one Service: that of the last part of the intent that selects it.
 */
final class PortTreatments {

  /** The name and the protocol of a port, by which proxies match slice ports to Service ports. */
  private record PortKey(String name, IpProtocol protocol) {}

  private final Map<PortKey, Treatment> byPort = new HashMap<>();
  private Optional<Treatment> allPorts = Optional.empty();

  PortTreatments(ServiceIntent intent, List<ServicePort> ports) {
    for (PortIntent part : intent.parts()) {
      switch (part.ports().kind()) {
        case ALL -> allPorts = Optional.of(part.treatment());
        case EVERY -> ports.forEach(port -> byPort.put(key(port), part.treatment()));
        case LISTED -> {
          for (String selected : part.ports().ports()) {
            ports.stream()
                .filter(port -> port.isSelectedBy(selected))
                .forEach(port -> byPort.put(key(port), part.treatment()));
          }
        }
      }
    }
  }

  /** The treatment of all ports of an address; empty where the intent selects ports by name. */
  Optional<Treatment> allPorts() {
    return allPorts;
  }

  /** The treatment of a port of the Service; empty where the intent does not select it. */
  Optional<Treatment> of(ServicePort port) {
    return Optional.ofNullable(byPort.get(key(port)));
  }

  /**
   * The treatment of the endpoints behind a slice port: that of the Service's port of the same name
   * and protocol; empty where the intent does not select it, and where the Service has none such.
   */
  Optional<Treatment> of(ServiceEndpoints group) {
    return group
        .protocol()
        .flatMap(
            protocol -> Optional.ofNullable(byPort.get(new PortKey(group.portName(), protocol))));
  }

  private static PortKey key(ServicePort port) {
    return new PortKey(port.name(), port.protocol());
  }

  /**
   * The treatment of the virtual addresses and node ports behind a port that only {@link #allPorts}
   * covers: the same, but at this port alone, since only that is the Service's there.
   */
  Optional<Treatment> ofVips(ServiceEndpoints group) {
    boolean vip = group.endpoints().stream().anyMatch(endpoint -> !endpoint.kind().hasAllPorts());
    return vip && group.port().isPresent() ? allPorts : Optional.empty();
  }

  /** The port of the endpoints' addresses: a slice port without a number stands for all ports. */
  static AddressPort addressPort(ServiceEndpoints group) {
    return group.port().isPresent()
        ? AddressPort.of(group.protocol().orElseThrow(), group.port().getAsInt())
        : AddressPort.ALL;
  }

  /** Every address port that the intent steers, ascending. */
  SortedSet<AddressPort> addressPorts(List<ServiceEndpoints> endpoints) {
    SortedSet<AddressPort> ports = new TreeSet<>();
    if (allPorts.isPresent()) {
      ports.add(AddressPort.ALL);
    }
    for (ServiceEndpoints group : endpoints) {
      if (of(group).or(() -> ofVips(group)).isPresent()) {
        ports.add(addressPort(group));
      }
    }
    return ports;
  }
}
