package dev.fairway.core.intent;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A Service's own annotations over the defaults that it takes. For a port the order is: own key for
 * the port, own general key, default for the port, general default; for {@code tunnel} and for
 * {@code fallback} each on its own. So a default {@code tunnel.metrics} has no say about a Service
 * that has a {@code tunnel} of its own, while a default {@code fallback} has one about every tunnel
 * for which the Service says no fallback.
 *
 * @param own what stands on the Service
 * @param defaults what stands on its Namespace; nothing where the Service refuses it
 */
record AnnotationLayers(ObjectAnnotations own, ObjectAnnotations defaults) {

  /** Leaves the defaults out where the Service refuses them. */
  static AnnotationLayers of(ObjectAnnotations own, ObjectAnnotations namespace) {
    return new AnnotationLayers(own, own.refusesDefaults() ? ObjectAnnotations.NONE : namespace);
  }

  /** Who decides about the port, or about {@link AnnotationKey#GENERAL}; empty without a tunnel. */
  Optional<PortDecision> decide(String port) {
    return first(own.tunnels(), defaults.tunnels(), port)
        .map(
            tunnel ->
                new PortDecision(port, tunnel, first(own.fallbacks(), defaults.fallbacks(), port)));
  }

  /** The key that lists the ports of the general treatment. */
  Optional<ParsedAnnotation<PortSelection>> ports() {
    return own.ports().or(defaults::ports);
  }

  /** The ports that have a key of their own on either object. */
  SortedSet<String> portsWithKey() {
    SortedSet<String> ports = own.portsWithKey();
    ports.addAll(defaults.portsWithKey());
    return ports;
  }

  /** The ports that no key of the Service names, while a default does. */
  SortedSet<String> portsOfDefaultsOnly() {
    SortedSet<String> ports = defaults.portsNamed();
    ports.removeAll(own.portsNamed());
    return ports;
  }

  private static <T> Optional<ParsedAnnotation<T>> first(
      SortedMap<String, ParsedAnnotation<T>> own,
      SortedMap<String, ParsedAnnotation<T>> defaults,
      String port) {
    return get(own, port)
        .or(() -> get(own, AnnotationKey.GENERAL))
        .or(() -> get(defaults, port))
        .or(() -> get(defaults, AnnotationKey.GENERAL));
  }

  private static <T> Optional<ParsedAnnotation<T>> get(
      SortedMap<String, ParsedAnnotation<T>> keys, String port) {
    return Optional.ofNullable(keys.get(port));
  }
}
