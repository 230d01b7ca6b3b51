package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.wire.StoredDefinition;
import java.util.List;
import java.util.Map;

/** Containers that no policy names, and that hold nothing that people wrote. */
final class OrphanDefinitions {

  private OrphanDefinitions() {}

  /** True where every sequence is a rule's of some owner; an empty one where Fairway made it. */
  static boolean isOnlyFairways(StoredDefinition definition) {
    if (definition.sequences().isEmpty()) {
      return CatalystNames.isMade(definition.description());
    }
    return definition.sequences().stream()
        .allMatch(
            sequence ->
                sequence.counters().stream()
                    .anyMatch(counter -> CatalystNames.rule(counter).isPresent()));
  }

  /** Their ids. */
  static List<String> of(DecodedSnapshot view) {
    return view.picture().definitions().entrySet().stream()
        .filter(one -> !view.picture().isAssembled(one.getKey()))
        .filter(one -> isOnlyFairways(one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
