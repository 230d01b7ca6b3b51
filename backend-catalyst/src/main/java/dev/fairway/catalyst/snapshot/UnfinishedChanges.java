package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.core.policy.OwnerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The traces of an owner's interrupted changes, and of edits by others to its rules. While another
 * owner holds the lock, objects that belong to no owner are no trace: that owner is making them.
 */
final class UnfinishedChanges {

  private UnfinishedChanges() {}

  /**
   * One sentence each, in a fixed order.
   *
   * @param unused the unused objects of the snapshot, without a change
   */
  static List<String> of(
      OwnerId owner,
      PolicySnapshot snapshot,
      Collection<SegmentDataPolicy> dataPolicies,
      Optional<ChangeLock> lock,
      UnusedObjects unused) {
    List<String> sentences = new ArrayList<>();
    if (lock.filter(held -> held.owner().equals(owner)).isPresent()) {
      sentences.add("a change was cut off: the list '" + ChangeLock.NAME + "' is still there");
    }
    dataPolicies.stream()
        .filter(SegmentDataPolicy::isInForce)
        .forEach(dataPolicy -> addEdits(owner, dataPolicy, sentences));
    boolean othersAtWork = lock.filter(held -> !held.owner().equals(owner)).isPresent();
    if (!othersAtWork) {
      unused
          .definitions()
          .forEach(
              id -> sentences.add("no policy names the data policy '" + snapshot.nameOf(id) + "'"));
    }
    unused.unreferencedLists().stream()
        .filter(list -> !othersAtWork || ListOwnership.owner(list).isPresent())
        .map(list -> "nothing refers to the list '" + list.name() + "'")
        .sorted()
        .forEach(sentences::add);
    return sentences;
  }

  private static void addEdits(
      OwnerId owner, SegmentDataPolicy dataPolicy, List<String> sentences) {
    String named = "data policy '" + dataPolicy.definition().name() + "'";
    boolean holdsMine = false;
    for (DecodedSequence sequence : dataPolicy.sequences()) {
      if (SegmentDataPolicy.owner(sequence).filter(owner::equals).isPresent()) {
        holdsMine = true;
        altered(sequence)
            .ifPresent(
                altered ->
                    sentences.add(
                        named + ", sequence of rule " + altered.rule() + ": " + altered.why()));
      }
    }
    if (holdsMine && !dataPolicy.definition().accepts()) {
      sentences.add(
          named
              + " does not accept what no sequence of it takes: somebody changed its default"
              + " action");
    }
    if (holdsMine && dataPolicy.scope().isEmpty()) {
      sentences.add(
          named
              + " holds elsewhere than Fairway puts it: somebody changed its entry in the active"
              + " policy, or a list that the entry names");
    }
  }

  private static Optional<DecodedSequence.Altered> altered(DecodedSequence sequence) {
    return sequence.fold(written -> Optional.empty(), Optional::of, foreign -> Optional.empty());
  }
}
