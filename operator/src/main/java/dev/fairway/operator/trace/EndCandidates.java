package dev.fairway.operator.trace;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses that an end of a packet may mean, in the order in which they are preferred. */
final class EndCandidates {

  private final ResolvedFleet fleet;
  private final Map<String, List<IpPrefix>> pods;

  EndCandidates(ResolvedFleet fleet, Map<String, List<IpPrefix>> pods) {
    this.fleet = fleet;
    this.pods = pods;
  }

  List<Candidate> of(PacketEnd end, boolean destination) {
    return switch (end.kind()) {
      case ADDRESS -> List.of(at(IpPrefix.parse(end.name()), number(end)));
      case SITE -> inSite(end);
      case OBJECT -> ofObject(end, destination);
    };
  }

  private List<Candidate> ofObject(PacketEnd end, boolean destination) {
    Optional<ResolvedService> service = services(end).findFirst();
    if (service.isPresent()) {
      return ofService(end, service.get(), destination);
    }
    List<IpPrefix> addresses = pods.getOrDefault(end.name(), podsInSlices(end.name()));
    if (addresses.isEmpty()) {
      throw new QuestionException(
          "'" + end.name() + "' is neither a Service nor a pod" + near(end));
    }
    return addresses.stream().map(address -> at(address, number(end))).toList();
  }

  private String near(PacketEnd end) {
    List<String> known =
        services()
            .map(one -> one.key().namespace() + "/" + one.key().name())
            .distinct()
            .sorted()
            .toList();
    return NearestWord.hint(end.name(), known)
        + (known.isEmpty() ? "" : "; Services: " + String.join(", ", known));
  }

  private Stream<ResolvedService> services() {
    return fleet.clusters().values().stream().flatMap(cluster -> cluster.services().stream());
  }

  private Stream<ResolvedService> services(PacketEnd end) {
    return services()
        .filter(one -> one.key().namespace().equals(end.namespace()))
        .filter(one -> one.key().name().equals(end.objectName()));
  }

  private List<Candidate> ofService(PacketEnd end, ResolvedService service, boolean destination) {
    Optional<ServicePort> port = servicePort(end, service, destination);
    List<Candidate> found = new ArrayList<>();
    for (ServiceEndpoints behind : service.state().endpoints()) {
      boolean meant = port.isEmpty() || behind.portName().equals(port.get().name());
      for (Endpoint endpoint : behind.endpoints()) {
        if (meant && endpoint.state().holdsAddress()) {
          found.add(
              new Candidate(
                  endpoint.address(),
                  site(endpoint.address()),
                  podPort(end, port, behind, destination),
                  behind.protocol()));
        }
      }
    }
    if (found.isEmpty()) {
      throw new QuestionException(
          "Service '" + end.name() + "' has no endpoint; --assume-pods N makes some");
    }
    found.sort(Comparator.comparing(Candidate::address));
    return found;
  }

  /** What the pods listen on, not what the Service does. */
  private static OptionalInt podPort(
      PacketEnd end, Optional<ServicePort> port, ServiceEndpoints behind, boolean destination) {
    if (port.isPresent()) {
      return behind.port().isPresent() ? behind.port() : OptionalInt.of(port.get().number());
    }
    return destination || end.port().isPresent() ? number(end) : OptionalInt.empty();
  }

  private static Optional<ServicePort> servicePort(
      PacketEnd end, ResolvedService service, boolean destination) {
    List<ServicePort> ports = service.state().ports();
    if (end.port().isEmpty()) {
      if (!destination) {
        return Optional.empty();
      }
      if (ports.size() == 1) {
        return Optional.of(ports.get(0));
      }
      throw new QuestionException(
          "Service '" + end.name() + "' needs a port: it has " + text(ports));
    }
    String typed = end.port().get();
    Optional<ServicePort> named =
        ports.stream()
            .filter(
                port -> port.name().equals(typed) || Integer.toString(port.number()).equals(typed))
            .findFirst();
    if (named.isEmpty() && !typed.matches("[0-9]+")) {
      throw new QuestionException(
          "Service '" + end.name() + "' has no port '" + typed + "': it has " + text(ports));
    }
    return named;
  }

  private static String text(List<ServicePort> ports) {
    return ports.isEmpty()
        ? "none"
        : ports.stream()
            .map(
                port ->
                    port.name().isEmpty()
                        ? "" + port.number()
                        : port.name() + " (" + port.number() + ")")
            .collect(Collectors.joining(", "));
  }

  private List<IpPrefix> podsInSlices(String name) {
    return services()
        .flatMap(service -> service.state().endpoints().stream())
        .flatMap(behind -> behind.endpoints().stream())
        .filter(endpoint -> endpoint.pod().filter(name::equals).isPresent())
        .map(Endpoint::address)
        .distinct()
        .sorted()
        .toList();
  }

  /** An address of each network of the site: one that pods hardly ever have. */
  private List<Candidate> inSite(PacketEnd end) {
    SiteId site;
    try {
      site = new SiteId(end.name());
    } catch (IllegalArgumentException malformed) {
      throw new QuestionException("'" + end.name() + "' is not the id of a site");
    }
    if (fleet.wan().site(site).isEmpty()) {
      throw new QuestionException(
          "there is no site '"
              + site
              + "'; known: "
              + fleet.wan().siteIds().stream()
                  .map(SiteId::value)
                  .collect(Collectors.joining(", ")));
    }
    List<Candidate> found =
        fleet.wan().networks().stream()
            .filter(network -> network.site().filter(site::equals).isPresent())
            .map(Network::prefix)
            .map(FreeAddress::in)
            .map(address -> at(address, number(end)))
            .toList();
    if (found.isEmpty()) {
      throw new QuestionException("site '" + site + "' has no network, so no address to send from");
    }
    return found;
  }

  private Candidate at(IpPrefix address, OptionalInt port) {
    return new Candidate(address, site(address), port, Optional.empty());
  }

  private Optional<SiteId> site(IpPrefix address) {
    return Stream.concat(
            Stream.of(Segment.DEFAULT),
            fleet.wan().networks().stream().map(Network::segment).sorted())
        .distinct()
        .map(segment -> Flow.withoutPorts(segment, address, address, IpProtocol.ICMP))
        .flatMap(flow -> PacketSemantics.siteOf(fleet, flow, address).stream())
        .findFirst();
  }

  private static OptionalInt number(PacketEnd end) {
    if (end.port().isEmpty()) {
      return OptionalInt.empty();
    }
    String text = end.port().get();
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (number < 0 || number > 65_535) {
      throw new QuestionException(
          "port '" + text + "' of '" + end.name() + "' is not a number from 0 to 65535");
    }
    return OptionalInt.of(number);
  }
}
