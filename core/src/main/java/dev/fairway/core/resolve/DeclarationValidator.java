package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The validation of declarations: whether an intent fits the Service's ports, the transports,
 * sites, service functions and segments of the WAN, and the target's features. A Service whose
 * intent does not fit is held, whole, at its last good intent, which may name transports and ports
 * that are gone, but nothing that the target lacks.
 */
final class DeclarationValidator {

  /** The words that need a feature, where an annotation of its own asks for it. */
  private static final Map<Feature, List<String>> WORDS =
      Map.of(
          Feature.DROP, List.of("access"),
          Feature.PEER_SETS, List.of("access", "inspect"),
          Feature.ENCRYPTED_ONLY, List.of("encryption"),
          Feature.SERVICE_FUNCTION, List.of("inspect"),
          Feature.MARK, List.of("dscp"));

  private final KnownNames names;
  private final TargetProfile profile;
  private final Map<Treatment, List<Feature>> lackingOf = new HashMap<>();
  private final SortedSet<Transport> transports;
  private final boolean boundedSources;
  private final List<Diagnostic> clusterDiagnostics;

  /**
   * A validator for the Services of one cluster.
   *
   * @param declared the networks that the cluster declares
   * @param clusterDiagnostics takes the errors of defaults, which are about their Namespace
   */
  DeclarationValidator(
      WanInventory wan,
      PeerTable peers,
      List<Network> declared,
      TargetProfile profile,
      List<Diagnostic> clusterDiagnostics) {
    this.names = new KnownNames(wan, peers, declared, clusterDiagnostics);
    this.profile = profile;
    this.transports = wan.transports();
    this.boundedSources = !wan.routed().isEmpty();
    this.clusterDiagnostics = clusterDiagnostics;
  }

  /** The declaration of a Service; its errors are added to {@code diagnostics}. */
  Declaration validate(ServiceState state, List<Diagnostic> diagnostics) {
    IntentReading reading = state.reading();
    if (reading.readable()) {
      Optional<ServiceIntent> declared =
          reading.intent().flatMap(intent -> withoutMissingDefaults(intent, state));
      if (declared.isEmpty()) {
        return new Declaration.Absent();
      }
      List<Diagnostic> errors = errors(state, declared.get());
      diagnostics.addAll(errors);
      if (errors.isEmpty()) {
        return new Declaration.Valid(declared.get());
      }
    }
    return withoutDeclared(state);
  }

  /** The declaration of a Service whose declared intent cannot be used. */
  Declaration withoutDeclared(ServiceState state) {
    return state
        .reading()
        .lastGood()
        .filter(intent -> unsupported(state, intent).isEmpty())
        .<Declaration>map(Declaration.Held::new)
        .orElseGet(Declaration.Unusable::new);
  }

  /** A default may name ports that only some Services of its Namespace have. */
  private static Optional<ServiceIntent> withoutMissingDefaults(
      ServiceIntent declared, ServiceState state) {
    if (state.reading().optionalPorts().isEmpty()) {
      return Optional.of(declared);
    }
    List<PortIntent> parts = new ArrayList<>();
    for (PortIntent part : declared.parts()) {
      List<String> ports =
          part.ports().ports().stream()
              .filter(port -> !state.reading().optionalPorts().contains(port) || has(state, port))
              .toList();
      if (part.ports().kind() != PortSelection.Kind.LISTED) {
        parts.add(part);
      } else if (!ports.isEmpty()) {
        parts.add(new PortIntent(PortSelection.listed(ports), part.treatment(), part.segment()));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ServiceIntent(parts));
  }

  private static boolean has(ServiceState state, String nameOrNumber) {
    for (ServicePort port : state.ports()) {
      if (port.isSelectedBy(nameOrNumber)) {
        return true;
      }
    }
    return false;
  }

  private List<Diagnostic> errors(ServiceState state, ServiceIntent intent) {
    List<Diagnostic> errors = new ArrayList<>(unknownPorts(state, intent));
    Set<Transport> unknown = new LinkedHashSet<>();
    for (PortIntent part : intent.parts()) {
      part.treatment()
          .flatMap(Treatment::steer)
          .ifPresent(steer -> unknown.addAll(steer.preference()));
    }
    unknown.removeAll(transports);
    if (!unknown.isEmpty()) {
      errors.addAll(unknownTransports(state, unknown));
    }
    errors.addAll(names.unknown(state, intent));
    errors.addAll(unsupported(state, intent));
    return errors;
  }

  /** A Service's own key for one port may add nothing to the intent, and name a missing port. */
  private static List<Diagnostic> unknownPorts(ServiceState state, ServiceIntent intent) {
    Subject service = state.key().subject();
    Set<String> unknown = new TreeSet<>();
    for (PortIntent part : intent.parts()) {
      unknown.addAll(part.ports().ports());
    }
    for (AnnotationRef annotation : state.reading().annotations()) {
      if (annotation.object().equals(service)) {
        unknown.addAll(annotation.ports());
      }
    }
    unknown.removeIf(port -> has(state, port));
    if (unknown.isEmpty()) {
      return List.of();
    }
    return unknown.stream()
        .map(
            port ->
                Diagnostic.error(
                    DiagnosticCode.UNKNOWN_PORT,
                    service,
                    keyThatNames(state, port),
                    port,
                    "port '"
                        + port
                        + "' is not a port of the Service, which has "
                        + PortHints.portText(state)
                        + PortHints.ofUnknown(state, port)))
        .toList();
  }

  /** The first annotation that names the port; empty without one. */
  private static String keyThatNames(ServiceState state, String port) {
    return state.reading().annotations().stream()
        .filter(annotation -> annotation.ports().contains(port))
        .map(AnnotationRef::key)
        .findFirst()
        .orElse("");
  }

  /** An error for each annotation and transport, and one for those beyond the most. */
  private List<Diagnostic> unknownTransports(ServiceState state, Set<Transport> unknown) {
    List<Diagnostic> errors = new ArrayList<>();
    Set<Transport> untold = new LinkedHashSet<>(unknown);
    for (AnnotationRef annotation : state.reading().annotations()) {
      List<Transport> named = annotation.transports().stream().filter(unknown::contains).toList();
      named.forEach(untold::remove);
      for (Transport transport : named.stream().limit(KnownNames.MOST_ERRORS).toList()) {
        addUnknown(
            state,
            annotation,
            notOffered(transport),
            "the unknown transport '" + transport + "'",
            "; " + knownText(transport),
            errors);
      }
      int more = named.size() - KnownNames.MOST_ERRORS;
      if (more > 0) {
        addUnknown(
            state,
            annotation,
            annotation.key() + " names " + more + " more transports that no site offers",
            more + " more unknown transports",
            "",
            errors);
      }
    }
    for (Transport transport : untold) {
      errors.add(unknownTransport(state.key().subject(), "", "", notOffered(transport)));
    }
    return errors;
  }

  /**
   * Adds the error of one annotation.
   *
   * @param sentence what is wrong, where the annotation stands
   * @param what what a default names, for the Services that would take it
   * @param known the names there are, behind that
   */
  private void addUnknown(
      ServiceState state,
      AnnotationRef annotation,
      String sentence,
      String what,
      String known,
      List<Diagnostic> errors) {
    Subject service = state.key().subject();
    Diagnostic error =
        unknownTransport(annotation.object(), annotation.key(), annotation.value(), sentence);
    if (annotation.object().equals(service)) {
      errors.add(error);
      return;
    }
    clusterDiagnostics.add(error);
    errors.add(
        unknownTransport(
            service,
            annotation.key(),
            annotation.value(),
            "the default of "
                + annotation.object()
                + " names "
                + what
                + ": correct it there, or name a tunnel on the Service"
                + known));
  }

  private static Diagnostic unknownTransport(
      Subject subject, String key, String value, String sentence) {
    return Diagnostic.error(DiagnosticCode.UNKNOWN_TRANSPORT, subject, key, value, sentence);
  }

  private String notOffered(Transport transport) {
    return "tunnel '" + transport + "' is not offered by any site; " + knownText(transport);
  }

  private String knownText(Transport transport) {
    List<String> known = transports.stream().map(Transport::value).toList();
    return "known: "
        + (known.isEmpty() ? "none" : String.join(", ", known))
        + NearestWord.hint(transport.value(), known);
  }

  private void addLacking(Treatment treatment, Map<Feature, String> lacking) {
    for (Feature feature : lackingOf.computeIfAbsent(treatment, this::lackingFor)) {
      lacking.putIfAbsent(feature, "'" + treatment + "'");
    }
  }

  private List<Feature> lackingFor(Treatment treatment) {
    return RequiredFeatures.ofDeclared(treatment).stream()
        .filter(feature -> !profile.has(feature))
        .toList();
  }

  /** An error for each feature that the target lacks, about the first part that requires it. */
  private List<Diagnostic> unsupported(ServiceState state, ServiceIntent intent) {
    Map<Feature, String> lacking = new LinkedHashMap<>();
    for (PortIntent part : intent.parts()) {
      part.treatment().ifPresent(treatment -> addLacking(treatment, lacking));
    }
    PortTreatments treatments = new PortTreatments(intent, state.ports());
    for (AddressPort port : treatments.addressPorts(state.endpoints())) {
      for (Feature feature : RequiredFeatures.ofService(port.protocol())) {
        if (!profile.has(feature)) {
          lacking.putIfAbsent(feature, "port " + port);
        }
      }
    }
    if (!profile.has(Feature.SOURCE_MATCH)) {
      lacking.putIfAbsent(Feature.SOURCE_MATCH, "replies");
    }
    if (boundedSources && !profile.has(Feature.SOURCE_AND_DESTINATION_MATCH)) {
      lacking.putIfAbsent(Feature.SOURCE_AND_DESTINATION_MATCH, "replies");
    }
    List<Diagnostic> errors = new ArrayList<>();
    lacking.forEach((feature, what) -> errors.add(unsupported(state, feature, what)));
    return errors;
  }

  /** The error about the annotation that asks for it, where a word of its own does. */
  private static Diagnostic unsupported(ServiceState state, Feature feature, String what) {
    Optional<AnnotationRef> asked =
        state.reading().annotations().stream()
            .filter(ref -> WORDS.getOrDefault(feature, List.of()).stream().anyMatch(ref::isFor))
            .findFirst();
    return Diagnostic.error(
        DiagnosticCode.UNSUPPORTED_BY_BACKEND,
        state.key().subject(),
        asked.map(AnnotationRef::key).orElse(""),
        asked.map(AnnotationRef::value).orElse(what),
        "the target cannot carry " + what + ": it lacks " + feature.description());
  }
}
