package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
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

  private final Map<String, Treatment> byPortName = new HashMap<>();
  private Optional<Treatment> allPorts = Optional.empty();

  PortTreatments(ServiceIntent intent, List<ServicePort> ports) {
    for (PortIntent part : intent.parts()) {
      switch (part.ports().kind()) {
        case ALL -> allPorts = Optional.of(part.treatment());
        case EVERY -> ports.forEach(port -> byPortName.put(port.name(), part.treatment()));
        case LISTED -> {
          for (String selected : part.ports().ports()) {
            ports.stream()
                .filter(port -> port.isSelectedBy(selected))
                .forEach(port -> byPortName.put(port.name(), part.treatment()));
          }
        }
      }
    }
  }

  /** The treatment of all ports of an address; empty where the intent selects ports by name. */
  Optional<Treatment> allPorts() {
    return allPorts;
  }

  /** The treatment of the endpoints behind a port; empty where the intent does not select it. */
  Optional<Treatment> of(ServiceEndpoints group) {
    return group.portless()
        ? Optional.empty()
        : Optional.ofNullable(byPortName.get(group.portName()));
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
