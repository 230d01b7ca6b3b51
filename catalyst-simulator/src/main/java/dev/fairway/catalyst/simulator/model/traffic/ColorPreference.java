package dev.fairway.catalyst.simulator.model.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The colours that a sequence prefers.
 *
 * @param tiers most preferred first; the colours of one are equally good
 * @param strict true where nothing else will do
 */
public record ColorPreference(List<List<String>> tiers, boolean strict) {

  /** Copies. */
  public ColorPreference {
    tiers = tiers.stream().map(List::copyOf).toList();
  }

  /** Empty where the sequence says nothing about colours. */
  static Optional<ColorPreference> of(JsonNode sequence, StoredObjects objects) {
    for (JsonNode action : sequence.path("actions")) {
      for (JsonNode parameter : action.path("parameter")) {
        Optional<ColorPreference> found = parameter(action, parameter, objects);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ColorPreference> parameter(
      JsonNode action, JsonNode parameter, StoredObjects objects) {
    JsonNode value = parameter.path("value");
    return switch (parameter.path("field").asText()) {
      case "localTlocList" ->
          Optional.of(
              new ColorPreference(List.of(words(value.path("color"))), value.has("restrict")));
      case "preferredColor" ->
          Optional.of(new ColorPreference(List.of(words(value)), hasStrict(action)));
      case "preferredColorGroup" ->
          objects
              .find(parameter.path("ref").asText())
              .map(
                  list ->
                      new ColorPreference(
                          tiers(list.body().path("entries").path(0)),
                          parameter.path("colorRestrict").asBoolean() || hasStrict(action)));
      default -> Optional.empty();
    };
  }

  private static boolean hasStrict(JsonNode action) {
    for (JsonNode parameter : action.path("parameter")) {
      if (parameter.path("field").asText().equals("strict")) {
        return true;
      }
    }
    return false;
  }

  private static List<List<String>> tiers(JsonNode entry) {
    List<List<String>> tiers = new ArrayList<>();
    for (String tier : List.of("primaryPreference", "secondaryPreference", "tertiaryPreference")) {
      JsonNode colors = entry.path(tier).path("colorPreference");
      if (colors.isTextual()) {
        tiers.add(words(colors));
      }
    }
    return tiers;
  }

  private static List<String> words(JsonNode colors) {
    return List.of(colors.asText().split(" ", -1));
  }

  /** What becomes of a packet where these colours are up. */
  SimulatedPath over(Set<String> up) {
    for (List<String> tier : tiers) {
      Set<String> usable = new TreeSet<>(tier);
      usable.retainAll(up);
      if (!usable.isEmpty()) {
        return SimulatedPath.over(usable);
      }
    }
    return strict ? SimulatedPath.dropped() : SimulatedPath.any();
  }
}
