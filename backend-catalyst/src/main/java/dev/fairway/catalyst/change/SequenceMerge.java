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

/**
 * Puts the sequences of one container in order: what other people wrote before any of Fairway's,
 * then the block of each owner by the owner's id, then what else other people wrote. Pure.
 */
final class SequenceMerge {

  private final OwnerId owner;
  private final PolicyCodec codec;
  private final ListAllocator stock;
  private final List<StoredSequence> stored;
  private final List<DecodedSequence> decoded;

  SequenceMerge(
      OwnerId owner,
      PolicyCodec codec,
      ListAllocator stock,
      Optional<SegmentDataPolicy> container) {
    this.owner = owner;
    this.codec = codec;
    this.stock = stock;
    this.stored = container.map(one -> one.definition().sequences()).orElse(List.of());
    this.decoded = container.map(SegmentDataPolicy::sequences).orElse(List.of());
  }

  /** The sequences as they shall be, where these are the owner's rules. */
  List<SequenceDraft> draft(List<PathRule> rules) {
    List<SequenceDraft> leading = new ArrayList<>();
    List<SequenceDraft> trailing = new ArrayList<>();
    Map<OwnerId, List<SequenceDraft>> blocks = new TreeMap<>(Comparator.comparing(OwnerId::value));
    blocks.put(owner, written(rules));
    boolean seen = false;
    for (DecodedSequence one : decoded) {
      Optional<OwnerId> whose = owner(one);
      seen |= whose.isPresent();
      SequenceDraft kept = SequenceDraft.kept(stored.get(one.position()), whose.isEmpty());
      if (whose.isEmpty()) {
        (seen ? trailing : leading).add(kept);
      } else if (!whose.get().equals(owner)) {
        blocks.computeIfAbsent(whose.get(), id -> new ArrayList<>()).add(kept);
      }
    }
    List<SequenceDraft> all = new ArrayList<>(leading);
    blocks.values().forEach(all::addAll);
    all.addAll(trailing);
    return all;
  }

  private List<SequenceDraft> written(List<PathRule> rules) {
    return new ArrayList<>(rules.stream().map(this::written).toList());
  }

  private SequenceDraft written(PathRule rule) {
    Optional<DecodedSequence> there = there(rule);
    Optional<StoredSequence> tree = there.map(one -> stored.get(one.position()));
    if (there.flatMap(SequenceMerge::rule).filter(rule::equals).isPresent()) {
      return SequenceDraft.kept(tree.orElseThrow(), false);
    }
    List<String> current = tree.map(StoredSequence::listIds).orElse(List.of());
    Map<String, AllocatedList> lists = new TreeMap<>();
    for (PolicyList list : codec.lists(rule)) {
      lists.put(list.name(), stock.choose(list, current));
    }
    return new SequenceDraft(false, tree, Optional.of(rule), lists);
  }

  /** The sequence that is the rule's now: what was altered is written again in its place. */
  private Optional<DecodedSequence> there(PathRule rule) {
    return decoded.stream()
        .filter(
            one ->
                one.fold(
                    written ->
                        written.rule().owner().equals(owner)
                            && written.rule().id().equals(rule.id()),
                    altered -> altered.owner().equals(owner) && altered.rule().equals(rule.id()),
                    foreign -> false))
        .findFirst();
  }

  private static Optional<PathRule> rule(DecodedSequence one) {
    return one.fold(
        written -> Optional.of(written.rule()),
        altered -> Optional.empty(),
        foreign -> Optional.empty());
  }

  /** Whose a sequence is, among Fairway's owners. */
  static Optional<OwnerId> owner(DecodedSequence one) {
    return one.fold(
        written -> Optional.of(written.rule().owner()),
        altered -> Optional.of(altered.owner()),
        foreign -> Optional.empty());
  }
}
