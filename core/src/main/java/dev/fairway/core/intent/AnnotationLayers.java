package dev.fairway.core.intent;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A Service's own annotations over the defaults of its Namespace. For a port the order is: own key
 * for the port, own general key, default for the port, general default; for {@code tunnel} and for
 * {@code fallback} each on its own. So a default {@code tunnel.metrics} has no effect on a Service
 * with a {@code tunnel} of its own, while a default {@code fallback} applies to every tunnel for
 * which the Service sets no fallback.
 *
 * @param own the annotations of the Service
 * @param defaults the annotations of its Namespace; none where the Service refuses them
 */
record AnnotationLayers(ObjectAnnotations own, ObjectAnnotations defaults) {

  /** Leaves the defaults out where the Service refuses them. */
  static AnnotationLayers of(ObjectAnnotations own, ObjectAnnotations namespace) {
    return new AnnotationLayers(own, own.refusesDefaults() ? ObjectAnnotations.NONE : namespace);
  }

  /** The keys that win for a port, or for {@link AnnotationKey#GENERAL}; empty without a tunnel. */
  Optional<PortDecision> decide(String port) {
    Optional<ParsedAnnotation<List<Transport>>> tunnel = first(own.tunnels, defaults.tunnels, port);
    Optional<ParsedAnnotation<Fallback>> fallback = first(own.fallbacks, defaults.fallbacks, port);
    return tunnel.map(winner -> new PortDecision(port, winner, fallback));
  }

  /** The key that lists the ports of the general treatment. */
  Optional<ParsedAnnotation<PortSelection>> ports() {
    return own.ports().or(defaults::ports);
  }

  /** The ports with a key of their own on either object. */
  SortedSet<String> portsWithKey() {
    SortedSet<String> ports = own.portsWithKey();
    ports.addAll(defaults.portsWithKey());
    return ports;
  }

  /** The ports that a default names and no key of the Service does. */
  SortedSet<String> portsOfDefaultsOnly() {
    SortedSet<String> ports = defaults.portsNamed();
    ports.removeAll(own.portsNamed());
    return ports;
  }

  private static <T> Optional<T> first(
      SortedMap<String, T> own, SortedMap<String, T> defaults, String port) {
    return Optional.ofNullable(own.get(port))
        .or(() -> Optional.ofNullable(own.get(AnnotationKey.GENERAL)))
        .or(() -> Optional.ofNullable(defaults.get(port)))
        .or(() -> Optional.ofNullable(defaults.get(AnnotationKey.GENERAL)));
  }
}
