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
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns an intent that is in force into claims on tuples, and says which addresses do not count.
 */
final class ClaimBuilding {

  private final Set<String> fleet;
  private final AddressPlaces places;
  private final boolean ipv6;

  ClaimBuilding(
      ClusterSnapshot cluster, Set<String> fleet, WanInventory wan, TargetProfile profile) {
    this.fleet = fleet;
    this.places = new AddressPlaces(cluster, wan);
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
                    new PortClaim("", TuplePort.ALL, treatment, addresses.of(state.endpoints()))));
    for (ServiceEndpoints behind : state.endpoints()) {
      treatments
          .of(behind)
          .ifPresent(
              treatment ->
                  addClaim(
                      claims,
                      new PortClaim(
                          behind.portName(),
                          PortTreatments.tuplePort(behind),
                          treatment,
                          addresses.of(List.of(behind)))));
    }
    tellWhatIsMissing(state, treatments, claims, diagnostics);
    return claims;
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
            + PortNames.text(state.ports()));
  }

  /** The addresses of one Service that count; each is looked at, and complained of, once. */
  private final class Addresses {

    private final ServiceState state;
    private final List<Diagnostic> diagnostics;
    private final Map<IpPrefix, Optional<ClaimedAddress>> looked = new HashMap<>();

    Addresses(ServiceState state, List<Diagnostic> diagnostics) {
      this.state = state;
      this.diagnostics = diagnostics;
    }

    List<ClaimedAddress> of(List<ServiceEndpoints> groups) {
      Map<IpPrefix, ClaimedAddress> claimed = new java.util.TreeMap<>();
      for (ServiceEndpoints group : groups) {
        for (Endpoint endpoint : group.endpoints()) {
          if (endpoint.state().holdsAddress()) {
            looked
                .computeIfAbsent(endpoint.address(), absent -> look(endpoint))
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
