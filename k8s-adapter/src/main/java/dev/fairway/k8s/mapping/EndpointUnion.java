package dev.fairway.k8s.mapping;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The merge of all EndpointSlices of a Service, by port and address. No slice is ever the whole:
 * while endpoints move from one to another an address may stand in two, and it counts as ready as
 * long as it is in one of them. Of a local and a synced endpoint the local one counts; then of a
 * living and an ending one, between which the address changed hands, the living one. The order of
 * the slices has no effect.
 */
final class EndpointUnion {

  /** The kind of an address that has several: the one that is shared with the node first. */
  private static final List<Kind> STRONGEST_FIRST =
      List.of(Kind.NODE, Kind.POD, Kind.VIP, Kind.NODE_PORT);

  private static final Comparator<Endpoint> FIRST_THAT_COUNTS =
      Comparator.comparing((Endpoint endpoint) -> endpoint.origin().isPresent())
          .thenComparing(endpoint -> !endpoint.state().lives());

  private final SortedMap<SlicePort, SortedMap<IpPrefix, Endpoint>> byPort = new TreeMap<>();

  void add(SlicePort port, Endpoint endpoint) {
    byPort
        .computeIfAbsent(port, absent -> new TreeMap<>())
        .merge(endpoint.address(), endpoint, EndpointUnion::merge);
  }

  /**
   * By port name, protocol and number; in each by address. A port without endpoints is not there.
   */
  List<ServiceEndpoints> endpoints() {
    List<ServiceEndpoints> all = new ArrayList<>();
    byPort.forEach(
        (port, endpoints) ->
            all.add(
                new ServiceEndpoints(
                    port.name(), port.protocol(), port.number(), List.copyOf(endpoints.values()))));
    return all;
  }

  /** The addresses that are a node's, ascending, each once. */
  List<IpPrefix> nodeAddresses() {
    return byPort.values().stream()
        .flatMap(endpoints -> endpoints.values().stream())
        .filter(endpoint -> endpoint.kind() == Kind.NODE)
        .map(Endpoint::address)
        .distinct()
        .sorted()
        .toList();
  }

  private static Endpoint merge(Endpoint one, Endpoint other) {
    int order = FIRST_THAT_COUNTS.compare(one, other);
    if (order != 0) {
      return order < 0 ? one : other;
    }
    return new Endpoint(
        one.address(),
        either(one.site(), other.site()),
        merge(one.kind(), other.kind()),
        merge(one.state(), other.state()),
        either(one.origin(), other.origin()),
        either(one.pod(), other.pod()),
        either(one.node(), other.node()),
        one.proven() || other.proven());
  }

  private static Kind merge(Kind one, Kind other) {
    return STRONGEST_FIRST.indexOf(one) <= STRONGEST_FIRST.indexOf(other) ? one : other;
  }

  private static State merge(State one, State other) {
    return new State(
        one.ready() || other.ready(),
        one.serving() || other.serving(),
        one.terminating() && other.terminating());
  }

  /** The one there is; the lesser of two. */
  private static <T extends Comparable<T>> Optional<T> either(Optional<T> one, Optional<T> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
    return one.or(() -> other);
  }
}
