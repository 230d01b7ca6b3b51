package dev.fairway.catalyst.simulator.model.traffic;

import java.util.List;
import java.util.Optional;

/**
 * A sequence of a data policy that takes a packet.
 *
 * @param definitionId the id of its definition
 * @param definitionName the name of that definition
 * @param sequenceId which
 * @param sequenceName the group that it stands in
 * @param drops true where its base action is drop
 * @param steering the colours that it wants; empty where it says nothing of them
 */
public record MatchedSequence(
    String definitionId,
    String definitionName,
    int sequenceId,
    String sequenceName,
    boolean drops,
    Optional<ColorPreference> steering) {

  /** The colours in their order; none where it says nothing of them. */
  public List<String> colors() {
    return steering.stream()
        .flatMap(preference -> preference.tiers().stream())
        .flatMap(List::stream)
        .toList();
  }

  /** True where it wants these colours and nothing else. */
  public boolean strict() {
    return steering.filter(ColorPreference::strict).isPresent();
  }

  /** True where packets fare the same under both. */
  boolean treatsAs(MatchedSequence other) {
    return drops == other.drops && steering.equals(other.steering);
  }
}
