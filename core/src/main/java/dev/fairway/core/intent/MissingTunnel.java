package dev.fairway.core.intent;

import static dev.fairway.core.intent.AnnotationKey.GENERAL;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.AnnotationKey.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The validation of a Service's own {@code fallback} and {@code ports} keys that qualify a tunnel
 * where none applies. As defaults the same keys are valid: they wait for Services with a tunnel.
 */
final class MissingTunnel {

  private static final String NO_TUNNEL =
      "says what happens without a tunnel, and no tunnel is asked for%s: add %s";
  private static final String NO_TUNNEL_FOR_PORTS =
      "chooses ports, and no tunnel is asked for them: add %s";
  private static final String NOT_LISTED =
      "speaks of a port that %s does not list by its name: list '%s' there, or add %s";

  private final AnnotationLayers layers;
  private final EffectiveKeys effective;
  private final List<ParsedAnnotation<?>> incomplete = new ArrayList<>();

  private MissingTunnel(AnnotationLayers layers, EffectiveKeys effective) {
    this.layers = layers;
    this.effective = effective;
  }

  /** Each such annotation, with the error. */
  static List<ParsedAnnotation<?>> of(AnnotationLayers layers, EffectiveKeys effective) {
    MissingTunnel missing = new MissingTunnel(layers, effective);
    layers.own().fallbacks.forEach(missing::checkFallback);
    layers.own().ports().ifPresent(missing::checkPorts);
    return missing.incomplete;
  }

  private void checkFallback(String port, ParsedAnnotation<?> fallback) {
    if (port.equals(GENERAL)) {
      if (effective.isEmpty()) {
        add(fallback, NO_TUNNEL.formatted("", tunnel(GENERAL)));
      }
    } else if (layers.decide(port).isEmpty()) {
      String either = tunnel(port) + " or " + tunnel(GENERAL);
      add(fallback, NO_TUNNEL.formatted(" port '" + port + "'", either));
    } else if (!effective.hasPart(port) && !effective.selection().coversName(port)) {
      String ports = "'" + AnnotationKey.general(Word.PORTS) + "'";
      add(fallback, NOT_LISTED.formatted(ports, port, tunnel(port)));
    }
  }

  private void checkPorts(ParsedAnnotation<PortSelection> ports) {
    boolean served = ports.result().value().filter(this::isServed).isPresent();
    if (effective.general().isEmpty() && !served) {
      add(ports, NO_TUNNEL_FOR_PORTS.formatted(tunnel(GENERAL)));
    }
  }

  private boolean isServed(PortSelection selection) {
    return selection.kind() == PortSelection.Kind.LISTED
        && selection.ports().stream().allMatch(effective::hasPart);
  }

  private static String tunnel(String port) {
    return "'" + new AnnotationKey(Word.TUNNEL, port) + "'";
  }

  private void add(ParsedAnnotation<?> annotation, String predicate) {
    incomplete.add(
        new ParsedAnnotation<>(
            annotation.ref(), ParseResult.error(DiagnosticCode.INCOMPLETE_INTENT, predicate)));
  }
}
