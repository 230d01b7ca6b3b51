package dev.fairway.core.intent;

import dev.fairway.core.policy.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes what was decided as parts, the same parts for the same meaning as far as can be told
 * without the Service: first the general part where it is for every port or for all, then lists of
 * ports. Ports with one treatment share a list, a list without numbers never names a port twice,
 * and lists stand in the order of their first port. Numbers come from {@code ports} alone, so they
 * all stand in the first list, and a name that turns out to be the same port wins over its number.
 */
final class IntentBuilder {

  private final EffectiveKeys combination;
  private final IntentOptions options;

  IntentBuilder(EffectiveKeys combination, IntentOptions options) {
    this.combination = combination;
    this.options = options;
  }

  /** The intent; empty where no tunnel applies. Only where no key with a say is flawed. */
  Optional<ServiceIntent> intent() {
    List<PortIntent> parts = new ArrayList<>();
    SortedMap<String, Treatment> listed = new TreeMap<>(PortRef.ORDER);
    combination.general().ifPresent(decided -> general(decided.treatment(options), parts, listed));
    combination.perPort().forEach(one -> listed.put(one.port(), one.treatment(options)));
    listed.values().removeIf(treatment -> parts.contains(everyPort(treatment)));
    parts.addAll(lists(listed));
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ServiceIntent(parts));
  }

  private void general(
      Treatment treatment, List<PortIntent> parts, SortedMap<String, Treatment> listed) {
    PortSelection selection = combination.selection();
    if (selection.kind() == PortSelection.Kind.LISTED) {
      selection.ports().forEach(port -> listed.put(port, treatment));
    } else {
      parts.add(new PortIntent(selection, treatment));
    }
  }

  private static PortIntent everyPort(Treatment treatment) {
    return new PortIntent(PortSelection.EVERY, treatment);
  }

  private static List<PortIntent> lists(SortedMap<String, Treatment> listed) {
    Map<Treatment, List<String>> ports = new TreeMap<>();
    listed.forEach(
        (port, treatment) -> ports.computeIfAbsent(treatment, t -> new ArrayList<>()).add(port));
    SortedMap<String, PortIntent> byFirst = new TreeMap<>(PortRef.ORDER);
    ports.forEach(
        (treatment, list) ->
            byFirst.put(list.get(0), new PortIntent(PortSelection.listed(list), treatment)));
    return List.copyOf(byFirst.values());
  }
}
