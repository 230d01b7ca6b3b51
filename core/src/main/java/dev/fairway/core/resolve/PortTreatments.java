package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.policy.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which treatment an intent gives to each port of one Service: the last part that selects it. */
final class PortTreatments {

  private final Map<String, Treatment> byPortName = new HashMap<>();
  private Optional<Treatment> allPorts = Optional.empty();

  PortTreatments(ServiceIntent intent, List<ServicePort> ports) {
    for (PortIntent part : intent.parts()) {
      switch (part.ports().kind()) {
        case ALL -> allPorts = Optional.of(part.treatment());
        case EVERY -> ports.forEach(port -> byPortName.put(port.name(), part.treatment()));
        case LISTED -> select(part.ports(), ports, part.treatment());
      }
    }
  }

  private void select(PortSelection selection, List<ServicePort> ports, Treatment treatment) {
    for (String selected : selection.ports()) {
      ports.stream()
          .filter(port -> port.isSelectedBy(selected))
          .forEach(port -> byPortName.put(port.name(), treatment));
    }
  }

  /** What all ports of an address get; empty where only ports that are named get anything. */
  Optional<Treatment> allPorts() {
    return allPorts;
  }

  /** What the endpoints behind a port get; empty where the intent says nothing about it. */
  Optional<Treatment> of(ServiceEndpoints behind) {
    return behind.portless()
        ? Optional.empty()
        : Optional.ofNullable(byPortName.get(behind.portName()));
  }

  /**
   * What a virtual address or a node port behind a port gets where only all ports get something:
   * the same, but at this port alone, since only that is the Service's there.
   */
  Optional<Treatment> ofFronts(ServiceEndpoints behind) {
    boolean front = behind.endpoints().stream().anyMatch(one -> !one.kind().hasAllPorts());
    return front && behind.port().isPresent() ? allPorts : Optional.empty();
  }

  /** The tuple port behind a port: a slice port without a number stands for all ports. */
  static AddressPort addressPort(ServiceEndpoints behind) {
    return behind.port().isPresent()
        ? AddressPort.of(behind.protocol().orElseThrow(), behind.port().getAsInt())
        : AddressPort.ALL;
  }

  /** Every tuple port that the intent speaks of, ascending. */
  SortedSet<AddressPort> addressPorts(List<ServiceEndpoints> endpoints) {
    SortedSet<AddressPort> ports = new TreeSet<>();
    if (allPorts.isPresent()) {
      ports.add(AddressPort.ALL);
    }
    for (ServiceEndpoints behind : endpoints) {
      if (of(behind).isPresent() || ofFronts(behind).isPresent()) {
        ports.add(addressPort(behind));
      }
    }
    return ports;
  }
}
