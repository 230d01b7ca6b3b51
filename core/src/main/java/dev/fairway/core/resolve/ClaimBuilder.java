package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.PortTreatments.PortWords;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The builder of claims: the ports of addresses that an intent in force treats, with a warning for
 * each address that is left out.
 */
final class ClaimBuilder {

  private static final Comparator<PortClaim> ORDER =
      Comparator.comparing(PortClaim::portName)
          .thenComparing(PortClaim::port)
          .thenComparing(PortClaim::treatment)
          .thenComparing(PortClaim::kind)
          .thenComparing(claim -> claim.addresses().get(0).address());

  /**
   * Of several endpoints with one address: one that a slice lists before a retained one, then a
   * local one, then a living one, then one with a site. Kind and node decide only what is said of
   * it.
   */
  private static final Comparator<Endpoint> PREFERENCE =
      Comparator.comparing((Endpoint endpoint) -> endpoint.state().retained())
          .thenComparing(endpoint -> endpoint.origin().orElse(""))
          .thenComparing(endpoint -> ClaimedAddress.Life.of(endpoint.state()))
          .thenComparing(endpoint -> endpoint.site().isEmpty())
          .thenComparing(endpoint -> endpoint.site().map(SiteId::value).orElse(""))
          .thenComparing(Endpoint::kind)
          .thenComparing(endpoint -> endpoint.node().orElse(""));

  private static final Comparator<ClaimedAddress> BY_ADDRESS =
      Comparator.comparing(ClaimedAddress::address);

  private final ClusterSnapshot cluster;
  private final WanInventory wan;
  private final Set<String> otherClusters;
  private final AddressLocator locator;
  private final SiteDisagreements disagreements = new SiteDisagreements();
  private final boolean ipv6;
  private final DualStackPrefixSet protectedAddresses;

  ClaimBuilder(
      ClusterSnapshot cluster,
      Set<String> fleet,
      WanInventory wan,
      TargetProfile profile,
      DualStackPrefixSet protectedAddresses) {
    this.protectedAddresses = protectedAddresses;
    this.cluster = cluster;
    this.wan = wan;
    this.otherClusters = new TreeSet<>(fleet);
    this.otherClusters.remove(cluster.name());
    this.locator = new AddressLocator(cluster, wan);
    this.ipv6 = profile.has(Feature.IPV6);
  }

  /** The warnings of the addresses of all claims that the WAN has at another site. */
  List<Diagnostic> disagreements() {
    return disagreements.diagnostics(cluster.name());
  }

  /** The claims of a Service, sorted; its warnings are added to {@code diagnostics}. */
  List<PortClaim> claims(ServiceState state, ServiceIntent intent, List<Diagnostic> diagnostics) {
    PortTreatments treatments = new PortTreatments(intent, state.ports());
    Addresses addresses = new Addresses(state, diagnostics);
    List<PortClaim> claims = new ArrayList<>();
    treatments
        .allPorts()
        .ifPresent(
            words ->
                claims.addAll(
                    claims(
                        "",
                        AddressPort.ALL,
                        words,
                        addresses.of(
                            state.endpoints(), words, endpoint -> endpoint.kind().hasAllPorts()))));
    for (ServiceEndpoints group : state.endpoints()) {
      Optional<PortWords> named = treatments.of(group);
      named
          .or(() -> treatments.ofVips(group))
          .ifPresent(
              words ->
                  claims.addAll(
                      claims(
                          group.portName(),
                          PortTreatments.addressPort(group),
                          words,
                          addresses.of(
                              List.of(group),
                              words,
                              endpoint -> named.isPresent() || !endpoint.kind().hasAllPorts()))));
    }
    claims.sort(ORDER);
    diagnostics.addAll(
        PortCoverage.diagnostics(state, treatments, claims, addresses.checked, otherClusters));
    ScopeWidening.diagnostic(state.key(), claims, cluster, wan).ifPresent(diagnostics::add);
    return claims;
  }

  /** Where only a segment is named the addresses are checked, and nothing is claimed. */
  private static List<PortClaim> claims(
      String portName,
      AddressPort port,
      PortWords words,
      Map<Endpoint.Kind, List<ClaimedAddress>> addresses) {
    List<PortClaim> claims = new ArrayList<>();
    words
        .treatment()
        .ifPresent(
            treatment ->
                addresses.forEach(
                    (kind, claimed) ->
                        claims.add(
                            new PortClaim(portName, port, treatment, kind, eachOnce(claimed)))));
    return claims;
  }

  /** The one that {@link #PREFERENCE} puts first; most are alike in all that it looks at. */
  private static Endpoint preferred(Endpoint known, Endpoint next) {
    boolean alike =
        known.kind() == next.kind()
            && known.site().equals(next.site())
            && known.node().equals(next.node())
            && ClaimedAddress.Life.of(known.state()) == ClaimedAddress.Life.of(next.state())
            && known.origin().equals(next.origin());
    return alike || PREFERENCE.compare(known, next) <= 0 ? known : next;
  }

  /** Each address once, ascending; of several states the living one. */
  private static List<ClaimedAddress> eachOnce(List<ClaimedAddress> claimed) {
    claimed.sort(BY_ADDRESS);
    int last = -1;
    for (ClaimedAddress next : claimed) {
      boolean known = last >= 0 && claimed.get(last).address().equals(next.address());
      if (!known) {
        last++;
      }
      if (!known || next.life().compareTo(claimed.get(last).life()) < 0) {
        claimed.set(last, next);
      }
    }
    return List.copyOf(claimed.subList(0, last + 1));
  }

  /**
   * The addresses of one Service that may be claimed. Each is checked, and warned of, once; behind
   * several ports it is one address at one site, whatever the order of the ports.
   */
  private final class Addresses {

    private final ServiceState state;
    private final List<Diagnostic> diagnostics;
    private final Map<IpPrefix, Endpoint> preferred = new HashMap<>();
    private final Map<IpPrefix, Optional<ClaimedAddress>> places = new HashMap<>();

    /** True where an address passed a check of its segment, and nothing else is asked for. */
    private boolean checked;

    Addresses(ServiceState state, List<Diagnostic> diagnostics) {
      this.state = state;
      this.diagnostics = diagnostics;
      if (state.endpoints().size() > 1) {
        for (ServiceEndpoints group : state.endpoints()) {
          for (Endpoint endpoint : group.endpoints()) {
            preferred.merge(endpoint.address(), endpoint, ClaimBuilder::preferred);
          }
        }
      }
    }

    /** The addresses of the endpoints that match, those of each kind. */
    Map<Endpoint.Kind, List<ClaimedAddress>> of(
        List<ServiceEndpoints> groups, PortWords words, Predicate<Endpoint> matches) {
      Map<Endpoint.Kind, List<ClaimedAddress>> claimed = new EnumMap<>(Endpoint.Kind.class);
      boolean fitsAll = words.fitEveryAddress();
      for (ServiceEndpoints group : groups) {
        for (Endpoint endpoint : group.endpoints()) {
          if (matches.test(endpoint)) {
            Optional<ClaimedAddress> place = place(endpoint);
            if (place.isPresent() && (fitsAll || isFit(endpoint, place.get(), words))) {
              claimed
                  .computeIfAbsent(endpoint.kind(), absent -> new ArrayList<>())
                  .add(place.get().with(ClaimedAddress.Life.of(endpoint.state())));
            }
          }
        }
      }
      checked |= words.treatment().isEmpty() && !claimed.isEmpty();
      return claimed;
    }

    private Optional<ClaimedAddress> place(Endpoint endpoint) {
      IpPrefix address = endpoint.address();
      @Nullable Optional<ClaimedAddress> known = places.get(address);
      if (known == null) {
        known = check(preferred.getOrDefault(address, endpoint));
        places.put(address, known);
      }
      return known;
    }

    private Optional<ClaimedAddress> check(Endpoint endpoint) {
      IpPrefix address = endpoint.address();
      if (endpoint.origin().isPresent() && otherClusters.contains(endpoint.origin().get())) {
        return Optional.empty();
      }
      Optional<SpecialAddress> unusable = locator.unusable(address);
      if (unusable.isPresent()) {
        warn(DiagnosticCode.UNUSABLE_ADDRESS, address, "is left out: " + unusable.get().reason());
        return Optional.empty();
      }
      if (protectedAddresses.contains(address)) {
        warn(
            DiagnosticCode.PROTECTED_ADDRESS,
            address,
            "is left out: it is protected, as those of the API server and those in"
                + " safety.protected are, so that no Service's intent reaches it");
        return Optional.empty();
      }
      Optional<Network> network = locator.declaredNetwork(address);
      if (locator.isForeign(network)) {
        warn(
            DiagnosticCode.FOREIGN_ADDRESS,
            address,
            "is left out: it lies outside cluster.networks, " + locator.whyForeign(endpoint));
        return Optional.empty();
      }
      if (address.family() == IpFamily.IPV6 && !ipv6) {
        warn(
            DiagnosticCode.FAMILY_NOT_COVERED,
            address,
            "is left out: the target has no rules for IPv6");
        return Optional.empty();
      }
      ClaimedAddress located = locator.locate(endpoint, network);
      if (located.site().isEmpty()) {
        warn(
            DiagnosticCode.UNKNOWN_SITE,
            address,
            "is at no known site: " + locator.whyNoSite(endpoint));
      }
      locator
          .contradicting(located)
          .ifPresent(
              other ->
                  disagreements.add(
                      AddressLocator.siteSource(endpoint),
                      located.site().orElseThrow(),
                      other,
                      address));
      return Optional.of(located);
    }

    /**
     * True where the words may be carried out at the address. What cuts or diverts packets counts
     * only where the address is known to be the Service's own, and no other's too.
     */
    private boolean isFit(Endpoint endpoint, ClaimedAddress place, PortWords words) {
      boolean shared = endpoint.kind() == Endpoint.Kind.NODE;
      boolean admits = words.treatment().flatMap(Treatment::admission).isPresent();
      if (shared && (admits || words.segment().isPresent())) {
        warn(
            DiagnosticCode.SHARED_ADDRESS,
            place.address(),
            "is left out: it is a node's, shared with everything in the host's network there, so '"
                + (admits ? "access" : "segment")
                + "' cannot be carried out for the Service alone");
        return false;
      }
      boolean diverts = admits || words.treatment().flatMap(Treatment::inspect).isPresent();
      if (diverts && endpoint.kind() != Endpoint.Kind.NODE_PORT && !endpoint.proven()) {
        warn(
            DiagnosticCode.UNPROVEN_ADDRESS,
            place.address(),
            endpoint.kind() == Endpoint.Kind.VIP
                ? "is left out: whoever writes the Service may name any external address, and '"
                    + (admits ? "access" : "inspect")
                    + "' counts only at one that a load balancer has given it"
                : "is left out: no pod that the Service selects is known to have it, which '"
                    + (admits ? "access" : "inspect")
                    + "' needs, since an EndpointSlice alone may name any address");
        return false;
      }
      if (words.segment().isPresent() && !words.segment().get().equals(place.segment())) {
        warn(
            DiagnosticCode.WRONG_SEGMENT,
            place.address(),
            "is left out: it lies in segment '"
                + place.segment()
                + "', and the Service asks for '"
                + words.segment().get()
                + "'; Fairway never moves packets between segments");
        return false;
      }
      return true;
    }

    private void warn(DiagnosticCode code, IpPrefix address, String predicate) {
      String text = address.addressText();
      diagnostics.add(
          Diagnostic.warning(
              code, state.key().subject(), "", text, "address " + text + " " + predicate));
    }
  }
}
