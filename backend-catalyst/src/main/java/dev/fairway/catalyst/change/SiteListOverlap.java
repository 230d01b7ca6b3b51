package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeLists;
import dev.fairway.catalyst.snapshot.AssemblyReferences;
import dev.fairway.catalyst.snapshot.ListOwnership;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.PolicySnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check that no site gets into two site lists of Fairway's: the vendor does not say which of
 * them an edge there obeys. Pure.
 */
final class SiteListOverlap {

  private final PolicySnapshot snapshot;
  private final List<ObjectNode> items;

  SiteListOverlap(PolicySnapshot snapshot) {
    this.snapshot = snapshot;
    this.items = snapshot.activeAssembly();
  }

  /** The ids of Fairway's site lists in the active policy, of all segments. */
  List<String> inForce() {
    return items.stream()
        .flatMap(item -> siteLists(List.of(item)))
        .map(StoredList::id)
        .distinct()
        .toList();
  }

  /** Those that Fairway made, and those under which others attached a data policy for it. */
  private Stream<StoredList> siteLists(List<ObjectNode> some) {
    return some.stream()
        .flatMap(
            item ->
                AssemblyReferences.lists(List.of(item)).stream()
                    .flatMap(id -> snapshot.stored(id).stream())
                    .filter(list -> list.type().equalsIgnoreCase("site"))
                    .filter(list -> isFairways(item) || ListOwnership.isSiteList(list)));
  }

  private boolean isFairways(ObjectNode item) {
    return snapshot.definitions().containsKey(AssemblyReferences.definition(item));
  }

  /**
   * Refuses what would put a site into a second list beside that of a data policy that stays where
   * it is, because it holds rules of another owner.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED}
   */
  void requireNone(List<SegmentDataPolicyDraft> drafts) {
    Set<String> leaving =
        drafts.stream()
            .filter(draft -> draft.action() == Action.LEAVE || draft.action() == Action.MOVE)
            .flatMap(draft -> draft.before().stream())
            .map(SegmentDataPolicy::definitionId)
            .collect(Collectors.toSet());
    List<AllocatedList> wanted =
        drafts.stream()
            .flatMap(draft -> draft.scope().flatMap(ScopeLists::sites).stream())
            .toList();
    for (ObjectNode item : items) {
      String definition = AssemblyReferences.definition(item);
      if (!leaving.contains(definition)) {
        siteLists(List.of(item)).forEach(list -> requireNone(list, definition, wanted));
      }
    }
  }

  private void requireNone(StoredList existing, String definition, List<AllocatedList> wanted) {
    NumberRanges sites = existing.read().map(SiteListOverlap::numbers).orElse(NumberRanges.NONE);
    for (AllocatedList list : wanted) {
      NumberRanges both = numbers(list.list()).in(sites);
      if (!list.id().equals(existing.id()) && !both.isEmpty()) {
        throw new BackendException(
            ErrorKind.UNSUPPORTED,
            ("the sites %s would be in two site lists: data policy '%s' of another owner is at the"
                    + " sites %s; name the same sites in the settings of both")
                .formatted(both, snapshot.nameOf(definition), sites));
      }
    }
  }

  private static NumberRanges numbers(PolicyList list) {
    return NumberRanges.tryRead(list).orElse(NumberRanges.NONE);
  }
}
