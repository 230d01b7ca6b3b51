package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.wire.DataSequence;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.policy.PathRule;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The draft of one sequence of a data policy.
 *
 * @param id the sequence's id; 0 for a new one that has none yet
 * @param foreign true where it is no rule of Fairway's
 * @param current the sequence whose place it takes, whole
 * @param rule its new content; empty where the content stays
 * @param lists the lists that it needs, by their first names; none where the content stays
 */
record SequenceDraft(
    int id,
    boolean foreign,
    Optional<StoredSequence> current,
    Optional<PathRule> rule,
    Map<String, AllocatedList> lists) {

  /** Copies the lists; refuses a sequence without content. */
  SequenceDraft {
    lists = Collections.unmodifiableMap(new TreeMap<>(lists));
    if (current.isEmpty() && rule.isEmpty()) {
      throw new IllegalArgumentException("a sequence of nothing");
    }
  }

  /** A sequence that stays as it is. */
  static SequenceDraft kept(StoredSequence current, boolean foreign) {
    return new SequenceDraft(
        current.sequenceId(), foreign, Optional.of(current), Optional.empty(), Map.of());
  }

  /** A sequence of a rule, in place of the current one. */
  static SequenceDraft written(
      PathRule rule, Optional<StoredSequence> current, Map<String, AllocatedList> lists) {
    int id = current.map(StoredSequence::sequenceId).orElse(0);
    return new SequenceDraft(id, false, current, Optional.of(rule), lists);
  }

  SequenceDraft withId(int other) {
    return new SequenceDraft(other, foreign, current, rule, lists);
  }

  SequenceNumbering.SequenceSlot slot() {
    return new SequenceNumbering.SequenceSlot(id, foreign);
  }

  /** True where a list has to be written first. */
  boolean needsWrites() {
    return lists.values().stream().anyMatch(list -> list.write() != AllocatedList.Write.NONE);
  }

  /** The sequence under its id; the tree of one whose content is right already stays. */
  StoredSequence stored(PolicyCodec codec, Function<AllocatedList, String> idOf) {
    Optional<StoredSequence> moved =
        current.map(
            sequence -> sequence.sequenceId() == id ? sequence : sequence.withSequenceId(id));
    if (rule.isEmpty()) {
      return moved.orElseThrow();
    }
    DataSequence wanted =
        codec.sequence(
            rule.get(), id, name -> idOf.apply(Optional.ofNullable(lists.get(name)).orElseThrow()));
    return moved
        .filter(sequence -> sequence.read().filter(wanted::saysTheSame).isPresent())
        .or(() -> moved.map(sequence -> sequence.rewritten(wanted)))
        .orElseGet(() -> StoredSequence.of(wanted));
  }
}
