package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.snapshot.ServiceState;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hints in errors about ports: what would be right on this Service, which the grammar of
 * annotations does not know.
 */
final class PortHints {

  private static final String PORTS = IntentAnnotations.PREFIX + "ports";
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,5})\\s*(?:[-:\u2013\u2014]|\\.{2,3})\\s*([0-9]{1,5})");
  private static final Pattern KEY_FOR_NUMBER =
      Pattern.compile(
          Pattern.quote(IntentAnnotations.PREFIX)
              + "(tunnel|fallback|encryption|access|inspect|dscp|segment)\\.([0-9]{1,5})");

  private PortHints() {}

  /** {@code http (80/tcp), 53/udp}, or {@code no ports}. */
  static String portText(ServiceState state) {
    return state.ports().isEmpty() ? "no ports" : text(state.ports());
  }

  private static String text(List<ServicePort> ports) {
    return ports.stream().map(ServicePort::toString).collect(Collectors.joining(", "));
  }

  /** The hint for a port that the Service does not have: the pods' own port, or a near name. */
  static String ofUnknown(ServiceState state, String written) {
    List<ServicePort> behind =
        state.ports().stream().filter(port -> leadsTo(state, port, written)).toList();
    if (behind.isEmpty()) {
      List<String> names =
          state.ports().stream().map(ServicePort::name).filter(name -> !name.isEmpty()).toList();
      return NearestWord.hint(written, names);
    }
    return "; "
        + written
        + " is the pods' port behind "
        + text(behind)
        + ": write '"
        + behind.stream().map(PortHints::reference).distinct().collect(Collectors.joining(","))
        + "'";
  }

  /** True where the pods' port of that name or number is behind the Service's port. */
  private static boolean leadsTo(ServiceState state, ServicePort port, String written) {
    return port.targetPort().equals(written)
        || state.endpoints().stream().anyMatch(group -> leadsTo(group, port, written));
  }

  private static boolean leadsTo(ServiceEndpoints group, ServicePort port, String written) {
    return group.port().isPresent()
        && Integer.toString(group.port().getAsInt()).equals(written)
        && group.isBehind(port);
  }

  /** The way to write a port in {@code ports}: its name, else its number. */
  private static String reference(ServicePort port) {
    return port.name().isEmpty() ? Integer.toString(port.number()) : port.name();
  }

  /** The finding of the grammar with the ports of the Service, where it is about ports. */
  static Diagnostic withPorts(ServiceState state, Diagnostic finding) {
    boolean own = finding.isError() && finding.subject().equals(state.key().subject());
    String hint = "";
    if (own && finding.code() == DiagnosticCode.MALFORMED_VALUE && finding.key().equals(PORTS)) {
      hint = ofMalformed(state, finding.value());
    } else if (own && finding.code() == DiagnosticCode.UNKNOWN_KEY) {
      hint = ofNumberInKey(state, finding.key());
    }
    return hint.isEmpty()
        ? finding
        : Diagnostic.error(
            finding.code(),
            finding.subject(),
            finding.key(),
            finding.value(),
            finding.message() + hint);
  }

  private static String ofMalformed(ServiceState state, String value) {
    Matcher range = RANGE.matcher(value);
    if (!range.find()) {
      return "; the Service has " + portText(state);
    }
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(2));
    List<ServicePort> within =
        state.ports().stream()
            .filter(port -> port.number() >= first && port.number() <= last)
            .toList();
    return within.isEmpty()
        ? "; none lies in that range: the Service has " + portText(state)
        : "; in that range the Service has "
            + text(within)
            + ": write '"
            + within.stream().map(PortHints::reference).distinct().collect(Collectors.joining(","))
            + "'";
  }

  private static String ofNumberInKey(ServiceState state, String key) {
    Matcher number = KEY_FOR_NUMBER.matcher(key);
    if (!number.matches()) {
      return "";
    }
    String written = number.group(2);
    return state.ports().stream()
        .filter(port -> !port.name().isEmpty())
        .filter(port -> port.isSelectedBy(written) || leadsTo(state, port, written))
        .findFirst()
        .map(
            port ->
                "; did you mean '"
                    + IntentAnnotations.PREFIX
                    + number.group(1)
                    + "."
                    + port.name()
                    + "'?")
        .orElse("");
  }
}
