package dev.fairway.core.intent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The annotations that take effect on a Service, chosen by their keys alone, whatever their values.
 *
 * <p>A key for port X that wins covers X, whether {@code ports} selects it or not. A {@code
 * fallback.X} covers nothing: it takes effect where X has a tunnel.
 *
 * @param general the decision for ports without a key of their own; empty where no general key asks
 *     for anything
 * @param ports the annotation that lists the ports of {@code general}; empty without one, and
 *     without {@code general}
 * @param perPort the decisions for ports with a key of their own, by port, without those that are
 *     made by the same annotations as {@code general}
 */
record EffectiveKeys(
    Optional<PortDecision> general, Optional<ParsedAnnotation> ports, List<PortDecision> perPort) {

  EffectiveKeys {
    perPort = List.copyOf(perPort);
  }

  static EffectiveKeys of(AnnotationLayers layers) {
    Optional<PortDecision> general =
        Optional.of(layers.decide(AnnotationKey.GENERAL, PortSelection.EVERY))
            .filter(decision -> !decision.isEmpty());
    EffectiveKeys keys =
        new EffectiveKeys(general, general.flatMap(decision -> layers.ports()), List.of());
    List<PortDecision> perPort = new ArrayList<>();
    for (String port : layers.portsWithKey()) {
      PortDecision decision = layers.decide(port, keys.selection());
      if (!decision.isEmpty() && general.filter(decision::sameAnnotationsAs).isEmpty()) {
        perPort.add(decision);
      }
    }
    return new EffectiveKeys(general, keys.ports, perPort);
  }

  /** The ports of the general keys; every port without a valid {@code ports}. */
  PortSelection selection() {
    return ports.map(listed -> listed.value().ports()).orElse(PortSelection.EVERY);
  }

  /** The general decision, then those of single ports. */
  Stream<PortDecision> decisions() {
    return Stream.concat(general.stream(), perPort.stream());
  }

  /** True where the port has a decision of its own. */
  boolean hasPart(String port) {
    return perPort.stream().anyMatch(decision -> decision.port().equals(port));
  }

  /** The references of all these annotations. */
  Set<AnnotationRef> refs() {
    Set<AnnotationRef> refs = new HashSet<>();
    decisions().forEach(decision -> refs.addAll(decision.refs()));
    ports.ifPresent(listed -> refs.add(listed.ref()));
    return refs;
  }
}
