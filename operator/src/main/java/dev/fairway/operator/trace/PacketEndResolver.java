package dev.fairway.operator.trace;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.operator.trace.PacketQuery.PacketEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resolver of one end of a packet into the addresses that it may mean, the best first. */
final class PacketEndResolver {

  /**
   * An address that an end may mean.
   *
   * @param site where it is, where that is known
   * @param port the port there; absent where none was typed or follows
   * @param protocol the port's own protocol; absent where no Service port was meant
   */
  record AddressCandidate(
      IpPrefix address, Optional<SiteId> site, OptionalInt port, Optional<IpProtocol> protocol) {}

  private final ResolvedFleet fleet;
  private final Map<String, List<IpPrefix>> pods;

  PacketEndResolver(ResolvedFleet fleet, Map<String, List<IpPrefix>> pods) {
    this.fleet = fleet;
    this.pods = pods;
  }

  /** The addresses that the sender may have. */
  List<AddressCandidate> sources(PacketQuery query) {
    return of(query.from(), query, false);
  }

  /** The addresses that the receiver may have. */
  List<AddressCandidate> destinations(PacketQuery query) {
    return of(query.to(), query, true);
  }

  private List<AddressCandidate> of(PacketEnd end, PacketQuery query, boolean destination) {
    return switch (end.kind()) {
      case ADDRESS -> List.of(at(IpPrefix.parse(end.name()), number(end)));
      case SITE -> inSite(end);
      case OBJECT -> ofObject(end, query, destination);
    };
  }

  private List<AddressCandidate> ofObject(PacketEnd end, PacketQuery query, boolean destination) {
    Optional<ResolvedService> service = services(end).findFirst();
    if (service.isPresent()) {
      boolean needsPort = destination && query.protocol().map(IpProtocol::hasPorts).orElse(true);
      return ofService(
          end,
          service.get(),
          new ServicePortResolver(service.get(), end, query.protocol()).port(needsPort),
          needsPort);
    }
    List<IpPrefix> addresses = pods.getOrDefault(end.name(), podsInSlices(end.name()));
    if (addresses.isEmpty()) {
      throw QueryException.unknown(
          "'" + end.name() + "' is neither a Service nor a pod" + near(end));
    }
    return addresses.stream().map(address -> at(address, number(end))).toList();
  }

  private String near(PacketEnd end) {
    return QueryException.servicesInsteadOf(
        end.name(),
        services().map(service -> service.key().namespace() + "/" + service.key().name()).toList());
  }

  private Stream<ResolvedService> services() {
    return fleet.clusters().values().stream().flatMap(cluster -> cluster.services().stream());
  }

  private Stream<ResolvedService> services(PacketEnd end) {
    return services()
        .filter(service -> service.key().namespace().equals(end.namespace()))
        .filter(service -> service.key().name().equals(end.objectName()));
  }

  /** True where the endpoints serve the port: a slice without ports may, where it has no name. */
  private static boolean isServed(ServicePort port, ServiceEndpoints backing) {
    return backing.isBehind(port) || (backing.portless() && port.name().isEmpty());
  }

  /**
   * The pods of a Service, ending ones last; the Service's own addresses, which send nothing, where
   * it has none.
   */
  private List<AddressCandidate> ofService(
      PacketEnd end, ResolvedService service, Optional<ServicePort> port, boolean needsPort) {
    List<AddressCandidate> living = new ArrayList<>();
    List<AddressCandidate> ending = new ArrayList<>();
    List<AddressCandidate> vips = new ArrayList<>();
    for (ServiceEndpoints backing : service.state().endpoints()) {
      boolean wanted = port.filter(named -> !isServed(named, backing)).isEmpty();
      for (Endpoint endpoint : backing.endpoints()) {
        if (wanted) {
          List<AddressCandidate> pods = endpoint.state().lives() ? living : ending;
          (endpoint.kind().hasAllPorts() ? pods : vips)
              .add(
                  new AddressCandidate(
                      endpoint.address(),
                      FlowResolver.siteOf(fleet, endpoint.address()),
                      podPort(end, port, backing, needsPort),
                      port.isPresent() ? backing.protocol() : Optional.empty()));
        }
      }
    }
    List<AddressCandidate> found =
        Stream.of(living, ending)
            .flatMap(pods -> pods.stream().sorted(Comparator.comparing(AddressCandidate::address)))
            .toList();
    if (found.isEmpty()) {
      found = vips.stream().sorted(Comparator.comparing(AddressCandidate::address)).toList();
    }
    if (found.isEmpty()) {
      throw QueryException.unknown(
          "Service '"
              + end.name()
              + "' has no endpoint"
              + (port.isPresent() && !service.state().endpoints().isEmpty() ? " at that port" : "")
              + "; a dump of a cluster names endpoints, and --assume-pods N makes some for the"
              + " workloads that it selects");
    }
    return found;
  }

  /** The port that the pods listen on, not that of the Service. */
  private static OptionalInt podPort(
      PacketEnd end, Optional<ServicePort> port, ServiceEndpoints backing, boolean needsPort) {
    if (port.isPresent()) {
      return backing.port().isPresent() ? backing.port() : OptionalInt.of(port.get().number());
    }
    return needsPort || end.port().isPresent() ? number(end) : OptionalInt.empty();
  }

  private List<IpPrefix> podsInSlices(String name) {
    return services()
        .flatMap(service -> service.state().endpoints().stream())
        .flatMap(endpoints -> endpoints.endpoints().stream())
        .filter(endpoint -> endpoint.pod().filter(name::equals).isPresent())
        .map(Endpoint::address)
        .distinct()
        .sorted()
        .toList();
  }

  /** An address of each network of the site. */
  private List<AddressCandidate> inSite(PacketEnd end) {
    SiteId site;
    try {
      site = new SiteId(end.name());
    } catch (IllegalArgumentException malformed) {
      throw QueryException.unknown("'" + end.name() + "' is not the id of a site");
    }
    if (fleet.wan().site(site).isEmpty()) {
      throw QueryException.unknown(
          "there is no site '"
              + site
              + "'; known: "
              + fleet.wan().siteIds().stream()
                  .map(SiteId::value)
                  .collect(Collectors.joining(", ")));
    }
    List<AddressCandidate> found =
        fleet.wan().networks().stream()
            .filter(network -> network.site().filter(site::equals).isPresent())
            .map(Network::prefix)
            .map(PacketEndResolver::unusedAddress)
            .map(address -> at(address, number(end)))
            .toList();
    if (found.isEmpty()) {
      throw QueryException.unknown(
          "site '" + site + "' has no network, so no address to send from");
    }
    return found;
  }

  /** The last address but one of a network, which pods hardly ever have. */
  private static IpPrefix unusedAddress(IpPrefix network) {
    if (network.isAddress()) {
      return network;
    }
    if (network instanceof Ipv4Prefix v4) {
      return Ipv4Prefix.address(v4.lastBits() - 1);
    }
    Ipv6Prefix v6 = (Ipv6Prefix) network;
    return Ipv6Prefix.address(v6.lastHigh(), v6.lastLow() - 1);
  }

  private AddressCandidate at(IpPrefix address, OptionalInt port) {
    return new AddressCandidate(
        address, FlowResolver.siteOf(fleet, address), port, Optional.empty());
  }

  private static OptionalInt number(PacketEnd end) {
    if (end.port().isEmpty()) {
      return OptionalInt.empty();
    }
    String text = end.port().get();
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (number < 0 || number > 65_535) {
      throw QueryException.unknown(
          "port '" + text + "' of '" + end.name() + "' is not a number from 0 to 65535");
    }
    return OptionalInt.of(number);
  }

  /** The resolver of the port of a Service that an end of a packet means. */
  private static final class ServicePortResolver {

    private final PacketEnd end;
    private final Optional<IpProtocol> protocol;
    private final List<ServicePort> ports;
    private final List<ServicePort> fitting;

    /**
     * A resolver for one end.
     *
     * @param protocol the packet's, where it was typed: only ports of that protocol are meant then
     */
    ServicePortResolver(ResolvedService service, PacketEnd end, Optional<IpProtocol> protocol) {
      this.end = end;
      this.protocol = protocol;
      this.ports = service.state().ports();
      this.fitting =
          ports.stream()
              .filter(port -> protocol.map(port.protocol()::equals).orElse(true))
              .toList();
    }

    /**
     * The port; empty where none is meant, or where the number that was typed is none of the
     * Service's: then it is what the pods listen on.
     *
     * @throws QueryException where one is needed and it is not clear which
     */
    Optional<ServicePort> port(boolean needed) {
      if (end.port().isEmpty()) {
        return needed ? Optional.of(only()) : Optional.empty();
      }
      String typed = end.port().get();
      List<ServicePort> named =
          fitting.stream()
              .filter(
                  port ->
                      port.name().equals(typed) || Integer.toString(port.number()).equals(typed))
              .toList();
      if (named.size() > 1) {
        throw QueryException.unknown(
            "Service '"
                + end.name()
                + "' has port "
                + typed
                + " in several protocols: write one behind TO, as in /"
                + named.get(0).protocol());
      }
      if (named.isEmpty() && !typed.matches("[0-9]+")) {
        throw QueryException.unknown(
            "Service '" + end.name() + "' has no port '" + typed + "'" + inProtocol() + known());
      }
      return named.stream().findFirst();
    }

    private ServicePort only() {
      if (fitting.size() != 1) {
        throw QueryException.unknown(
            "Service '" + end.name() + "' needs a port" + inProtocol() + known());
      }
      return fitting.get(0);
    }

    private String inProtocol() {
      return protocol.map(known -> " in " + known).orElse("");
    }

    private String known() {
      return ": it has "
          + (ports.isEmpty()
              ? "none"
              : ports.stream().map(ServicePortResolver::text).collect(Collectors.joining(", ")));
    }

    private static String text(ServicePort port) {
      String number = port.number() + "/" + port.protocol();
      return port.name().isEmpty() ? number : port.name() + " (" + number + ")";
    }
  }
}
