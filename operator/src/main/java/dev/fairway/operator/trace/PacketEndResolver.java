package dev.fairway.operator.trace;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
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
final class PacketEndResolver {

  private final ResolvedFleet fleet;
  private final Map<String, List<IpPrefix>> pods;
  private final SiteLookup sites;

  PacketEndResolver(ResolvedFleet fleet, Map<String, List<IpPrefix>> pods) {
    this.fleet = fleet;
    this.pods = pods;
    this.sites = new SiteLookup(fleet);
  }

  /** What the sender may be. */
  List<Candidate> sources(PacketQuery question) {
    return of(question.from(), question, false);
  }

  /** What the receiver may be. */
  List<Candidate> destinations(PacketQuery question) {
    return of(question.to(), question, true);
  }

  private List<Candidate> of(PacketEnd end, PacketQuery question, boolean destination) {
    return switch (end.kind()) {
      case ADDRESS -> List.of(at(IpPrefix.parse(end.name()), number(end)));
      case SITE -> inSite(end);
      case OBJECT -> ofObject(end, question, destination);
    };
  }

  private List<Candidate> ofObject(PacketEnd end, PacketQuery question, boolean destination) {
    Optional<ResolvedService> service = services(end).findFirst();
    if (service.isPresent()) {
      boolean needsPort = destination && question.protocol().map(IpProtocol::hasPorts).orElse(true);
      return ofService(
          end,
          service.get(),
          new ServicePortResolver(service.get(), end, question.protocol()).port(needsPort),
          needsPort);
    }
    List<IpPrefix> addresses = pods.getOrDefault(end.name(), podsInSlices(end.name()));
    if (addresses.isEmpty()) {
      throw new QuestionException(
          "'" + end.name() + "' is neither a Service nor a pod" + near(end));
    }
    return addresses.stream().map(address -> at(address, number(end))).toList();
  }

  private String near(PacketEnd end) {
    return ServiceSuggestions.instead(
        end.name(), services().map(one -> one.key().namespace() + "/" + one.key().name()).toList());
  }

  private Stream<ResolvedService> services() {
    return fleet.clusters().values().stream().flatMap(cluster -> cluster.services().stream());
  }

  private Stream<ResolvedService> services(PacketEnd end) {
    return services()
        .filter(one -> one.key().namespace().equals(end.namespace()))
        .filter(one -> one.key().name().equals(end.objectName()));
  }

  /** Its pods; the addresses of the Service itself, which send nothing, only where it has none. */
  private List<Candidate> ofService(
      PacketEnd end, ResolvedService service, Optional<ServicePort> port, boolean needsPort) {
    List<Candidate> pods = new ArrayList<>();
    List<Candidate> fronts = new ArrayList<>();
    for (ServiceEndpoints behind : service.state().endpoints()) {
      boolean meant = port.isEmpty() || behind.portName().equals(port.get().name());
      for (Endpoint endpoint : behind.endpoints()) {
        if (meant && endpoint.state().holdsAddress()) {
          (endpoint.kind().hasAllPorts() ? pods : fronts)
              .add(
                  new Candidate(
                      endpoint.address(),
                      sites.of(endpoint.address()),
                      podPort(end, port, behind, needsPort),
                      port.isPresent() ? behind.protocol() : Optional.empty()));
        }
      }
    }
    List<Candidate> found = pods.isEmpty() ? fronts : pods;
    if (found.isEmpty()) {
      throw new QuestionException(
          "Service '"
              + end.name()
              + "' has no endpoint"
              + (port.isPresent() && !service.state().endpoints().isEmpty() ? " at that port" : "")
              + "; a dump of a cluster names endpoints, and --assume-pods N makes some for the"
              + " workloads that it selects");
    }
    found.sort(Comparator.comparing(Candidate::address));
    return found;
  }

  /** What the pods listen on, not what the Service does. */
  private static OptionalInt podPort(
      PacketEnd end, Optional<ServicePort> port, ServiceEndpoints behind, boolean needsPort) {
    if (port.isPresent()) {
      return behind.port().isPresent() ? behind.port() : OptionalInt.of(port.get().number());
    }
    return needsPort || end.port().isPresent() ? number(end) : OptionalInt.empty();
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
    return new Candidate(address, sites.of(address), port, Optional.empty());
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
