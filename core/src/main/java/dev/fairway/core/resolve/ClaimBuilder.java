package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * Turns an intent that is in force into claims on tuples, and says which addresses do not count.
 */
final class ClaimBuilder {

  private static final Comparator<PortClaim> ORDER =
      Comparator.comparing(PortClaim::portName)
          .thenComparing(PortClaim::port)
          .thenComparing(PortClaim::treatment)
          .thenComparing(claim -> claim.addresses().get(0).address());

  /** Which of several mentions of one address is believed: a local one, then one with a site. */
  private static final Comparator<Endpoint> BELIEVED_FIRST =
      Comparator.comparing((Endpoint one) -> one.origin().orElse(""))
          .thenComparing(one -> one.site().isEmpty())
          .thenComparing(one -> one.site().map(SiteId::value).orElse(""));

  private final Set<String> fleet;
  private final AddressLocator places;
  private final boolean ipv6;

  ClaimBuilder(
      ClusterSnapshot cluster, Set<String> fleet, WanInventory wan, TargetProfile profile) {
    this.fleet = fleet;
    this.places = new AddressLocator(cluster, wan);
    this.ipv6 = profile.has(Feature.IPV6);
  }

  List<PortClaim> claims(ServiceState state, ServiceIntent intent, List<Diagnostic> diagnostics) {
    PortTreatments treatments = new PortTreatments(intent, state.ports());
    Addresses addresses = new Addresses(state, diagnostics);
    List<PortClaim> claims = new ArrayList<>();
    treatments
        .allPorts()
        .ifPresent(
            treatment ->
                addClaim(
                    claims,
                    new PortClaim(
                        "",
                        AddressPort.ALL,
                        treatment,
                        addresses.of(state.endpoints(), one -> one.kind().hasAllPorts()))));
    for (ServiceEndpoints behind : state.endpoints()) {
      treatments
          .of(behind)
          .ifPresentOrElse(
              treatment -> addClaim(claims, claim(behind, treatment, addresses, one -> true)),
              () ->
                  treatments
                      .ofFronts(behind)
                      .ifPresent(
                          treatment ->
                              addClaim(
                                  claims,
                                  claim(
                                      behind,
                                      treatment,
                                      addresses,
                                      one -> !one.kind().hasAllPorts()))));
    }
    tellWhatIsMissing(state, treatments, claims, diagnostics);
    return claims.stream().sorted(ORDER).toList();
  }

  private static PortClaim claim(
      ServiceEndpoints behind,
      Treatment treatment,
      Addresses addresses,
      Predicate<Endpoint> which) {
    return new PortClaim(
        behind.portName(),
        PortTreatments.addressPort(behind),
        treatment,
        addresses.of(List.of(behind), which));
  }

  private static void addClaim(List<PortClaim> claims, PortClaim claim) {
    if (!claim.addresses().isEmpty()) {
      claims.add(claim);
    }
  }

  private static void tellWhatIsMissing(
      ServiceState state,
      PortTreatments treatments,
      List<PortClaim> claims,
      List<Diagnostic> diagnostics) {
    Set<String> known = new TreeSet<>(state.ports().stream().map(ServicePort::name).toList());
    boolean portless = false;
    for (ServiceEndpoints behind : state.endpoints()) {
      portless |= behind.portless() && treatments.allPorts().isEmpty();
      if (!behind.portless() && !known.contains(behind.portName())) {
        diagnostics.add(strayPort(state, behind.portName()));
      }
    }
    if (portless) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
              state.key().subject(),
              "fairway.dev/ports",
              "",
              "has endpoints without ports, which only 'fairway.dev/ports: all' covers"));
    }
    if (claims.isEmpty()) {
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.NO_ENDPOINTS,
              state.key().subject(),
              "",
              "",
              "no endpoint has an address that counts, so there is no rule; rules come with the"
                  + " first endpoint"));
    }
  }

  private static Diagnostic strayPort(ServiceState state, String port) {
    return Diagnostic.warning(
        DiagnosticCode.NO_SUCH_PORT_IN_SLICES,
        state.key().subject(),
        "",
        port,
        "an EndpointSlice names the port '"
            + port
            + "', which is not a port of the Service, which has "
            + DeclarationValidator.portText(state));
  }

  /**
   * The addresses of one Service that count. Each is looked at, and complained of, once; behind
   * several ports it is one address at one site, whatever the order of the ports.
   */
  private final class Addresses {

    private final ServiceState state;
    private final List<Diagnostic> diagnostics;
    private final Map<IpPrefix, Endpoint> believed = new HashMap<>();
    private final Map<IpPrefix, Optional<ClaimedAddress>> looked = new HashMap<>();

    Addresses(ServiceState state, List<Diagnostic> diagnostics) {
      this.state = state;
      this.diagnostics = diagnostics;
      if (state.endpoints().size() > 1) {
        state.endpoints().forEach(this::believe);
      }
    }

    private void believe(ServiceEndpoints group) {
      for (Endpoint endpoint : group.endpoints()) {
        if (endpoint.state().holdsAddress()) {
          believed.merge(endpoint.address(), endpoint, BinaryOperator.minBy(BELIEVED_FIRST));
        }
      }
    }

    List<ClaimedAddress> of(List<ServiceEndpoints> groups, Predicate<Endpoint> which) {
      Map<IpPrefix, ClaimedAddress> claimed = new TreeMap<>();
      for (ServiceEndpoints group : groups) {
        for (Endpoint endpoint : group.endpoints()) {
          if (endpoint.state().holdsAddress() && which.test(endpoint)) {
            looked
                .computeIfAbsent(
                    endpoint.address(), address -> look(believed.getOrDefault(address, endpoint)))
                .ifPresent(where -> claimed.put(where.address(), where));
          }
        }
      }
      return List.copyOf(claimed.values());
    }

    private Optional<ClaimedAddress> look(Endpoint endpoint) {
      IpPrefix address = endpoint.address();
      if (endpoint.origin().filter(fleet::contains).isPresent()) {
        return Optional.empty();
      }
      if (!places.isDeclared(address)) {
        tell(
            DiagnosticCode.FOREIGN_ADDRESS,
            address,
            "address "
                + address.addressText()
                + " is left out: it lies outside cluster.networks, which are "
                + places.declaredText());
        return Optional.empty();
      }
      if (address.family() == IpFamily.IPV6 && !ipv6) {
        tell(
            DiagnosticCode.FAMILY_NOT_COVERED,
            address,
            "address " + address.addressText() + " is left out: the target has no rules for IPv6");
        return Optional.empty();
      }
      ClaimedAddress where = places.place(endpoint);
      if (where.site().isEmpty()) {
        tell(
            DiagnosticCode.UNKNOWN_SITE,
            address,
            "address "
                + address.addressText()
                + " is at no known site: "
                + places.whyNoSite(endpoint));
      }
      return Optional.of(where);
    }

    private void tell(DiagnosticCode code, IpPrefix address, String message) {
      diagnostics.add(
          Diagnostic.warning(code, state.key().subject(), "", address.addressText(), message));
    }
  }
}
