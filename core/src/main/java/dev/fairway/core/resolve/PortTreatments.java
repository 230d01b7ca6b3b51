package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an intent says of each port of one Service: that of the last part of the intent that selects
 * it.
 */
final class PortTreatments {

  /** The name and the protocol of a port, by which proxies match slice ports to Service ports. */
  private record PortKey(String name, IpProtocol protocol) {}

  /**
   * What an intent says of a port.
   *
   * @param treatment the treatment of its packets; absent where only a segment is named
   * @param segment the segment that its addresses must lie in; absent: any
   */
  record PortWords(Optional<Treatment> treatment, Optional<Segment> segment) {

    static PortWords of(PortIntent part) {
      return new PortWords(part.treatment(), part.segment());
    }

    /** True where no word asks for more than that an address may be claimed. */
    boolean fitEveryAddress() {
      return segment.isEmpty()
          && treatment
              .map(all -> all.admission().isEmpty() && all.inspect().isEmpty())
              .orElse(true);
    }
  }

  private final Map<PortKey, PortWords> byPort = new HashMap<>();
  private Optional<PortWords> allPorts = Optional.empty();

  PortTreatments(ServiceIntent intent, List<ServicePort> ports) {
    for (PortIntent part : intent.parts()) {
      switch (part.ports().kind()) {
        case ALL -> allPorts = Optional.of(PortWords.of(part));
        case EVERY -> ports.forEach(port -> byPort.put(key(port), PortWords.of(part)));
        case LISTED -> {
          for (String selected : part.ports().ports()) {
            ports.stream()
                .filter(port -> port.isSelectedBy(selected))
                .forEach(port -> byPort.put(key(port), PortWords.of(part)));
          }
        }
      }
    }
  }

  /** What is said of all ports of an address; empty where the intent selects ports by name. */
  Optional<PortWords> allPorts() {
    return allPorts;
  }

  /** What is said of a port of the Service; empty where the intent does not select it. */
  Optional<PortWords> of(ServicePort port) {
    return Optional.ofNullable(byPort.get(key(port)));
  }

  /**
   * What is said of the endpoints behind a slice port: that of the Service's port of the same name
   * and protocol; empty where the intent does not select it, and where the Service has none such.
   */
  Optional<PortWords> of(ServiceEndpoints group) {
    return group
        .protocol()
        .flatMap(
            protocol -> Optional.ofNullable(byPort.get(new PortKey(group.portName(), protocol))));
  }

  private static PortKey key(ServicePort port) {
    return new PortKey(port.name(), port.protocol());
  }

  /**
   * What is said of the virtual addresses and node ports behind a port that only {@link #allPorts}
   * covers: the same, but at this port alone, since only that is the Service's there.
   */
  Optional<PortWords> ofVips(ServiceEndpoints group) {
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
