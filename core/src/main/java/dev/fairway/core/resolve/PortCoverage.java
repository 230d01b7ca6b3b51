package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * The comparison of the ports that an intent steers with those that the EndpointSlices of the
 * Service carry, in both directions. A slice port is the Service's where name and protocol are the
 * same, as proxies see it (kube-proxy's {@code ServicePortName}); no other one gets a packet. A
 * port counts as carried where one address has it: pods of an older template that lack it are no
 * endpoints of that port, and get no packet to it either. O(ports + slice ports).
 */
final class PortCoverage {

  private static final int MAX_LISTED = 8;

  /** The most ports of a Service that are compared one by one. */
  private static final int FEW = 16;

  private static final Comparator<ServiceEndpoints> BY_NUMBER =
      Comparator.comparingInt(group -> group.port().orElse(0));

  private final ServiceState state;
  private final PortTreatments treatments;
  private final List<PortClaim> claims;
  private final boolean checked;
  private final Set<String> fleet;
  private final SortedMap<PortName, ServicePort> known = new TreeMap<>();
  private final Set<String> knownNames = new HashSet<>();

  /** The slice ports with an address that is an endpoint's own, each name and protocol once. */
  private final SortedMap<PortName, ServiceEndpoints> carried = new TreeMap<>();

  private final Set<String> carriedNames = new HashSet<>();

  /** True where endpoints stand in slices without ports. */
  private boolean portless;

  /** The match of a slice port with a port of the Service. */
  private record PortName(String name, int protocol) implements Comparable<PortName> {

    static PortName of(String name, Optional<IpProtocol> protocol) {
      return new PortName(name, protocol.map(IpProtocol::number).orElse(-1));
    }

    @Override
    public int compareTo(PortName other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : Integer.compare(protocol, other.protocol);
    }
  }

  private PortCoverage(
      ServiceState state,
      PortTreatments treatments,
      List<PortClaim> claims,
      boolean checked,
      Set<String> fleet) {
    this.state = state;
    this.treatments = treatments;
    this.claims = claims;
    this.checked = checked;
    this.fleet = fleet;
    for (ServicePort port : state.ports()) {
      known.put(nameOf(port), port);
      knownNames.add(port.name());
    }
    for (ServiceEndpoints group : state.endpoints()) {
      if (hasPod(group)) {
        if (group.portless()) {
          portless = true;
        } else {
          carried.merge(
              PortName.of(group.portName(), group.protocol()),
              group,
              BinaryOperator.minBy(BY_NUMBER));
          carriedNames.add(group.portName());
        }
      }
    }
  }

  /**
   * The warnings of what has no rule, and the notices of slice ports that nothing leads to.
   *
   * @param treatments those of the Service's ports
   * @param claims what it claims with them
   * @param checked true where an address lies in the segment that is asked for, and nothing else is
   * @param fleet the names of the clusters that make the rules of their own pods
   */
  static List<Diagnostic> diagnostics(
      ServiceState state,
      PortTreatments treatments,
      List<PortClaim> claims,
      boolean checked,
      Set<String> fleet) {
    return (checked || !claims.isEmpty()) && isOneToOne(state, treatments)
        ? List.of()
        : new PortCoverage(state, treatments, claims, checked, fleet).diagnostics();
  }

  /**
   * True where every port that the intent selects has a slice port with a pod, and the other way
   * round; false also where a comparison port by port would take long.
   */
  private static boolean isOneToOne(ServiceState state, PortTreatments treatments) {
    if (state.ports().size() > FEW) {
      return false;
    }
    boolean pods = false;
    for (ServiceEndpoints group : state.endpoints()) {
      if (hasPod(group)) {
        pods = true;
        if (!isBehindOneOf(state.ports(), group)) {
          return false;
        }
      }
    }
    for (ServicePort port : state.ports()) {
      if (!isCarried(port, state.endpoints()) && treatments.of(port).isPresent()) {
        return false;
      }
    }
    return pods;
  }

  private static boolean isBehindOneOf(List<ServicePort> ports, ServiceEndpoints group) {
    for (ServicePort port : ports) {
      if (group.isBehind(port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCarried(ServicePort port, List<ServiceEndpoints> groups) {
    for (ServiceEndpoints group : groups) {
      if (group.isBehind(port) && hasPod(group)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPod(ServiceEndpoints group) {
    for (Endpoint endpoint : group.endpoints()) {
      if (isPod(endpoint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPod(Endpoint endpoint) {
    return endpoint.kind().hasAllPorts();
  }

  private static PortName nameOf(ServicePort port) {
    return PortName.of(port.name(), Optional.of(port.protocol()));
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> found = new ArrayList<>();
    if (portless && treatments.allPorts().isEmpty()) {
      found.add(
          warning(
              DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
              "fairway.dev/ports",
              "",
              "has endpoints without ports" + portlessAdvice()));
    }
    List<ServicePort> missing = missing();
    if (!missing.isEmpty() && !carried.isEmpty()) {
      found.add(missing(missing));
    } else if (treatments.allPorts().isEmpty()) {
      carried.forEach((name, group) -> surplus(name, group).ifPresent(found::add));
    }
    noEndpoints(missing).ifPresent(found::add);
    return found;
  }

  /** Controllers list pods without ports where they lack every named port of the Service. */
  private String portlessAdvice() {
    List<ServicePort> named = known.values().stream().filter(ServicePort::targetIsName).toList();
    return named.isEmpty()
        ? ", which only 'fairway.dev/ports: all' covers"
        : ": a pod needs a container port of the name that targetPort says, "
            + listed(named.stream().map(ServicePort::targetPort))
            + "; 'fairway.dev/ports: all' covers them as they are";
  }

  /** The ports with a treatment of their own that no slice carries. */
  private List<ServicePort> missing() {
    return known.values().stream()
        .filter(port -> !carried.containsKey(nameOf(port)))
        .filter(
            port ->
                treatments.of(port).isPresent()
                    && !treatments.of(port).equals(treatments.allPorts()))
        .toList();
  }

  private Diagnostic missing(List<ServicePort> ports) {
    boolean one = ports.size() == 1;
    return warning(
        DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
        "spec.ports",
        listed(ports.stream().map(PortCoverage::shortText)),
        (one ? "port " : "ports ")
            + listed(ports.stream().map(ServicePort::toString))
            + (one ? " has" : " have")
            + " no rule: its EndpointSlices list "
            + carriedText(carried.values())
            + ", and no port of "
            + (one ? "that name and protocol; " : "those names and protocols; ")
            + advice(ports));
  }

  /** What would make the slices carry the ports: one remedy for each kind of cause. */
  private String advice(List<ServicePort> ports) {
    List<String> remedies = new ArrayList<>();
    List<ServicePort> protocols = new ArrayList<>();
    List<ServicePort> targets = new ArrayList<>();
    List<ServicePort> others = new ArrayList<>();
    for (ServicePort port : ports) {
      boolean otherProtocol = carriedNames.contains(port.name());
      (otherProtocol ? protocols : port.targetIsName() ? targets : others).add(port);
    }
    if (!protocols.isEmpty()) {
      remedies.add(
          "proxies match the protocol too: correct that of "
              + listed(protocols.stream().map(PortCoverage::shortText))
              + " in the Service or in the slices");
    }
    if (!targets.isEmpty()) {
      remedies.add(
          "pods need a container port "
              + listed(targets.stream().map(port -> nameAndProtocol(port.targetPort(), port)))
              + ", the name that targetPort gives");
    }
    if (!others.isEmpty()) {
      remedies.add(
          "a slice has to list "
              + listed(others.stream().map(port -> nameAndProtocol(port.name(), port))));
    }
    return String.join("; ", remedies);
  }

  /** A slice port that is none of the Service's, where nothing that is asked for is missing. */
  private Optional<Diagnostic> surplus(PortName name, ServiceEndpoints group) {
    if (known.containsKey(name)) {
      return Optional.empty();
    }
    String text = text(group);
    return Optional.of(
        knownNames.contains(name.name)
            ? warning(
                DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
                "spec.ports",
                text,
                "an EndpointSlice lists "
                    + text
                    + ", and no rule covers its endpoints there: the Service has "
                    + knownText()
                    + ", and proxies match the protocol too; correct it in the slice")
            : Diagnostic.info(
                DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
                state.key().subject(),
                "spec.ports",
                name.name,
                "an EndpointSlice names the port '"
                    + name.name
                    + "', which is not a port of the Service, which has "
                    + knownText()
                    + "; no rule covers it"));
  }

  /** No address of an endpoint has a rule, although an intent is in force. */
  private Optional<Diagnostic> noEndpoints(List<ServicePort> missing) {
    boolean endpoints = portless || !carried.isEmpty();
    boolean told =
        state.diagnostics().stream()
            .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.NO_ENDPOINTS);
    if (told || (endpoints && (checked || !claims.isEmpty()))) {
      return Optional.empty();
    }
    String message;
    if (!claims.isEmpty()) {
      message =
          "no EndpointSlice of it has an endpoint, so only its own addresses have rules; those of"
              + " its pods come with the first endpoint";
    } else if (!endpoints) {
      message =
          "no EndpointSlice of it has an endpoint, so there is no rule; rules come with the"
              + " first endpoint";
    } else if (!hasPortAskedFor()) {
      message =
          "no endpoint has a port that is asked for, so there is no rule: its EndpointSlices list "
              + (carried.isEmpty() ? "no port" : carriedText(carried.values()))
              + ", the Service has "
              + knownText()
              + (missing.isEmpty() || carried.isEmpty() ? "" : "; " + advice(missing));
    } else {
      message = "no endpoint has an address that counts, so there is no rule" + whyNoneCounts();
    }
    return Optional.of(warning(DiagnosticCode.NO_ENDPOINTS, "", "", message));
  }

  private boolean hasPortAskedFor() {
    return treatments.allPorts().isPresent()
        || carried.values().stream().anyMatch(group -> treatments.of(group).isPresent());
  }

  /** The clusters of the fleet that the endpoints were synced from, where all of them were. */
  private String whyNoneCounts() {
    TreeSet<String> origins = new TreeSet<>();
    for (ServiceEndpoints group : carried.values()) {
      for (Endpoint endpoint : group.endpoints()) {
        if (isPod(endpoint)) {
          origins.add(endpoint.origin().orElse(""));
        }
      }
    }
    return fleet.containsAll(origins)
        ? ": its pods are those of " + listed(origins.stream()) + ", and their rules are made there"
        : "; each is named";
  }

  private String knownText() {
    return known.isEmpty()
        ? "no ports"
        : listed(known.values().stream().map(ServicePort::toString));
  }

  private static String carriedText(Collection<ServiceEndpoints> groups) {
    return listed(groups.stream().map(PortCoverage::text));
  }

  /** {@code http (8080/tcp)}, {@code 8080/tcp} without a name, {@code http (all ports)}. */
  private static String text(ServiceEndpoints group) {
    String protocol = group.protocol().map(IpProtocol::toString).orElse("");
    String port = group.port().isPresent() ? group.port().getAsInt() + "/" + protocol : "all ports";
    return group.portName().isEmpty() ? port : group.portName() + " (" + port + ")";
  }

  /** {@code https}, or {@code 5432/tcp} without a name. */
  private static String shortText(ServicePort port) {
    return port.name().isEmpty() ? port.toString() : port.name();
  }

  /** {@code 'https' (TCP)}. */
  private static String nameAndProtocol(String name, ServicePort port) {
    String protocol = port.protocol().toString().toUpperCase(Locale.ROOT);
    return (name.isEmpty() ? "one without a name" : "'" + name + "'") + " (" + protocol + ")";
  }

  /** At most {@link #MAX_LISTED} texts, and how many more there are. */
  private static String listed(Stream<String> texts) {
    return Listing.of(MAX_LISTED, texts.toList());
  }

  private Diagnostic warning(DiagnosticCode code, String key, String value, String message) {
    return Diagnostic.warning(code, state.key().subject(), key, value, message);
  }
}
