package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * One sequence of a data policy: the first, by id, that takes a packet decides about it.
 *
 * <p>Unknown fields beside these are left alone: a newer Manager adds some to every sequence. An
 * unknown field further in is not: then the sequence does not read as this record at all.
 *
 * @param sequenceId its place, 1 to 65534
 * @param sequenceName the group under which the Manager's pages show it
 * @param baseAction {@code accept} or {@code drop}
 * @param sequenceType {@code data}, and others that Fairway does not write
 * @param sequenceIpType {@code ipv4}, {@code ipv6} or {@code all}; empty: {@code ipv4}
 * @param match which packets it takes
 * @param actions what else it does, each type once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DataSequence(
    int sequenceId,
    String sequenceName,
    String baseAction,
    String sequenceType,
    String sequenceIpType,
    SequenceMatch match,
    List<SequenceAction> actions) {

  /** Accepts. */
  public static final String ACCEPT = "accept";

  /** The type that may match and do everything. */
  public static final String CUSTOM_TYPE = "data";

  /** Copies; what is not there is empty. */
  public DataSequence {
    sequenceName = Objects.requireNonNullElse(sequenceName, "");
    baseAction = Objects.requireNonNullElse(baseAction, "");
    sequenceType = Objects.requireNonNullElse(sequenceType, "");
    sequenceIpType = Objects.requireNonNullElse(sequenceIpType, "");
    match = Objects.requireNonNullElse(match, new SequenceMatch(List.of()));
    actions = List.copyOf(Objects.requireNonNullElse(actions, List.of()));
  }

  /** True where both say the same: entries and actions have no order. */
  public boolean saysTheSame(DataSequence other) {
    return sequenceId == other.sequenceId
        && sequenceName.equals(other.sequenceName)
        && baseAction.equals(other.baseAction)
        && sequenceType.equals(other.sequenceType)
        && sequenceIpType.equals(other.sequenceIpType)
        && sameInAnyOrder(match.entries(), other.match.entries())
        && sameInAnyOrder(actions, other.actions);
  }

  private static boolean sameInAnyOrder(List<?> mine, List<?> theirs) {
    return mine.size() == theirs.size() && new HashSet<>(mine).equals(new HashSet<>(theirs));
  }
}
