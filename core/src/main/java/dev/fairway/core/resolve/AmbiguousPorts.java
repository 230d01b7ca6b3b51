package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.PortTreatments.PortWords;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The ports of one Service that lead to one port of its pods and have different treatments there.
 * On the wire their packets cannot be told apart, so the intent contradicts itself. Where an
 * address has a living endpoint for one of them and an ending one for the other there is no
 * contradiction: the address is the living one's. A retained endpoint lived when a slice last
 * listed it, and counts as it did then: that a slice is missing never makes a declaration valid.
 */
final class AmbiguousPorts {

  /** The words of a treatment, in the order in which the first that differs is named. */
  private static final Map<String, Function<Treatment, Object>> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("tunnel", treatment -> treatment.steer().map(Steer::preference));
    WORDS.put("fallback", treatment -> treatment.steer().map(Steer::fallback));
    WORDS.put("encryption", Treatment::requiresEncryption);
    WORDS.put("inspect", Treatment::inspect);
    WORDS.put("dscp", Treatment::dscp);
    WORDS.put("access", Treatment::admission);
  }

  private final ServiceState state;
  private final boolean byKeys;

  private AmbiguousPorts(ServiceState state, boolean byKeys) {
    this.state = state;
    this.byKeys = byKeys;
  }

  /** The contradictions in what the annotations declare, each with the keys that make it. */
  static List<Diagnostic> inDeclared(
      ServiceState state, ServiceIntent intent, List<PortClaim> claims) {
    AmbiguousPorts ports = new AmbiguousPorts(state, true);
    List<Diagnostic> errors = new ArrayList<>(ports.errors(claims));
    errors.addAll(ports.overUntreated(intent, claims));
    return errors;
  }

  /** The contradictions in a last good intent, whose keys are not there any more. */
  static List<Diagnostic> inLastGood(ServiceState state, List<PortClaim> claims) {
    return new AmbiguousPorts(state, false).errors(claims);
  }

  /** An error for each two ports, with the lowest of their common ports. */
  private List<Diagnostic> errors(List<PortClaim> claims) {
    if (claims.size() < 2 || haveOneTreatment(claims) || haveOwnPorts(claims)) {
      return List.of();
    }
    SortedMap<AddressPort, List<PortClaim>> byPort = new TreeMap<>();
    claims.forEach(
        claim -> byPort.computeIfAbsent(claim.port(), absent -> new ArrayList<>()).add(claim));
    SortedMap<String, Diagnostic> byNames = new TreeMap<>();
    for (List<PortClaim> sharing : byPort.values()) {
      for (int i = 0; i < sharing.size(); i++) {
        for (PortClaim other : sharing.subList(i + 1, sharing.size())) {
          PortClaim one = sharing.get(i);
          sharedAddress(one, other)
              .ifPresent(
                  address ->
                      byNames.putIfAbsent(
                          one.portName() + "," + other.portName(), error(one, other, address)));
        }
      }
    }
    return List.copyOf(byNames.values());
  }

  /**
   * An error for each port with {@code access} or {@code inspect} whose living endpoints serve a
   * port without any word too: that one's packets would be cut or diverted, and nobody asks for it.
   */
  private List<Diagnostic> overUntreated(ServiceIntent intent, List<PortClaim> claims) {
    List<PortClaim> diverting = claims.stream().filter(AmbiguousPorts::diverts).toList();
    if (diverting.isEmpty()) {
      return List.of();
    }
    PortTreatments treatments = new PortTreatments(intent, state.ports());
    if (treatments.allPorts().isPresent()) {
      return List.of();
    }
    SortedMap<String, Diagnostic> byNames = new TreeMap<>();
    for (ServiceEndpoints group : state.endpoints()) {
      Optional<ServicePort> untreated =
          treatments.of(group).flatMap(PortWords::treatment).isPresent()
              ? Optional.empty()
              : state.ports().stream().filter(group::isBehind).findFirst();
      for (PortClaim claim : untreated.isPresent() ? diverting : List.<PortClaim>of()) {
        if (claim.port().equals(PortTreatments.addressPort(group))) {
          sharedAddress(claim, group)
              .ifPresent(
                  address ->
                      byNames.putIfAbsent(
                          claim.portName() + "," + group.portName(),
                          error(claim, untreated.orElseThrow(), address)));
        }
      }
    }
    return List.copyOf(byNames.values());
  }

  private static boolean diverts(PortClaim claim) {
    Treatment treatment = claim.treatment();
    return treatment.admission().isPresent() || treatment.inspect().isPresent();
  }

  private static Optional<IpPrefix> sharedAddress(PortClaim claim, ServiceEndpoints group) {
    Set<IpPrefix> living = new HashSet<>();
    group.endpoints().stream()
        .filter(endpoint -> endpoint.state().lives() || endpoint.state().retained())
        .forEach(endpoint -> living.add(endpoint.address()));
    return claim.addresses().stream()
        .filter(place -> !isEnding(place) && living.contains(place.address()))
        .map(ClaimedAddress::address)
        .findFirst();
  }

  private static boolean haveOneTreatment(List<PortClaim> claims) {
    Treatment first = claims.get(0).treatment();
    for (PortClaim claim : claims) {
      if (!claim.treatment().equals(first)) {
        return false;
      }
    }
    return true;
  }

  private static boolean haveOwnPorts(List<PortClaim> claims) {
    Set<AddressPort> ports = new HashSet<>();
    for (PortClaim claim : claims) {
      if (!ports.add(claim.port())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<IpPrefix> sharedAddress(PortClaim one, PortClaim other) {
    if (one.treatment().equals(other.treatment())) {
      return Optional.empty();
    }
    Map<IpPrefix, Boolean> ending = new HashMap<>();
    one.addresses().forEach(place -> ending.put(place.address(), isEnding(place)));
    return other.addresses().stream()
        .filter(place -> Boolean.valueOf(isEnding(place)).equals(ending.get(place.address())))
        .map(ClaimedAddress::address)
        .findFirst();
  }

  private static boolean isEnding(ClaimedAddress place) {
    return place.life() == ClaimedAddress.Life.ENDING;
  }

  private Diagnostic error(PortClaim one, PortClaim other, IpPrefix address) {
    String word = differingWord(one.treatment(), other.treatment());
    Optional<AnnotationRef> decides = deciding(one, word);
    return error(
        one,
        decides.or(() -> deciding(other, word)),
        portText(other),
        address,
        wish(one, decides) + " and " + wish(other, deciding(other, word)));
  }

  private Diagnostic error(PortClaim claim, ServicePort untreated, IpPrefix address) {
    String word = claim.treatment().admission().isPresent() ? "access" : "inspect";
    Optional<AnnotationRef> decides = deciding(claim, word);
    return error(
        claim,
        decides,
        "the port " + untreated,
        address,
        wish(claim, decides) + " and the port " + untreated.name() + " asks for nothing");
  }

  private Diagnostic error(
      PortClaim one,
      Optional<AnnotationRef> decides,
      String other,
      IpPrefix address,
      String wishes) {
    String shared =
        one.port().isAll()
            ? "all ports"
            : "port " + one.port().port() + "/" + one.port().protocol().orElseThrow();
    return Diagnostic.error(
        DiagnosticCode.AMBIGUOUS_PORT,
        state.key().subject(),
        decides.map(AnnotationRef::key).orElse(""),
        one.port().toString(),
        portText(one)
            + " and "
            + other
            + " both lead to "
            + shared
            + " of "
            + address.addressText()
            + ", where their packets cannot be told apart, yet "
            + wishes
            + "; let both ports ask for the same, or give each its own port of the pods");
  }

  private static String differingWord(Treatment one, Treatment other) {
    return WORDS.entrySet().stream()
        .filter(word -> !word.getValue().apply(one).equals(word.getValue().apply(other)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private String portText(PortClaim claim) {
    return state.ports().stream()
        .filter(port -> port.name().equals(claim.portName()))
        .findFirst()
        .map(port -> "the port " + port)
        .orElse(claim.portName().isEmpty() ? "'ports: all'" : "the port " + claim.portName());
  }

  private static String wish(PortClaim claim, Optional<AnnotationRef> annotation) {
    return annotation
            .map(ref -> ref.key() + " of " + ref.object())
            .orElse(claim.portName().isEmpty() ? "the rest" : claim.portName())
        + " asks for '"
        + claim.treatment()
        + "'";
  }

  /** Annotations stand in the order in which keys win; the alias is a tunnel too. */
  private Optional<AnnotationRef> deciding(PortClaim claim, String word) {
    return state.reading().annotations().stream()
        .filter(ref -> byKeys)
        .filter(ref -> word.equals("tunnel") ? !ref.transports().isEmpty() : ref.isFor(word))
        .filter(ref -> ref.ports().isEmpty() || ref.ports().contains(claim.portName()))
        .findFirst();
  }
}
