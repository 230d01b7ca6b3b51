package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The merge of an owner's rules into the sequences of one data policy: foreign sequences before any
 * of Fairway's, then the block of each owner by the owner's id, then the other foreign sequences.
 * Pure.
 */
final class SequenceMerge {

  private final OwnerId owner;
  private final PolicyCodec codec;
  private final ListAllocator lists;
  private final List<StoredSequence> stored;
  private final List<DecodedSequence> decoded;

  SequenceMerge(
      OwnerId owner,
      PolicyCodec codec,
      ListAllocator lists,
      Optional<SegmentDataPolicy> dataPolicy) {
    this.owner = owner;
    this.codec = codec;
    this.lists = lists;
    this.stored = dataPolicy.map(found -> found.definition().sequences()).orElse(List.of());
    this.decoded = dataPolicy.map(SegmentDataPolicy::sequences).orElse(List.of());
  }

  /** The sequences in their order, with ascending ids, where these are the owner's rules. */
  List<SequenceDraft> merge(List<PathRule> rules) {
    List<SequenceDraft> leading = new ArrayList<>();
    List<SequenceDraft> trailing = new ArrayList<>();
    Map<OwnerId, List<SequenceDraft>> blocks = new TreeMap<>(Comparator.comparing(OwnerId::value));
    blocks.put(owner, rules.stream().map(this::written).toList());
    boolean behindRules = false;
    for (DecodedSequence sequence : decoded) {
      Optional<OwnerId> found = SegmentDataPolicy.owner(sequence);
      behindRules |= found.isPresent();
      SequenceDraft kept = SequenceDraft.kept(stored.get(sequence.position()), found.isEmpty());
      if (found.isEmpty()) {
        (behindRules ? trailing : leading).add(kept);
      } else if (!found.get().equals(owner)) {
        blocks.computeIfAbsent(found.get(), id -> new ArrayList<>()).add(kept);
      }
    }
    List<SequenceDraft> merged = new ArrayList<>(leading);
    blocks.values().forEach(merged::addAll);
    merged.addAll(trailing);
    List<Integer> ids = SequenceNumbering.of(merged.stream().map(SequenceDraft::slot).toList());
    return IntStream.range(0, ids.size()).mapToObj(i -> merged.get(i).withId(ids.get(i))).toList();
  }

  private SequenceDraft written(PathRule rule) {
    Optional<DecodedSequence> current = current(rule);
    Optional<StoredSequence> sequence = current.map(found -> stored.get(found.position()));
    if (current.flatMap(SequenceMerge::rule).filter(rule::equals).isPresent()) {
      return SequenceDraft.kept(sequence.orElseThrow(), false);
    }
    List<String> referredTo = sequence.map(StoredSequence::listIds).orElse(List.of());
    Map<String, AllocatedList> allocated = new TreeMap<>();
    for (PolicyList list : codec.lists(rule)) {
      allocated.put(list.name(), lists.allocate(list, referredTo));
    }
    return SequenceDraft.written(rule, sequence, allocated);
  }

  /** The sequence of the rule, also an altered one, which is written again in its place. */
  private Optional<DecodedSequence> current(PathRule rule) {
    return decoded.stream()
        .filter(sequence -> SegmentDataPolicy.owner(sequence).filter(owner::equals).isPresent())
        .filter(
            sequence ->
                sequence.fold(
                    written -> written.rule().id().equals(rule.id()),
                    altered -> altered.rule().equals(rule.id()),
                    foreign -> false))
        .findFirst();
  }

  private static Optional<PathRule> rule(DecodedSequence sequence) {
    return sequence.fold(
        written -> Optional.of(written.rule()),
        altered -> Optional.empty(),
        foreign -> Optional.empty());
  }
}
