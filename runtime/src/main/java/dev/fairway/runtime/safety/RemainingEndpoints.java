package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The comparison of the endpoints of a Service in two snapshots. */
final class RemainingEndpoints {

  private static final Comparator<ServiceEndpoints> ORDER =
      Comparator.comparing(ServiceEndpoints::portName)
          .thenComparing(group -> group.protocol().map(IpProtocol::number).orElse(-1))
          .thenComparing(group -> group.port().orElse(-1));

  /** The port of a group of endpoints. */
  private record GroupPort(String name, Optional<IpProtocol> protocol, OptionalInt port) {
    static GroupPort of(ServiceEndpoints group) {
      return new GroupPort(group.portName(), group.protocol(), group.port());
    }
  }

  /** One endpoint of a group that the later snapshot does not have there. */
  record MissingEndpoint(ServiceEndpoints group, Endpoint endpoint) {}

  private RemainingEndpoints() {}

  /**
   * The endpoints that are missing behind some port; virtual addresses, which are the Service
   * object's own, only where that is missing.
   */
  static List<MissingEndpoint> missing(ServiceState before, @Nullable ServiceState now) {
    Map<GroupPort, Set<IpPrefix>> present = new HashMap<>();
    if (now != null) {
      for (ServiceEndpoints group : now.endpoints()) {
        Set<IpPrefix> addresses =
            present.computeIfAbsent(GroupPort.of(group), absent -> new HashSet<>());
        group.endpoints().forEach(endpoint -> addresses.add(endpoint.address()));
      }
    }
    List<MissingEndpoint> missing = new ArrayList<>();
    for (ServiceEndpoints group : before.endpoints()) {
      Set<IpPrefix> there = present.getOrDefault(GroupPort.of(group), Set.of());
      for (Endpoint endpoint : group.endpoints()) {
        boolean counts = now == null || endpoint.kind().hasAllPorts();
        if (counts && !there.contains(endpoint.address())) {
          missing.add(new MissingEndpoint(group, endpoint));
        }
      }
    }
    return missing;
  }

  /** The pods that live at each address, as slices list them. */
  static Map<IpPrefix, Set<String>> podsByAddress(ClusterSnapshot snapshot) {
    Map<IpPrefix, Set<String>> pods = new HashMap<>();
    for (ServiceState service : snapshot.services().values()) {
      for (ServiceEndpoints group : service.endpoints()) {
        for (Endpoint endpoint : group.endpoints()) {
          if (endpoint.kind() == Endpoint.Kind.POD && endpoint.state().lives()) {
            endpoint
                .pod()
                .ifPresent(
                    pod ->
                        pods.computeIfAbsent(endpoint.address(), absent -> new HashSet<>())
                            .add(pod));
          }
        }
      }
    }
    return pods;
  }

  /** The groups of a Service with more endpoints, in the order of a snapshot. */
  static List<ServiceEndpoints> with(List<ServiceEndpoints> groups, List<MissingEndpoint> more) {
    if (more.isEmpty()) {
      return groups;
    }
    Map<GroupPort, List<Endpoint>> added = new HashMap<>();
    Map<GroupPort, ServiceEndpoints> known = new HashMap<>();
    for (MissingEndpoint missing : more) {
      GroupPort port = GroupPort.of(missing.group());
      known.putIfAbsent(port, missing.group());
      added.computeIfAbsent(port, absent -> new ArrayList<>()).add(missing.endpoint());
    }
    List<ServiceEndpoints> all = new ArrayList<>();
    for (ServiceEndpoints group : groups) {
      List<Endpoint> here = added.remove(GroupPort.of(group));
      all.add(here == null ? group : with(group, group.endpoints(), here));
    }
    added.forEach(
        (port, endpoints) -> {
          ServiceEndpoints group = known.get(port);
          if (group != null) {
            all.add(with(group, List.of(), endpoints));
          }
        });
    all.sort(ORDER);
    return all;
  }

  private static ServiceEndpoints with(
      ServiceEndpoints group, List<Endpoint> present, List<Endpoint> more) {
    List<Endpoint> endpoints = new ArrayList<>(present);
    endpoints.addAll(more);
    endpoints.sort(Comparator.comparing(Endpoint::address));
    return new ServiceEndpoints(group.portName(), group.protocol(), group.port(), endpoints);
  }
}
