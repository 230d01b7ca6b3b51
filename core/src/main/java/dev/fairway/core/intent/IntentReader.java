package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.policy.Fallback;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The merge of the annotations of one Service and its Namespace into an {@link IntentReading}. */
final class IntentReader {

  private final ServiceKey service;
  private final AnnotationLayers layers;
  private final IntentOptions options;
  private final EffectiveKeys effective;
  private final List<AnnotationRef> invalidDefaults;
  private final List<ParsedAnnotation> invalid;

  IntentReader(ServiceKey service, AnnotationLayers layers, IntentOptions options) {
    this.service = service;
    this.layers = layers;
    this.options = options;
    this.effective = EffectiveKeys.of(layers);
    this.invalidDefaults = InvalidDefaults.of(layers, effective);
    this.invalid = invalid();
  }

  /**
   * The reading.
   *
   * @param lastGood the canonical text of the last good intent; empty without one
   */
  IntentReading read(String lastGood) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    invalidDefaults.forEach(held -> diagnostics.add(InvalidDefaults.error(service, held)));
    invalid.forEach(
        annotation -> annotation.diagnostic(service.subject()).ifPresent(diagnostics::add));
    Optional<ServiceIntent> intent = Optional.empty();
    if (diagnostics.isEmpty()) {
      intent = IntentBuilder.build(effective, options);
      aliasFallback().map(this::aliasNotice).ifPresent(diagnostics::add);
    }
    layers.own().overriddenAlias().ifPresent(diagnostics::add);
    Optional<ServiceIntent> kept = lastGood(lastGood, diagnostics);
    return new IntentReading(
        intent,
        kept,
        annotations(),
        layers.portsOfDefaultsOnly(),
        diagnostics.stream().sorted().toList());
  }

  /** What does not go together is only looked for where everything present is valid. */
  private List<ParsedAnnotation> invalid() {
    List<ParsedAnnotation> invalid =
        layers.own().inOrder().stream().filter(ParsedAnnotation::isInvalid).toList();
    return invalid.isEmpty() && invalidDefaults.isEmpty()
        ? CombinationCheck.of(layers, effective)
        : invalid;
  }

  /** The annotations that decide, refuse the defaults, or hold the Service. */
  private List<AnnotationRef> annotations() {
    Set<AnnotationRef> effect = new HashSet<>(effective.refs());
    effect.addAll(invalidDefaults);
    invalid.forEach(annotation -> effect.add(annotation.ref()));
    layers.own().general(Word.CLASS).ifPresent(refusal -> effect.add(refusal.ref()));
    return Stream.of(layers.own(), layers.defaults())
        .flatMap(layer -> layer.inOrder().stream())
        .map(ParsedAnnotation::ref)
        .filter(effect::contains)
        .toList();
  }

  private Optional<ServiceIntent> lastGood(String text, List<Diagnostic> diagnostics) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ServiceIntent.parse(text));
    } catch (IllegalArgumentException e) {
      String condition = IntentAnnotations.ACCEPTED_CONDITION;
      String excerpt = Excerpt.of(text);
      diagnostics.add(
          Diagnostic.warning(
              DiagnosticCode.UNREADABLE_LAST_GOOD,
              service.subject(),
              condition,
              excerpt,
              "the condition %s says '%s', which is not an intent: nothing can be kept from before"
                  .formatted(condition, excerpt)));
      return Optional.empty();
    }
  }

  /** The alias that names the transports where the fallback is left to a setting. */
  private Optional<AnnotationRef> aliasFallback() {
    return effective
        .decisions()
        .flatMap(decision -> decision.aliasWithoutFallback().stream())
        .findFirst();
  }

  /**
   * The notice of the fallback that holds: the operator that the alias comes from promised
   * exclusive transports and let traffic out by any.
   */
  private Diagnostic aliasNotice(AnnotationRef alias) {
    String value = Excerpt.of(alias.value());
    AnnotationKey key = AnnotationKey.general(Word.FALLBACK);
    return Diagnostic.info(
        DiagnosticCode.ALIAS_USED,
        service.subject(),
        alias.key(),
        value,
        "%s '%s' of %s is read as %s: while none of these transports is up, %s"
            .formatted(
                alias.key(),
                value,
                alias.object(),
                AnnotationKey.general(Word.TUNNEL),
                options.aliasFallback() == Fallback.NONE
                    ? "traffic is dropped; to let it take any path then, add '" + key + ": any'"
                    : "traffic takes any path; to drop it then, add '" + key + ": none'"));
  }
}
