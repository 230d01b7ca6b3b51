package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides whether what a Service asks for can be used. What cannot is held at the last good intent,
 * the whole Service; the last good intent may name transports and ports that are gone, but nothing
 * that the target cannot carry.
 */
final class DeclarationValidator {

  private final TargetProfile profile;
  private final SortedSet<Transport> transports;
  private final boolean boundedSources;
  private final List<Diagnostic> clusterDiagnostics;

  DeclarationValidator(
      WanInventory wan, TargetProfile profile, List<Diagnostic> clusterDiagnostics) {
    this.profile = profile;
    this.transports = wan.transports();
    this.boundedSources = !wan.routed().isEmpty();
    this.clusterDiagnostics = clusterDiagnostics;
  }

  Declaration declare(ServiceState state, List<Diagnostic> diagnostics) {
    IntentReading reading = state.reading();
    if (reading.readable() && reading.asked().isEmpty()) {
      return new Declaration.Absent();
    }
    if (reading.readable()) {
      ServiceIntent asked = reading.asked().orElseThrow();
      Optional<ServiceIntent> fitted = withoutMissingDefaults(asked, state);
      if (fitted.isEmpty()) {
        return new Declaration.Absent();
      }
      List<Diagnostic> errors = errors(state, fitted.get());
      diagnostics.addAll(errors);
      if (errors.isEmpty()) {
        return new Declaration.Valid(fitted.get());
      }
    }
    Optional<ServiceIntent> lastGood =
        reading.lastGood().filter(intent -> unsupported(state, intent).isEmpty());
    return lastGood.isPresent() ? new Declaration.Held(lastGood.get()) : new Declaration.Unusable();
  }

  /** A default may name ports that only some Services of its Namespace have. */
  private static Optional<ServiceIntent> withoutMissingDefaults(
      ServiceIntent asked, ServiceState state) {
    List<PortIntent> parts = new ArrayList<>();
    for (PortIntent part : asked.parts()) {
      if (part.ports().kind() != PortSelection.Kind.LISTED) {
        parts.add(part);
        continue;
      }
      List<String> there =
          part.ports().ports().stream()
              .filter(
                  port ->
                      !state.reading().optionalPorts().contains(port)
                          || !PortNames.of(port, state.ports()).isEmpty())
              .toList();
      if (!there.isEmpty()) {
        parts.add(new PortIntent(PortSelection.listed(there), part.treatment()));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ServiceIntent(parts));
  }

  private List<Diagnostic> errors(ServiceState state, ServiceIntent intent) {
    List<Diagnostic> errors = new ArrayList<>(unknownPorts(state, intent));
    for (Transport transport : transportsOf(intent)) {
      if (!transports.contains(transport)) {
        errors.addAll(unknownTransport(state, transport));
      }
    }
    errors.addAll(unsupported(state, intent));
    return errors;
  }

  private static List<Diagnostic> unknownPorts(ServiceState state, ServiceIntent intent) {
    Set<String> unknown = new TreeSet<>();
    for (PortIntent part : intent.parts()) {
      unknown.addAll(part.ports().ports());
    }
    unknown.addAll(portsOfOwnKeys(state));
    unknown.removeIf(port -> !PortNames.of(port, state.ports()).isEmpty());
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (String port : unknown) {
      List<String> names =
          state.ports().stream().map(ServicePort::name).filter(name -> !name.isEmpty()).toList();
      diagnostics.add(
          Diagnostic.error(
              DiagnosticCode.UNKNOWN_PORT,
              state.key().subject(),
              keyThatNames(state, port),
              port,
              "port '"
                  + port
                  + "' is not a port of the Service, which has "
                  + PortNames.text(state.ports())
                  + NearestWord.hint(port, names)));
    }
    return diagnostics;
  }

  /** A key for one port may add nothing to the intent, and name a port that is not there. */
  private static List<String> portsOfOwnKeys(ServiceState state) {
    return state.reading().from().stream()
        .filter(asked -> asked.object().equals(state.key().subject()))
        .map(asked -> asked.key().substring(asked.key().indexOf('/') + 1))
        .filter(key -> key.contains("."))
        .filter(key -> !IntentAnnotations.ALIAS.endsWith(key))
        .map(key -> key.substring(key.indexOf('.') + 1))
        .toList();
  }

  private static String keyThatNames(ServiceState state, String port) {
    for (AnnotationRef asked : state.reading().from()) {
      boolean named =
          asked.key().endsWith("." + port)
              || (asked.key().endsWith("/ports") && asked.value().contains(port));
      if (named) {
        return asked.key();
      }
    }
    return "";
  }

  private List<Diagnostic> unknownTransport(ServiceState state, Transport transport) {
    Subject service = state.key().subject();
    List<Diagnostic> found = new ArrayList<>();
    for (AnnotationRef asked : state.reading().from()) {
      if (!asked.key().contains("/tunnel") || !names(asked.value(), transport)) {
        continue;
      }
      if (asked.object().equals(service)) {
        found.add(unknownTransport(service, asked, transport));
      } else {
        clusterDiagnostics.add(unknownTransport(asked.object(), asked, transport));
        found.add(
            Diagnostic.error(
                DiagnosticCode.UNKNOWN_TRANSPORT,
                service,
                asked.key(),
                asked.value(),
                "the default of "
                    + asked.object()
                    + " names the unknown transport '"
                    + transport
                    + "': correct it there, or name a tunnel on the Service; "
                    + knownText(transport)));
      }
    }
    if (found.isEmpty()) {
      found.add(unknownTransport(service, new AnnotationRef(service, "", ""), transport));
    }
    return found;
  }

  private Diagnostic unknownTransport(Subject subject, AnnotationRef asked, Transport transport) {
    return Diagnostic.error(
        DiagnosticCode.UNKNOWN_TRANSPORT,
        subject,
        asked.key(),
        asked.value(),
        "tunnel '" + transport + "' is not offered by any site; " + knownText(transport));
  }

  private String knownText(Transport transport) {
    List<String> known = transports.stream().map(Transport::value).toList();
    return "known: "
        + (known.isEmpty() ? "none" : String.join(", ", known))
        + NearestWord.hint(transport.value(), known);
  }

  private static boolean names(String value, Transport transport) {
    for (String one : value.split(",", -1)) {
      if (one.strip().equals(transport.value())) {
        return true;
      }
    }
    return false;
  }

  private static Set<Transport> transportsOf(ServiceIntent intent) {
    Set<Transport> named = new LinkedHashSet<>();
    for (PortIntent part : intent.parts()) {
      part.treatment().steer().ifPresent(steer -> named.addAll(steer.preference()));
    }
    return named;
  }

  private List<Diagnostic> unsupported(ServiceState state, ServiceIntent intent) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Set<Feature> told = new LinkedHashSet<>();
    for (Treatment treatment : intent.parts().stream().map(PortIntent::treatment).toList()) {
      for (Feature need : RequiredFeatures.of(treatment)) {
        tell(state, need, "'" + treatment + "'", told, diagnostics);
      }
    }
    PortTreatments treatments = new PortTreatments(intent, state.ports());
    for (AddressPort port : treatments.addressPorts(state.endpoints())) {
      for (Feature need : RequiredFeatures.ofService(port.protocol())) {
        tell(state, need, "port " + port, told, diagnostics);
      }
    }
    tell(state, Feature.SOURCE_MATCH, "replies", told, diagnostics);
    if (boundedSources) {
      tell(state, Feature.SOURCE_AND_DESTINATION_MATCH, "replies", told, diagnostics);
    }
    return diagnostics;
  }

  private void tell(
      ServiceState state,
      Feature need,
      String what,
      Set<Feature> told,
      List<Diagnostic> diagnostics) {
    if (profile.has(need) || !told.add(need)) {
      return;
    }
    diagnostics.add(
        Diagnostic.error(
            DiagnosticCode.UNSUPPORTED_BY_BACKEND,
            state.key().subject(),
            "",
            what,
            "the target cannot carry " + what + ": it lacks " + need.description()));
  }
}
