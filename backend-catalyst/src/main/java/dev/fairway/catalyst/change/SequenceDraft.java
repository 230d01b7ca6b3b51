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
 * One sequence of a container as it shall be.
 *
 * @param foreign true where it is somebody's outside Fairway
 * @param stored the sequence whose place it takes, whole
 * @param rule what it shall say; empty: what it says now
 * @param lists the lists that it needs, by their first names; none where it stays
 */
record SequenceDraft(
    boolean foreign,
    Optional<StoredSequence> stored,
    Optional<PathRule> rule,
    Map<String, AllocatedList> lists) {

  /** Copies; refuses a sequence that neither is there nor says anything. */
  SequenceDraft {
    lists = Collections.unmodifiableMap(new TreeMap<>(lists));
    if (stored.isEmpty() && rule.isEmpty()) {
      throw new IllegalArgumentException("a sequence of nothing");
    }
  }

  /** A sequence that stays as it is. */
  static SequenceDraft kept(StoredSequence stored, boolean foreign) {
    return new SequenceDraft(foreign, Optional.of(stored), Optional.empty(), Map.of());
  }

  SequenceNumbering.SequenceSlot seat() {
    return new SequenceNumbering.SequenceSlot(
        stored.map(StoredSequence::sequenceId).orElse(0), foreign);
  }

  /** True where some list has to be written first. */
  boolean needsLists() {
    return lists.values().stream().anyMatch(list -> list.deed() != AllocatedList.Action.KEEP);
  }

  /** The sequence in its place. What says the same already keeps its tree. */
  StoredSequence at(int id, PolicyCodec codec, Function<AllocatedList, String> idOf) {
    Optional<StoredSequence> there =
        stored.map(one -> one.sequenceId() == id ? one : one.withSequenceId(id));
    if (rule.isEmpty()) {
      return there.orElseThrow();
    }
    DataSequence wanted =
        codec.sequence(
            rule.get(), id, name -> idOf.apply(Optional.ofNullable(lists.get(name)).orElseThrow()));
    return there
        .filter(one -> one.read().filter(wanted::saysTheSame).isPresent())
        .or(() -> there.map(one -> one.rewritten(wanted)))
        .orElseGet(() -> StoredSequence.of(wanted));
  }
}
