package dev.fairway.core.intent;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations that decide what is asked for one port, or for every port without a key of its
 * own.
 *
 * @param port the port; {@link AnnotationKey#GENERAL} for the others
 * @param words the annotation that wins for each word, in the order of the words; a fallback only
 *     beside a tunnel
 */
record PortDecision(String port, Map<Word, ParsedAnnotation> words) {

  /** Copies; leaves out a fallback that has no tunnel to go with. */
  PortDecision {
    Map<Word, ParsedAnnotation> copy = new EnumMap<>(Word.class);
    copy.putAll(words);
    if (!copy.containsKey(Word.TUNNEL)) {
      copy.remove(Word.FALLBACK);
    }
    words = Collections.unmodifiableMap(copy);
  }

  /** True where nothing is asked for. */
  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean has(Word word) {
    return words.containsKey(word);
  }

  /** The alias that names the transports where the fallback is left to a setting. */
  Optional<AnnotationRef> aliasWithoutFallback() {
    return Optional.ofNullable(words.get(Word.TUNNEL))
        .map(ParsedAnnotation::ref)
        .filter(tunnel -> !has(Word.FALLBACK) && tunnel.key().equals(IntentAnnotations.ALIAS));
  }

  /** What is asked for; only where no annotation is invalid. */
  PortIntent intent(PortSelection ports, IntentOptions options) {
    PortDraft draft = new PortDraft();
    words.values().forEach(annotation -> annotation.addTo(draft));
    aliasWithoutFallback().ifPresent(alias -> draft.fallback(options.aliasFallback()));
    return draft.intent(ports);
  }

  /** True where all annotations are the same ones as the other's. */
  boolean sameAnnotationsAs(PortDecision other) {
    return refs().equals(other.refs());
  }

  /** The references of the annotations, in the order of the words. */
  List<AnnotationRef> refs() {
    return words.values().stream().map(ParsedAnnotation::ref).toList();
  }
}
