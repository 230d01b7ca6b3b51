package dev.fairway.core.intent;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that decide what happens to a port, or to every port without a key of its own.
 *
 * @param port the port; {@link AnnotationKey#GENERAL} for the others
 * @param tunnel the key that names the transports
 * @param fallback the key that says what happens without them; empty where none does
 */
record PortDecision(
    String port,
    ParsedAnnotation<List<Transport>> tunnel,
    Optional<ParsedAnnotation<Fallback>> fallback) {

  /** True where the alias names the transports and the fallback is left to a setting. */
  boolean leavesFallbackToAlias() {
    return fallback.isEmpty() && tunnel.asked().key().equals(IntentAnnotations.ALIAS);
  }

  /** What they say together; only where neither is flawed. */
  Treatment treatment(IntentOptions options) {
    Fallback unsaid = leavesFallbackToAlias() ? options.aliasFallback() : Fallback.NONE;
    Fallback chosen = fallback.map(ParsedAnnotation::value).orElse(unsaid);
    return Treatment.builder().steer(new Steer(tunnel.value(), chosen)).build();
  }

  /** True where both keys are the same ones, wherever they stand. */
  boolean sameKeysAs(PortDecision other) {
    return tunnel.asked().equals(other.tunnel.asked())
        && fallback
            .map(ParsedAnnotation::asked)
            .equals(other.fallback.map(ParsedAnnotation::asked));
  }

  /** The keys. */
  Stream<AnnotationRef> keys() {
    return Stream.concat(Stream.of(tunnel.asked()), fallback.map(ParsedAnnotation::asked).stream());
  }
}
