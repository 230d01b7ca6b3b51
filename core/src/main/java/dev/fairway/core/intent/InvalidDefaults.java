package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The invalid defaults that hold a Service, because it would take them. Their errors are reported
 * on the Namespace, once; the Service gets an error that names each of them.
 *
 * <p>An invalid value of a word holds where it takes effect. A key that is not built yet holds
 * unless the Service has the same key. An unknown key may be a misspelt {@code tunnel}: it holds a
 * Service without a {@code tunnel} or {@code class} of its own.
 */
final class InvalidDefaults {

  private static final Set<Word> UNBUILT = Set.of(Word.CLASS, Word.SLO);

  private InvalidDefaults() {}

  /** The references of these defaults, in the order in which keys win. */
  static List<AnnotationRef> of(AnnotationLayers layers, EffectiveKeys effective) {
    Set<AnnotationRef> taken = new HashSet<>(effective.refs());
    layers
        .defaults()
        .known()
        .forEach(
            (key, annotation) -> {
              if (UNBUILT.contains(key.word()) && !isOverridden(key, layers.own())) {
                taken.add(annotation.ref());
              }
            });
    if (!layers.own().namesTreatment()) {
      layers.defaults().unknown().forEach(unknown -> taken.add(unknown.ref()));
    }
    return layers.defaults().inOrder().stream()
        .filter(ParsedAnnotation::isInvalid)
        .map(ParsedAnnotation::ref)
        .filter(taken::contains)
        .toList();
  }

  private static boolean isOverridden(AnnotationKey key, ObjectAnnotations own) {
    return own.get(key.word(), key.port()).or(() -> own.general(key.word())).isPresent();
  }

  /** The error on the Service about one of them. */
  static Diagnostic error(ServiceKey service, AnnotationRef held) {
    String key = Excerpt.of(held.key());
    String value = Excerpt.of(held.value());
    return Diagnostic.error(
        DiagnosticCode.HELD_BY_DEFAULT,
        service.subject(),
        key,
        value,
        "takes the default %s '%s' of %s, which cannot be used: correct it there, or say otherwise on the Service"
            .formatted(key, value, held.object()));
  }
}
