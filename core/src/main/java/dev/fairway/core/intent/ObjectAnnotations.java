package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys that stand on one object, the alias already taken for the key that it stands for.
 *
 * @param tunnels the transports asked for, by port; those of the general key under {@link
 *     AnnotationKey#GENERAL}
 * @param fallbacks what happens without them, likewise
 * @param ports {@code ports}
 * @param others every other key of the vocabulary; all of them flawed but for {@code class: none}
 * @param unknown keys with our prefix that are none of ours
 * @param overriddenAlias the warning about an alias that differs from the key it stands for
 */
record ObjectAnnotations(
    SortedMap<String, ParsedAnnotation<List<Transport>>> tunnels,
    SortedMap<String, ParsedAnnotation<Fallback>> fallbacks,
    Optional<ParsedAnnotation<PortSelection>> ports,
    SortedMap<AnnotationKey, ParsedAnnotation<String>> others,
    List<ParsedAnnotation<AnnotationKey>> unknown,
    Optional<Diagnostic> overriddenAlias) {

  /** An object without any key of ours. */
  static final ObjectAnnotations NONE =
      new ObjectAnnotations(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Optional.empty(),
          Collections.emptySortedMap(),
          List.of(),
          Optional.empty());

  ObjectAnnotations {
    tunnels = Collections.unmodifiableSortedMap(new TreeMap<>(tunnels));
    fallbacks = Collections.unmodifiableSortedMap(new TreeMap<>(fallbacks));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    unknown = List.copyOf(unknown);
  }

  /** Reads the annotations of one object; the order of the map means nothing. */
  static ObjectAnnotations read(Subject subject, Map<String, String> annotations) {
    ObjectReader reader = new ObjectReader(subject);
    new TreeMap<>(annotations).forEach(reader::read);
    return reader.finish();
  }

  /** True where {@code class: none} stands here. */
  boolean refusesDefaults() {
    ParsedAnnotation<String> said = others.get(AnnotationKey.general(KeyName.CLASS));
    return said != null && !said.isFlawed();
  }

  /** True where the general {@code tunnel}, its alias or {@code class} stands here. */
  boolean namesTreatment() {
    return tunnels.containsKey(AnnotationKey.GENERAL)
        || others.containsKey(AnnotationKey.general(KeyName.CLASS));
  }

  /** Every key in the order in which keys win; those that are none of ours last. */
  List<ParsedAnnotation<?>> inOrder() {
    SortedMap<AnnotationKey, ParsedAnnotation<?>> known = new TreeMap<>(others);
    tunnels.forEach((port, said) -> known.put(new AnnotationKey(KeyName.TUNNEL, port), said));
    fallbacks.forEach((port, said) -> known.put(new AnnotationKey(KeyName.FALLBACK, port), said));
    ports.ifPresent(said -> known.put(AnnotationKey.general(KeyName.PORTS), said));
    List<ParsedAnnotation<?>> all = new ArrayList<>(known.values());
    all.addAll(unknown);
    return all;
  }

  /** The ports that have a key of their own here. */
  SortedSet<String> portsWithKey() {
    SortedSet<String> ports = new TreeSet<>(tunnels.keySet());
    ports.addAll(fallbacks.keySet());
    ports.remove(AnnotationKey.GENERAL);
    return ports;
  }

  /** The ports that any key here speaks of. */
  SortedSet<String> portsNamed() {
    SortedSet<String> named = portsWithKey();
    ports.flatMap(said -> said.parsed().value()).ifPresent(listed -> named.addAll(listed.ports()));
    return named;
  }

  /** What is wrong with the keys and values here, taken by themselves. */
  List<Diagnostic> diagnostics() {
    List<Diagnostic> diagnostics = new ArrayList<>();
    inOrder().forEach(said -> said.error().ifPresent(diagnostics::add));
    overriddenAlias.ifPresent(diagnostics::add);
    return diagnostics;
  }
}
