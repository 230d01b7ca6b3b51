package dev.fairway.core.intent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The annotations that take effect on a Service, chosen by their keys alone, whatever their values.
 *
 * <p>A {@code tunnel.X} that wins for port X covers it, whether {@code ports} lists it or not. A
 * {@code fallback.X} covers nothing: it takes effect where something else covers X, which is {@code
 * ports} by X's name, or no {@code ports} at all.
 *
 * @param general the decision for ports without a key of their own; empty where no general tunnel
 *     applies
 * @param ports the annotation that lists the ports of {@code general}; empty without one, and
 *     without {@code general}
 * @param perPort the decisions for ports with a key of their own, by port, without those that are
 *     made by the same annotations as {@code general}
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
    EffectiveKeys keys =
        new EffectiveKeys(general, general.flatMap(decision -> layers.ports()), List.of());
    List<PortDecision> perPort = new ArrayList<>();
    for (String port : layers.portsWithKey()) {
      layers
          .decide(port)
          .filter(decision -> general.filter(decision::sameAnnotationsAs).isEmpty())
          .filter(decision -> keys.selection().coversName(port) || keys.hasOtherTunnel(decision))
          .ifPresent(perPort::add);
    }
    return new EffectiveKeys(general, keys.ports, perPort);
  }

  private boolean hasOtherTunnel(PortDecision decision) {
    return general.filter(other -> other.tunnel().ref().equals(decision.tunnel().ref())).isEmpty();
  }

  /** The ports of the general treatment; every port without a valid {@code ports}. */
  PortSelection selection() {
    return ports.flatMap(listed -> listed.result().value()).orElse(PortSelection.EVERY);
  }

  /** True where no tunnel applies to anything. */
  boolean isEmpty() {
    return general.isEmpty() && perPort.isEmpty();
  }

  /** True where the port has a treatment of its own. */
  boolean hasPart(String port) {
    return perPort.stream().anyMatch(decision -> decision.port().equals(port));
  }

  /** The references of all these annotations. */
  Set<AnnotationRef> refs() {
    Set<AnnotationRef> refs = new HashSet<>();
    general.ifPresent(decision -> decision.refs().forEach(refs::add));
    ports.ifPresent(listed -> refs.add(listed.ref()));
    perPort.forEach(decision -> decision.refs().forEach(refs::add));
    return refs;
  }
}
