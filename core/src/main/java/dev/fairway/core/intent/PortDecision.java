package dev.fairway.core.intent;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The annotations that decide the treatment of one port, or of every port without a key of its own.
 *
 * @param port the port; {@link AnnotationKey#GENERAL} for the others
 * @param tunnel the annotation that names the transports
 * @param fallback the annotation that sets the fallback; empty without one
 */
record PortDecision(
    String port,
    ParsedAnnotation<List<Transport>> tunnel,
    Optional<ParsedAnnotation<Fallback>> fallback) {

  /** True where the alias names the transports and the fallback is left to a setting. */
  boolean leavesFallbackToAlias() {
    return fallback.isEmpty() && tunnel.ref().key().equals(IntentAnnotations.ALIAS);
  }

  /** The treatment; only where neither annotation is invalid. */
  Treatment treatment(IntentOptions options) {
    Fallback unset = leavesFallbackToAlias() ? options.aliasFallback() : Fallback.NONE;
    Fallback chosen = fallback.map(ParsedAnnotation::value).orElse(unset);
    return Treatment.builder().steer(new Steer(tunnel.value(), chosen)).build();
  }

  /** True where both annotations are the same ones as the other's. */
  boolean sameAnnotationsAs(PortDecision other) {
    return refs().toList().equals(other.refs().toList());
  }

  /** The tunnel's reference, then the fallback's where there is one. */
  Stream<AnnotationRef> refs() {
    return Stream.concat(Stream.of(tunnel.ref()), fallback.map(ParsedAnnotation::ref).stream());
  }
}
