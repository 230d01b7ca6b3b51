package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.AnnotationKey.Word;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parsed annotations of one object, the alias already counted as the key that it stands for.
 * Effectively immutable once {@link #parse} returns.
 */
final class ObjectAnnotations {

  /** An object without any key of Fairway's. */
  static final ObjectAnnotations NONE = parse(new Subject(Subject.Kind.NAMESPACE, ""), Map.of());

  /** Each {@code tunnel} by port, the general one under {@link AnnotationKey#GENERAL}. */
  final SortedMap<String, ParsedAnnotation<List<Transport>>> tunnels = new TreeMap<>();

  /** Each {@code fallback} by port, the general one under {@link AnnotationKey#GENERAL}. */
  final SortedMap<String, ParsedAnnotation<Fallback>> fallbacks = new TreeMap<>();

  /** Every other known key but {@code ports}; all of them invalid but for {@code class: none}. */
  final SortedMap<AnnotationKey, ParsedAnnotation<String>> others = new TreeMap<>();

  /** The keys with Fairway's prefix that are not in the vocabulary. */
  final List<ParsedAnnotation<AnnotationKey>> unknown = new ArrayList<>();

  private final Subject subject;
  private Optional<ParsedAnnotation<PortSelection>> ports = Optional.empty();
  private Optional<Diagnostic> overriddenAlias = Optional.empty();

  private ObjectAnnotations(Subject subject) {
    this.subject = subject;
  }

  /** Parses the annotations of one object; the order of the map has no effect. */
  static ObjectAnnotations parse(Subject subject, Map<String, String> annotations) {
    ObjectAnnotations parsed = new ObjectAnnotations(subject);
    new TreeMap<>(annotations)
        .forEach(
            (key, value) -> {
              if (AnnotationKey.hasPrefix(key)) {
                parsed.add(key, value);
              }
            });
    String alias = annotations.get(IntentAnnotations.ALIAS);
    if (alias != null) {
      parsed.addAlias(alias);
    }
    return parsed;
  }

  private void add(String text, String value) {
    ParseResult<AnnotationKey> parsed = AnnotationKey.parse(text);
    if (parsed.value().isEmpty()) {
      unknown.add(annotation(text, value, Set.of(), parsed));
      return;
    }
    AnnotationKey key = parsed.value().get();
    Set<String> port = key.isGeneral() ? Set.of() : Set.of(key.port());
    switch (key.word()) {
      case TUNNEL -> tunnels.put(key.port(), tunnel(text, value, port));
      case FALLBACK ->
          fallbacks.put(key.port(), annotation(text, value, port, ValueGrammar.fallback(value)));
      case PORTS -> {
        ParseResult<PortSelection> selection = ValueGrammar.ports(value);
        List<String> listed = selection.value().map(PortSelection::ports).orElse(List.of());
        ports = Optional.of(annotation(text, value, Set.copyOf(listed), selection));
      }
      default -> others.put(key, annotation(text, value, port, ValueGrammar.other(key, value)));
    }
  }

  private <T> ParsedAnnotation<T> annotation(
      String key, String value, Set<String> named, ParseResult<T> result) {
    return new ParsedAnnotation<>(new AnnotationRef(subject, key, value, named, Set.of()), result);
  }

  private ParsedAnnotation<List<Transport>> tunnel(String key, String value, Set<String> port) {
    ParseResult<List<Transport>> result = ValueGrammar.tunnel(value);
    Set<Transport> named = Set.copyOf(result.value().orElse(List.of()));
    return new ParsedAnnotation<>(new AnnotationRef(subject, key, value, port, named), result);
  }

  /** The alias counts as {@code tunnel} where the object has no general {@code tunnel}. */
  private void addAlias(String value) {
    ParsedAnnotation<List<Transport>> alias = tunnel(IntentAnnotations.ALIAS, value, Set.of());
    ParsedAnnotation<List<Transport>> tunnel = tunnels.putIfAbsent(AnnotationKey.GENERAL, alias);
    if (tunnel == null || tunnel.ref().value().equals(value)) {
      return;
    }
    if (alias.isInvalid() || !alias.result().value().equals(tunnel.result().value())) {
      overriddenAlias = Optional.of(overridden(alias.ref(), tunnel.ref()));
    }
  }

  private static Diagnostic overridden(AnnotationRef alias, AnnotationRef tunnel) {
    String value = Excerpt.of(alias.value());
    return Diagnostic.warning(
        DiagnosticCode.ALIAS_OVERRIDDEN,
        alias.object(),
        alias.key(),
        value,
        "%s '%s' differs from %s '%s', which wins: remove one of them"
            .formatted(alias.key(), value, tunnel.key(), Excerpt.of(tunnel.value())));
  }

  /** {@code ports}. */
  Optional<ParsedAnnotation<PortSelection>> ports() {
    return ports;
  }

  /** The warning about an alias that differs from the {@code tunnel} that wins over it. */
  Optional<Diagnostic> overriddenAlias() {
    return overriddenAlias;
  }

  /** True for an object with {@code class: none}. */
  boolean refusesDefaults() {
    ParsedAnnotation<String> classKey = others.get(AnnotationKey.general(Word.CLASS));
    return classKey != null && !classKey.isInvalid();
  }

  /** True for an object with the general {@code tunnel}, its alias or {@code class}. */
  boolean namesTreatment() {
    return tunnels.containsKey(AnnotationKey.GENERAL)
        || others.containsKey(AnnotationKey.general(Word.CLASS));
  }

  /** Every annotation in the order in which keys win; unknown keys last. */
  List<ParsedAnnotation<?>> inOrder() {
    SortedMap<AnnotationKey, ParsedAnnotation<?>> known = new TreeMap<>(others);
    tunnels.forEach((port, tunnel) -> known.put(new AnnotationKey(Word.TUNNEL, port), tunnel));
    fallbacks.forEach(
        (port, fallback) -> known.put(new AnnotationKey(Word.FALLBACK, port), fallback));
    ports.ifPresent(listed -> known.put(AnnotationKey.general(Word.PORTS), listed));
    List<ParsedAnnotation<?>> all = new ArrayList<>(known.values());
    all.addAll(unknown);
    return all;
  }

  /** The ports with a {@code tunnel} or {@code fallback} of their own on this object. */
  SortedSet<String> portsWithKey() {
    SortedSet<String> withKey = new TreeSet<>(tunnels.keySet());
    withKey.addAll(fallbacks.keySet());
    withKey.remove(AnnotationKey.GENERAL);
    return withKey;
  }

  /** The ports that {@code tunnel}, {@code fallback} or {@code ports} names on this object. */
  SortedSet<String> portsNamed() {
    SortedSet<String> named = portsWithKey();
    ports.ifPresent(listed -> named.addAll(listed.ref().ports()));
    return named;
  }

  /** The errors and warnings about these annotations by themselves. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> diagnostics = new ArrayList<>();
    inOrder().forEach(annotation -> annotation.diagnostic().ifPresent(diagnostics::add));
    overriddenAlias.ifPresent(diagnostics::add);
    return diagnostics;
  }
}
