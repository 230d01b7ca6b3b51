package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Service that asks for something, as the last sync took it, with what is missing of it.
 *
 * @param state the Service with its endpoints, retained ones among them
 * @param missing the addresses that are missing, and since when each is seen nowhere
 * @param left how addresses were seen to leave its slices, as long as they are missing
 * @param peak the most addresses that it had
 * @param withdrawn since when it asks for nothing any more, where that is held
 */
record RememberedService(
    ServiceState state,
    SortedMap<IpPrefix, Duration> missing,
    SortedMap<IpPrefix, Departures.Kind> left,
    PeakCount peak,
    Optional<Duration> withdrawn) {

  RememberedService {
    missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
  }

  static RememberedService of(ServiceState state, Duration now, Duration window) {
    return new RememberedService(
        state,
        new TreeMap<>(),
        new TreeMap<>(),
        PeakCount.NONE.with(now, addresses(state).size(), window),
        Optional.empty());
  }

  /** True where a Service asks for something, or for something that cannot be read. */
  static boolean asks(ServiceState state) {
    return !state.reading().readable() || state.reading().intent().isPresent();
  }

  /** The addresses of pods and nodes; virtual ones are the Service object's own. */
  static Set<IpPrefix> addresses(ServiceState state) {
    Set<IpPrefix> addresses = new HashSet<>();
    for (ServiceEndpoints group : state.endpoints()) {
      for (Endpoint endpoint : group.endpoints()) {
        if (endpoint.kind().hasAllPorts()) {
          addresses.add(endpoint.address());
        }
      }
    }
    return addresses;
  }

  /** The addresses of endpoints that are listed and live, with the virtual ones. */
  static Set<IpPrefix> living(ServiceState state) {
    Set<IpPrefix> addresses = new HashSet<>();
    for (ServiceEndpoints group : state.endpoints()) {
      for (Endpoint endpoint : group.endpoints()) {
        if (endpoint.state().lives()) {
          addresses.add(endpoint.address());
        }
      }
    }
    return addresses;
  }

  /** A copy of what was seen of addresses that left, those of now included. */
  SortedMap<IpPrefix, Departures.Kind> leftWith(Map<IpPrefix, Departures.Kind> now) {
    SortedMap<IpPrefix, Departures.Kind> all = new TreeMap<>(left);
    now.forEach(
        (address, kind) ->
            all.merge(address, kind, (one, other) -> one.compareTo(other) <= 0 ? one : other));
    return all;
  }
}
