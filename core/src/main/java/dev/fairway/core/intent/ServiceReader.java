package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the annotations of one Service and its Namespace together into a reading. */
final class ServiceReader {

  private final ServiceKey service;
  private final Layers layers;
  private final IntentOptions options;
  private final Combination combination;
  private final List<Asked> holding;
  private final List<Said<?>> flawed;

  ServiceReader(ServiceKey service, Layers layers, IntentOptions options) {
    this.service = service;
    this.layers = layers;
    this.options = options;
    this.combination = Combination.of(layers);
    this.holding = new BadDefaults(layers, combination).holding();
    this.flawed = flawed();
  }

  IntentReading read(LastGood lastGood) {
    List<Diagnostic> diagnostics = new ArrayList<>(BadDefaults.diagnostics(service, holding));
    flawed.forEach(said -> said.error().ifPresent(diagnostics::add));
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
  private List<Said<?>> flawed() {
    List<Said<?>> flawed = layers.own().inOrder().stream().filter(Said::isFlawed).toList();
    return flawed.isEmpty() && holding.isEmpty()
        ? new MissingTunnel(layers, combination).keys()
        : flawed;
  }

  /** A key has a say where it decides, refuses the defaults, or is what holds the Service. */
  private List<Asked> from() {
    Set<Asked> withSay = new HashSet<>(combination.keys());
    withSay.addAll(holding);
    flawed.forEach(said -> withSay.add(said.asked()));
    layers.own().others().values().forEach(said -> withSay.add(said.asked()));
    List<Asked> from = new ArrayList<>();
    for (ObjectAnnotations layer : List.of(layers.own(), layers.defaults())) {
      layer.inOrder().stream().map(Said::asked).filter(withSay::contains).forEach(from::add);
    }
    return from;
  }
}
