package dev.fairway.core.intent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of an intent, made from decisions, in one normal form as far as can be told without the
 * Service: first the general part where it is for every port or for all, then lists of ports. Ports
 * of which the same is asked share a list, a list without numbers never names a port twice, and
 * lists stand in the order of their first port. Numbers come from {@code ports} alone, so they all
 * stand in the first list, and a name that turns out to be the same port wins over its number.
 */
final class IntentBuilder {

  private final List<PortIntent> parts = new ArrayList<>();
  private final SortedMap<String, PortIntent> listed = new TreeMap<>(PortRef.ORDER);

  private IntentBuilder() {}

  /** The intent; empty where none is asked. Only where no effective annotation is invalid. */
  static Optional<ServiceIntent> build(EffectiveKeys effective, IntentOptions options) {
    IntentBuilder builder = new IntentBuilder();
    effective
        .general()
        .ifPresent(decision -> builder.add(decision.intent(effective.selection(), options)));
    effective
        .perPort()
        .forEach(
            decision ->
                builder.add(
                    decision.intent(PortSelection.listed(List.of(decision.port())), options)));
    return builder.intent();
  }

  private void add(PortIntent part) {
    if (part.ports().kind() == PortSelection.Kind.LISTED) {
      part.ports().ports().forEach(port -> listed.put(port, part));
    } else {
      parts.add(part);
    }
  }

  private Optional<ServiceIntent> intent() {
    SortedMap<String, List<String>> ports = new TreeMap<>();
    SortedMap<String, PortIntent> asked = new TreeMap<>();
    listed.forEach(
        (port, part) -> {
          ports.computeIfAbsent(part.words(), absent -> new ArrayList<>()).add(port);
          asked.put(part.words(), part);
        });
    asked.values().stream()
        .filter(part -> !parts.contains(part.with(PortSelection.EVERY)))
        .map(part -> part.with(PortSelection.listed(ports.getOrDefault(part.words(), List.of()))))
        .sorted(Comparator.comparing(part -> part.ports().ports().get(0), PortRef.ORDER))
        .forEach(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ServiceIntent(parts));
  }
}
