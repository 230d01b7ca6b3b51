package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the defaults that cannot be used and that the Service would take. What is wrong with them
 * is told to the Namespace, once; the Service is told which ones hold it.
 *
 * <p>A flawed {@code tunnel}, {@code fallback} or {@code ports} holds where it has a say. A key
 * that no code carries out yet holds unless the Service has the same key. A key that is none of
 * ours may be anything misspelt: it holds a Service that does not name its treatment.
 */
final class InvalidDefaults {

  private final AnnotationLayers layers;
  private final Set<AnnotationRef> withSay;

  InvalidDefaults(AnnotationLayers layers, EffectiveKeys combination) {
    this.layers = layers;
    this.withSay = combination.keys();
  }

  /** In the order in which keys win. */
  List<AnnotationRef> holding() {
    List<AnnotationRef> others = new ArrayList<>();
    layers
        .defaults()
        .others()
        .forEach(
            (key, said) -> {
              if (said.isFlawed() && !isOverridden(key)) {
                others.add(said.asked());
              }
            });
    if (!layers.own().namesTreatment()) {
      layers.defaults().unknown().forEach(said -> others.add(said.asked()));
    }
    return layers.defaults().inOrder().stream()
        .filter(ParsedAnnotation::isFlawed)
        .map(ParsedAnnotation::asked)
        .filter(asked -> withSay.contains(asked) || others.contains(asked))
        .toList();
  }

  private boolean isOverridden(AnnotationKey key) {
    Map<AnnotationKey, ParsedAnnotation<String>> own = layers.own().others();
    return own.containsKey(key) || own.containsKey(AnnotationKey.general(key.name()));
  }

  /** An error about the Service for each of them. */
  static List<Diagnostic> diagnostics(ServiceKey service, List<AnnotationRef> holding) {
    return holding.stream().map(asked -> held(service, asked)).toList();
  }

  private static Diagnostic held(ServiceKey service, AnnotationRef asked) {
    String key = Excerpt.of(asked.key());
    String value = Excerpt.of(asked.value());
    return Diagnostic.error(
        DiagnosticCode.HELD_BY_DEFAULT,
        service.subject(),
        key,
        value,
        "takes the default %s '%s' of %s, which cannot be used: correct it there, or say otherwise on the Service"
            .formatted(key, value, asked.object()));
  }
}
