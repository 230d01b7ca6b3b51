package dev.fairway.core.intent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys have a say about a Service, before it is asked what they say.
 *
 * <p>A {@code tunnel.X} that decides about port X covers it, whether {@code ports} lists it or not.
 * A {@code fallback.X} covers nothing: it has a say where something else covers X, which is {@code
 * ports} by X's name, or no {@code ports} at all.
 *
 * @param general who decides about ports without a key of their own; empty where no general tunnel
 *     applies
 * @param ports the key that lists the ports that {@code general} is for; empty without one, and
 *     without {@code general}
 * @param perPort who decides about a port that has a key of its own, by port; a port about which
 *     the same keys decide as about all others is left out
 */
record EffectiveKeys(
    Optional<PortDecision> general,
    Optional<ParsedAnnotation<PortSelection>> ports,
    List<PortDecision> perPort) {

  EffectiveKeys {
    perPort = List.copyOf(perPort);
  }

  static EffectiveKeys of(AnnotationLayers layers) {
    Optional<PortDecision> general = layers.decide(AnnotationKey.GENERAL);
    Optional<ParsedAnnotation<PortSelection>> ports = general.flatMap(decided -> layers.ports());
    PortSelection selection = selection(ports);
    List<PortDecision> perPort = new ArrayList<>();
    for (String port : layers.portsWithKey()) {
      layers
          .decide(port)
          .filter(decided -> general.filter(decided::sameKeysAs).isEmpty())
          .filter(decided -> hasOwnTunnel(decided, general) || selection.coversName(port))
          .ifPresent(perPort::add);
    }
    return new EffectiveKeys(general, ports, perPort);
  }

  /** Which ports the general treatment is for; every port where the key for it cannot be read. */
  PortSelection selection() {
    return selection(ports);
  }

  /** True where no tunnel applies to anything. */
  boolean isEmpty() {
    return general.isEmpty() && perPort.isEmpty();
  }

  /** True where the port has a treatment of its own. */
  boolean hasPart(String port) {
    return perPort.stream().anyMatch(decided -> decided.port().equals(port));
  }

  /** Every key that has a say. */
  Set<AnnotationRef> keys() {
    Set<AnnotationRef> keys = new HashSet<>();
    general.ifPresent(decided -> decided.keys().forEach(keys::add));
    ports.ifPresent(said -> keys.add(said.asked()));
    perPort.forEach(decided -> decided.keys().forEach(keys::add));
    return keys;
  }

  private static PortSelection selection(Optional<ParsedAnnotation<PortSelection>> ports) {
    return ports.flatMap(said -> said.parsed().value()).orElse(PortSelection.EVERY);
  }

  private static boolean hasOwnTunnel(PortDecision decided, Optional<PortDecision> general) {
    return general
        .filter(other -> other.tunnel().asked().equals(decided.tunnel().asked()))
        .isEmpty();
  }
}
