package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.core.net.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A segment's container as it shall be.
 *
 * @param segment whose rules
 * @param before the container in force; empty where there is none
 * @param sequences in their order
 * @param ids the id of each
 * @param deed what becomes of the container
 * @param scope the lists that its entry in the assembly names, where that entry is written
 */
record SegmentDataPolicyDraft(
    Segment segment,
    Optional<SegmentDataPolicy> before,
    List<SequenceDraft> sequences,
    List<Integer> ids,
    Action deed,
    Optional<ScopeChoice> scope) {

  /** What becomes of a container. */
  enum Action {
    /** It stays as it is. */
    NOTHING,
    /** It holds where it held, and says something else. */
    EDIT,
    /** It comes to be in force. */
    ENTER,
    /** It holds elsewhere. */
    MOVE,
    /** It is in force no longer. */
    LEAVE
  }

  /**
   * The lists of an entry in the assembly.
   *
   * @param sites one of Fairway's; empty where the entry names somebody else's
   * @param foreignSites the id of somebody else's, or empty text
   * @param vpn the list of the segment's VPN
   */
  record ScopeChoice(Optional<AllocatedList> sites, String foreignSites, AllocatedList vpn) {

    Stream<AllocatedList> lists() {
      return Stream.concat(sites.stream(), Stream.of(vpn));
    }
  }

  /** Copies. */
  SegmentDataPolicyDraft {
    sequences = List.copyOf(sequences);
    ids = List.copyOf(ids);
  }

  /** True where the container says something else than before. */
  boolean says(PolicyCodec codec) {
    return before.isEmpty()
        || !before.get().definition().accepts()
        || sequences.stream().anyMatch(SequenceDraft::needsLists)
        || !trees(codec, AllocatedList::id).equals(before.get().definition().sequences());
  }

  /** The sequences. */
  List<StoredSequence> trees(PolicyCodec codec, Function<AllocatedList, String> idOf) {
    List<StoredSequence> trees = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      trees.add(sequences.get(i).at(ids.get(i), codec, idOf));
    }
    return trees;
  }

  /** All lists that it refers to, as far as they are its rules' and its entry's. */
  Stream<AllocatedList> lists() {
    return Stream.concat(
        sequences.stream().flatMap(sequence -> sequence.lists().values().stream()),
        scope.stream().flatMap(ScopeChoice::lists));
  }
}
