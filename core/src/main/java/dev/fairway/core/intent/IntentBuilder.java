package dev.fairway.core.intent;

import dev.fairway.core.policy.Treatment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of an intent, made from decisions, in one normal form as far as can be told without the
 * Service: first the general part where it is for every port or for all, then lists of ports. Ports
 * with one treatment share a list, a list without numbers never names a port twice, and lists stand
 * in the order of their first port. Numbers come from {@code ports} alone, so they all stand in the
 * first list, and a name that turns out to be the same port wins over its number.
 */
final class IntentBuilder {

  private final List<PortIntent> parts = new ArrayList<>();
  private final SortedMap<String, Treatment> listed = new TreeMap<>(PortRef.ORDER);

  private IntentBuilder() {}

  /** The intent; empty where no tunnel applies. Only where no effective annotation is invalid. */
  static Optional<ServiceIntent> build(EffectiveKeys effective, IntentOptions options) {
    IntentBuilder builder = new IntentBuilder();
    effective
        .general()
        .ifPresent(decision -> builder.add(effective.selection(), decision.treatment(options)));
    effective
        .perPort()
        .forEach(decision -> builder.listed.put(decision.port(), decision.treatment(options)));
    return builder.intent();
  }

  private void add(PortSelection general, Treatment treatment) {
    if (general.kind() == PortSelection.Kind.LISTED) {
      general.ports().forEach(port -> listed.put(port, treatment));
    } else {
      parts.add(new PortIntent(general, treatment));
    }
  }

  private Optional<ServiceIntent> intent() {
    SortedMap<Treatment, List<String>> ports = new TreeMap<>();
    listed.forEach(
        (port, treatment) ->
            ports.computeIfAbsent(treatment, absent -> new ArrayList<>()).add(port));
    ports.keySet().removeIf(treatment -> parts.contains(everyPort(treatment)));
    ports.entrySet().stream()
        .map(entry -> new PortIntent(PortSelection.listed(entry.getValue()), entry.getKey()))
        .sorted(Comparator.comparing(part -> part.ports().ports().get(0), PortRef.ORDER))
        .forEach(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ServiceIntent(parts));
  }

  private static PortIntent everyPort(Treatment treatment) {
    return new PortIntent(PortSelection.EVERY, treatment);
  }
}
