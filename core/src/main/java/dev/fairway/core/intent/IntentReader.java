package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the annotations of one Service and its Namespace together into a reading. */
final class IntentReader {

  private final ServiceKey service;
  private final AnnotationLayers layers;
  private final IntentOptions options;
  private final EffectiveKeys combination;
  private final List<AnnotationRef> holding;
  private final List<ParsedAnnotation<?>> flawed;

  IntentReader(ServiceKey service, AnnotationLayers layers, IntentOptions options) {
    this.service = service;
    this.layers = layers;
    this.options = options;
    this.combination = EffectiveKeys.of(layers);
    this.holding = new InvalidDefaults(layers, combination).holding();
    this.flawed = flawed();
  }

  IntentReading read(LastGood lastGood) {
    List<Diagnostic> diagnostics = new ArrayList<>(InvalidDefaults.diagnostics(service, holding));
    flawed.forEach(said -> said.error().ifPresent(diagnostics::add));
    Optional<ServiceIntent> asked = Optional.empty();
    if (diagnostics.isEmpty()) {
      asked = new IntentBuilder(combination, options).intent();
      AliasNotice.of(service, combination, options).ifPresent(diagnostics::add);
    }
    layers.own().overriddenAlias().ifPresent(diagnostics::add);
    lastGood.unreadable().ifPresent(diagnostics::add);
    return new IntentReading(
        asked,
        lastGood.intent(),
        from(),
        layers.portsOfDefaultsOnly(),
        diagnostics.stream().sorted().toList());
  }

  /** What is missing is only looked for where all that is there is right. */
  private List<ParsedAnnotation<?>> flawed() {
    List<ParsedAnnotation<?>> flawed =
        layers.own().inOrder().stream().filter(ParsedAnnotation::isFlawed).toList();
    return flawed.isEmpty() && holding.isEmpty()
        ? new MissingTunnel(layers, combination).keys()
        : flawed;
  }

  /** A key has a say where it decides, refuses the defaults, or is what holds the Service. */
  private List<AnnotationRef> from() {
    Set<AnnotationRef> withSay = new HashSet<>(combination.keys());
    withSay.addAll(holding);
    flawed.forEach(said -> withSay.add(said.asked()));
    layers.own().others().values().forEach(said -> withSay.add(said.asked()));
    List<AnnotationRef> from = new ArrayList<>();
    for (ObjectAnnotations layer : List.of(layers.own(), layers.defaults())) {
      layer.inOrder().stream()
          .map(ParsedAnnotation::asked)
          .filter(withSay::contains)
          .forEach(from::add);
    }
    return from;
  }
}
