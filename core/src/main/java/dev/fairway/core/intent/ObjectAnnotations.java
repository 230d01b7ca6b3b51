package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parsed annotations of one object, the alias already counted as the key that it stands for.
 * Effectively immutable once {@link #parse} returns.
 */
final class ObjectAnnotations {

  /** An object without any key of Fairway's. */
  static final ObjectAnnotations NONE = parse(new Subject(Subject.Kind.NAMESPACE, ""), Map.of());

  private final SortedMap<AnnotationKey, ParsedAnnotation> known = new TreeMap<>();
  private final List<ParsedAnnotation> unknown = new ArrayList<>();
  private final Subject subject;
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
              if (AnnotationKey.hasPrefix(key) && !isControl(subject, key)) {
                parsed.add(key, value);
              }
            });
    String alias = annotations.get(IntentAnnotations.ALIAS);
    if (alias != null) {
      parsed.addAlias(alias);
    }
    return parsed;
  }

  /** Only a Service has controls: on a Namespace such a key is unknown. */
  private static boolean isControl(Subject subject, String key) {
    return subject.kind() == Subject.Kind.SERVICE && ServiceControls.isControl(key);
  }

  private void add(String text, String value) {
    ParseResult<AnnotationKey> parsed = AnnotationKey.parse(text);
    parsed
        .value()
        .ifPresentOrElse(
            key -> known.put(key, annotation(text, value, key)),
            () ->
                unknown.add(
                    new ParsedAnnotation(
                        new AnnotationRef(subject, text, value, Set.of(), Set.of()),
                        parsed.map(key -> draft -> {}))));
  }

  private ParsedAnnotation annotation(String text, String value, AnnotationKey key) {
    ParseResult<Consumer<PortDraft>> result = key.parseValue(value);
    PortDraft said = new PortDraft();
    result.value().ifPresent(addition -> addition.accept(said));
    Set<String> ports = key.isGeneral() ? Set.copyOf(said.ports().ports()) : Set.of(key.port());
    return new ParsedAnnotation(
        new AnnotationRef(subject, text, value, ports, Set.copyOf(said.tunnel()), said.names()),
        result);
  }

  /** The alias counts as {@code tunnel} where the object has no general {@code tunnel}. */
  private void addAlias(String value) {
    AnnotationKey key = AnnotationKey.general(Word.TUNNEL);
    ParsedAnnotation alias = annotation(IntentAnnotations.ALIAS, value, key);
    ParsedAnnotation tunnel = known.putIfAbsent(key, alias);
    if (tunnel == null || tunnel.ref().value().equals(value)) {
      return;
    }
    if (alias.isInvalid() || !alias.value().tunnel().equals(tunnel.value().tunnel())) {
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

  /** Every annotation with a known key, in the order in which keys win. */
  SortedMap<AnnotationKey, ParsedAnnotation> known() {
    return Collections.unmodifiableSortedMap(known);
  }

  /** The annotations with Fairway's prefix whose keys are not in the vocabulary. */
  List<ParsedAnnotation> unknown() {
    return Collections.unmodifiableList(unknown);
  }

  /** The annotation of a word for that port. */
  Optional<ParsedAnnotation> get(Word word, String port) {
    return known.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(known.get(new AnnotationKey(word, port)));
  }

  /** The annotation of a word in its general form. */
  Optional<ParsedAnnotation> general(Word word) {
    return get(word, AnnotationKey.GENERAL);
  }

  /** The warning about an alias that differs from the {@code tunnel} that wins over it. */
  Optional<Diagnostic> overriddenAlias() {
    return overriddenAlias;
  }

  /** True for an object with {@code class: none}. */
  boolean refusesDefaults() {
    return general(Word.CLASS).filter(refusal -> !refusal.isInvalid()).isPresent();
  }

  /** True for an object with the general {@code tunnel}, its alias or {@code class}. */
  boolean namesTreatment() {
    return general(Word.TUNNEL).or(() -> general(Word.CLASS)).isPresent();
  }

  /** Every annotation in the order in which keys win; unknown keys last. */
  List<ParsedAnnotation> inOrder() {
    return Stream.concat(known.values().stream(), unknown.stream()).toList();
  }

  /** The ports with a key of their own on this object. */
  SortedSet<String> portsWithKey() {
    return known.keySet().stream()
        .filter(key -> !key.isGeneral() && Word.OF_PORTS.contains(key.word()))
        .map(AnnotationKey::port)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ports that a key is for, or that {@code ports} lists, on this object. */
  SortedSet<String> portsNamed() {
    SortedSet<String> named = portsWithKey();
    general(Word.PORTS).ifPresent(listed -> named.addAll(listed.ref().ports()));
    return named;
  }

  /** The errors and warnings about these annotations by themselves. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> diagnostics = new ArrayList<>();
    inOrder().forEach(annotation -> annotation.diagnostic(subject).ifPresent(diagnostics::add));
    overriddenAlias.ifPresent(diagnostics::add);
    return diagnostics;
  }
}
