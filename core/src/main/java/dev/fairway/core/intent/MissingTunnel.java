package dev.fairway.core.intent;

import static dev.fairway.core.intent.AnnotationKey.GENERAL;

import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds keys of a Service that qualify a tunnel where there is none to qualify. As defaults the
 * same keys are fine: they wait for Services that name a tunnel.
 */
final class MissingTunnel {

  private static final String NO_TUNNEL =
      "says what happens without a tunnel, and no tunnel is asked for%s: add %s";
  private static final String NO_TUNNEL_FOR_PORTS =
      "chooses ports, and no tunnel is asked for them: add %s";
  private static final String NOT_LISTED =
      "speaks of a port that %s does not list by its name: list '%s' there, or add %s";

  private final AnnotationLayers layers;
  private final EffectiveKeys combination;

  MissingTunnel(AnnotationLayers layers, EffectiveKeys combination) {
    this.layers = layers;
    this.combination = combination;
  }

  /** Each such key, with what is wrong with it. */
  List<ParsedAnnotation<?>> keys() {
    List<ParsedAnnotation<?>> keys = new ArrayList<>();
    layers.own().fallbacks().forEach((port, said) -> fallback(port, said, keys));
    layers.own().ports().ifPresent(said -> ports(said, keys));
    return keys;
  }

  private void fallback(String port, ParsedAnnotation<?> said, List<ParsedAnnotation<?>> keys) {
    if (port.equals(GENERAL)) {
      if (combination.isEmpty()) {
        keys.add(incomplete(said, NO_TUNNEL.formatted("", quoted(tunnel(GENERAL)))));
      }
    } else if (layers.decide(port).isEmpty()) {
      String either = quoted(tunnel(port)) + " or " + quoted(tunnel(GENERAL));
      keys.add(incomplete(said, NO_TUNNEL.formatted(" port '" + port + "'", either)));
    } else if (isOutside(port)) {
      String ports = quoted(AnnotationKey.general(KeyName.PORTS));
      keys.add(incomplete(said, NOT_LISTED.formatted(ports, port, quoted(tunnel(port)))));
    }
  }

  /** True where neither the list of ports nor a tunnel of its own covers the port. */
  private boolean isOutside(String port) {
    return !combination.hasPart(port) && !combination.selection().coversName(port);
  }

  private void ports(ParsedAnnotation<PortSelection> said, List<ParsedAnnotation<?>> keys) {
    boolean served = said.parsed().value().filter(this::isServed).isPresent();
    if (combination.general().isEmpty() && !served) {
      keys.add(incomplete(said, NO_TUNNEL_FOR_PORTS.formatted(quoted(tunnel(GENERAL)))));
    }
  }

  private boolean isServed(PortSelection selection) {
    return selection.kind() == PortSelection.Kind.LISTED
        && selection.ports().stream().allMatch(combination::hasPart);
  }

  private static AnnotationKey tunnel(String port) {
    return new AnnotationKey(KeyName.TUNNEL, port);
  }

  private static String quoted(AnnotationKey key) {
    return "'" + key + "'";
  }

  private static ParsedAnnotation<?> incomplete(ParsedAnnotation<?> said, String predicate) {
    return new ParsedAnnotation<>(
        said.asked(), ParseResult.flawed(DiagnosticCode.INCOMPLETE_INTENT, predicate));
  }
}
