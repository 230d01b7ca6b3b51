package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.DataPolicyDefinition;
import dev.fairway.catalyst.wire.DataPolicyDefinition.DefaultAction;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.net.Segment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The draft of one segment's data policy.
 *
 * @param segment the segment of the rules
 * @param before the data policy in force, or the one of Fairway's that was in force and comes into
 *     force again; empty where there is none
 * @param sequences the sequences in their order
 * @param action the change of the data policy
 * @param scope the lists that its entry in the assembly names, where that entry is written
 */
record SegmentDataPolicyDraft(
    Segment segment,
    Optional<SegmentDataPolicy> before,
    List<SequenceDraft> sequences,
    Action action,
    Optional<ScopeLists> scope) {

  /** The changes of a data policy. */
  enum Action {
    /** None. */
    NOTHING,
    /** Other sequences, in force where they were. */
    EDIT,
    /** In force, and not before. */
    ENTER,
    /** In force elsewhere. */
    MOVE,
    /** In force no longer. */
    LEAVE
  }

  /**
   * The lists of an entry in the assembly.
   *
   * @param sites the site list of Fairway's; empty where the entry names a foreign one
   * @param foreignSites the id of the foreign site list, or empty text
   * @param vpn the list of the segment's VPN
   */
  record ScopeLists(Optional<AllocatedList> sites, String foreignSites, AllocatedList vpn) {

    Stream<AllocatedList> lists() {
      return Stream.concat(sites.stream(), Stream.of(vpn));
    }
  }

  /** Copies the sequences. */
  SegmentDataPolicyDraft {
    sequences = List.copyOf(sequences);
  }

  SegmentDataPolicyDraft with(Action other, Optional<ScopeLists> lists) {
    return new SegmentDataPolicyDraft(segment, before, sequences, other, lists);
  }

  /** True where the content of the data policy is another one than before. */
  boolean isChanged(PolicyCodec codec) {
    return before.isEmpty()
        || (!isDeclared() && !before.get().definition().accepts())
        || sequences.stream().anyMatch(SequenceDraft::needsWrites)
        || !stored(codec, AllocatedList::id).equals(before.get().definition().sequences());
  }

  /** True where others declared the data policy, so that nothing but its sequences may change. */
  boolean isDeclared() {
    return before.filter(SegmentDataPolicy::isDeclared).isPresent();
  }

  /**
   * The data policy with these sequences, which accepts what none of them matches.
   *
   * @param idOf the Manager's id of each list
   */
  StoredDefinition definition(PolicyCodec codec, Function<AllocatedList, String> idOf) {
    StoredDefinition start =
        before.map(SegmentDataPolicy::definition).orElseGet(this::emptyDefinition);
    ObjectNode tree = start.withSequences(stored(codec, idOf)).tree();
    if (isDeclared()) {
      return new StoredDefinition(tree);
    }
    tree.set("defaultAction", JsonNodeFactory.instance.objectNode().put("type", "accept"));
    return new StoredDefinition(tree);
  }

  private StoredDefinition emptyDefinition() {
    return StoredDefinition.of(
        new DataPolicyDefinition(
            CatalystNames.definition(segment),
            CatalystNames.note(segment),
            DefaultAction.ACCEPT,
            List.of()));
  }

  private List<StoredSequence> stored(PolicyCodec codec, Function<AllocatedList, String> idOf) {
    return sequences.stream().map(sequence -> sequence.stored(codec, idOf)).toList();
  }

  /** All lists of its rules and of its entry. */
  Stream<AllocatedList> lists() {
    return Stream.concat(
        sequences.stream().flatMap(sequence -> sequence.lists().values().stream()),
        scope.stream().flatMap(ScopeLists::lists));
  }
}
