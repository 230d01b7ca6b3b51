package dev.fairway.catalyst.snapshot;

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
    lock.filter(held -> held.owner().equals(owner))
        .ifPresent(
            held ->
                sentences.add(
                    "a change was cut off: the list '"
                        + ChangeLock.NAME
                        + "' is still there"
                        + held.holder().map(process -> ", of " + process.text()).orElse("")));
    sentences.addAll(new EditTrace(owner, snapshot, dataPolicies).altered());
    boolean othersAtWork = lock.filter(held -> !held.owner().equals(owner)).isPresent();
    if (!othersAtWork) {
      unused.definitions().forEach(id -> sentences.add(unnamed(snapshot, dataPolicies, id)));
    }
    unused
        .rewrittenDefinitions()
        .keySet()
        .forEach(id -> sentences.add(unnamed(snapshot, dataPolicies, id)));
    // The shared lists of a data policy that was taken out are free for that reason alone.
    boolean shared =
        !othersAtWork
            && unused.definitions().stream()
                .noneMatch(id -> withRules(dataPolicies, id).isPresent());
    unused.unreferencedLists().stream()
        .filter(list -> shared || ListOwnership.owner(list).isPresent())
        .map(list -> "nothing refers to the list '" + list.name() + "'")
        .sorted()
        .forEach(sentences::add);
    return sentences;
  }

  /** The sentence of a data policy that no policy names: with rules, it once was in force. */
  private static String unnamed(
      PolicySnapshot snapshot, Collection<SegmentDataPolicy> dataPolicies, String id) {
    return withRules(dataPolicies, id)
        .map(dataPolicy -> EditTrace.detached(snapshot, dataPolicy))
        .orElse("no policy names the data policy '" + snapshot.nameOf(id) + "'");
  }

  private static Optional<SegmentDataPolicy> withRules(
      Collection<SegmentDataPolicy> dataPolicies, String id) {
    return dataPolicies.stream()
        .filter(dataPolicy -> dataPolicy.definitionId().equals(id))
        .filter(dataPolicy -> !dataPolicy.sequences().isEmpty())
        .findFirst();
  }
}
