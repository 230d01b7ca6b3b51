package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the annotations of one Service and its Namespace together into a reading. */
final class ServiceReader {

  private final ServiceKey service;
  private final Layers layers;
  private final Combination combination;
  private final List<Asked> holding;
  private final IntentOptions options;

  ServiceReader(ServiceKey service, Layers layers, IntentOptions options) {
    this.service = service;
    this.layers = layers;
    this.combination = Combination.of(layers);
    this.holding = new BadDefaults(layers, combination).holding();
    this.options = options;
  }

  IntentReading read(LastGood lastGood) {
    List<Diagnostic> diagnostics = new ArrayList<>(errors());
    Optional<ServiceIntent> asked = Optional.empty();
    if (diagnostics.isEmpty()) {
      asked = new IntentParts(combination, options).intent();
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
  private List<Diagnostic> errors() {
    List<Diagnostic> errors = new ArrayList<>();
    layers.own().inOrder().forEach(said -> said.error().ifPresent(errors::add));
    errors.addAll(BadDefaults.diagnostics(service, holding));
    return errors.isEmpty() ? new MissingTunnel(layers, combination).diagnostics() : errors;
  }

  /** A key has a say where it decides, refuses the defaults, or is what holds the Service. */
  private List<Asked> from() {
    Set<Asked> withSay = combination.keys();
    withSay.addAll(holding);
    List<Asked> from = new ArrayList<>();
    for (Said<?> said : layers.own().inOrder()) {
      boolean refusesDefaults = layers.own().others().containsValue(said);
      if (withSay.contains(said.asked()) || said.isFlawed() || refusesDefaults) {
        from.add(said.asked());
      }
    }
    layers.defaults().inOrder().stream()
        .map(Said::asked)
        .filter(withSay::contains)
        .forEach(from::add);
    return from;
  }
}
