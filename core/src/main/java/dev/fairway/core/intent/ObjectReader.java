package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one object's annotations, one at a time. Not thread-safe. */
final class ObjectReader {

  private final Subject subject;
  private final SortedMap<String, ParsedAnnotation<List<Transport>>> tunnels = new TreeMap<>();
  private final SortedMap<String, ParsedAnnotation<Fallback>> fallbacks = new TreeMap<>();
  private final SortedMap<AnnotationKey, ParsedAnnotation<String>> others = new TreeMap<>();
  private final List<ParsedAnnotation<AnnotationKey>> unknown = new ArrayList<>();
  private @Nullable ParsedAnnotation<PortSelection> ports;
  private @Nullable ParsedAnnotation<List<Transport>> alias;

  ObjectReader(Subject subject) {
    this.subject = subject;
  }

  void read(String key, String value) {
    AnnotationRef asked = new AnnotationRef(subject, key, value);
    if (key.equals(IntentAnnotations.ALIAS)) {
      alias = new ParsedAnnotation<>(asked, TunnelGrammar.parse(value));
    } else if (KeyGrammar.isOurs(key)) {
      ParseResult<AnnotationKey> parsed = KeyGrammar.parse(key);
      parsed
          .value()
          .ifPresentOrElse(
              known -> read(known, asked),
              () -> unknown.add(new ParsedAnnotation<>(asked, parsed)));
    }
  }

  private void read(AnnotationKey key, AnnotationRef asked) {
    String value = asked.value();
    switch (key.name()) {
      case TUNNEL ->
          tunnels.put(key.port(), new ParsedAnnotation<>(asked, TunnelGrammar.parse(value)));
      case FALLBACK ->
          fallbacks.put(key.port(), new ParsedAnnotation<>(asked, FallbackGrammar.parse(value)));
      case PORTS -> ports = new ParsedAnnotation<>(asked, PortsGrammar.parse(value));
      default -> others.put(key, new ParsedAnnotation<>(asked, OtherKeys.parse(key, value)));
    }
  }

  /** What was read; the alias is {@code tunnel} where that does not stand beside it. */
  ObjectAnnotations finish() {
    Optional<Diagnostic> overridden = Optional.empty();
    if (alias != null) {
      ParsedAnnotation<List<Transport>> tunnel = tunnels.putIfAbsent(AnnotationKey.GENERAL, alias);
      overridden = tunnel == null ? Optional.empty() : overridden(alias.asked(), alias, tunnel);
    }
    return new ObjectAnnotations(
        tunnels, fallbacks, Optional.ofNullable(ports), others, unknown, overridden);
  }

  private static Optional<Diagnostic> overridden(
      AnnotationRef asked,
      ParsedAnnotation<List<Transport>> alias,
      ParsedAnnotation<List<Transport>> tunnel) {
    boolean same = !alias.isFlawed() && alias.parsed().value().equals(tunnel.parsed().value());
    if (same || asked.value().equals(tunnel.asked().value())) {
      return Optional.empty();
    }
    String value = Excerpt.of(asked.value());
    return Optional.of(
        Diagnostic.warning(
            DiagnosticCode.ALIAS_OVERRIDDEN,
            asked.object(),
            asked.key(),
            value,
            "%s '%s' differs from %s '%s', which wins: remove one of them"
                .formatted(
                    asked.key(), value, tunnel.asked().key(), Excerpt.of(tunnel.asked().value()))));
  }
}
