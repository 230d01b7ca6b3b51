package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.Action;
import dev.fairway.catalyst.change.SegmentDataPolicyDraft.ScopeChoice;
import dev.fairway.catalyst.snapshot.ListOwnership;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.PolicySnapshot;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a site out of two site lists of Fairway's: what an edge there obeys, the vendor does not
 * say. Pure.
 */
final class SiteListOverlap {

  private final PolicySnapshot picture;
  private final List<ObjectNode> items;

  SiteListOverlap(PolicySnapshot picture) {
    this.picture = picture;
    this.items = picture.active().map(StoredPolicy::assembly).orElse(List.of());
  }

  /** The ids of the site lists of Fairway's, whosever containers hold under them. */
  List<String> inForce() {
    return items.stream().flatMap(this::siteLists).map(StoredList::id).distinct().toList();
  }

  private Stream<StoredList> siteLists(ObjectNode item) {
    return AssemblyRefs.lists(List.of(item)).stream()
        .flatMap(id -> Optional.ofNullable(picture.lists().get(id)).stream())
        .filter(ListOwnership::isSiteList);
  }

  /**
   * Refuses what would put a site into a second list beside that of a container that stays where it
   * is, because it holds rules of another owner.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED}
   */
  void requireNone(Collection<SegmentDataPolicyDraft> drafts) {
    Set<String> leaving =
        drafts.stream()
            .filter(draft -> draft.deed() == Action.LEAVE || draft.deed() == Action.MOVE)
            .flatMap(draft -> draft.before().stream())
            .map(container -> container.definitionId())
            .collect(Collectors.toSet());
    List<AllocatedList> wanted = new ArrayList<>();
    drafts.stream()
        .flatMap(draft -> draft.scope().flatMap(ScopeChoice::sites).stream())
        .forEach(wanted::add);
    for (ObjectNode item : items) {
      String definition = item.path("definitionId").asText("");
      if (!leaving.contains(definition)) {
        siteLists(item).forEach(there -> requireNone(there, definition, wanted));
      }
    }
  }

  private void requireNone(StoredList there, String definition, List<AllocatedList> wanted) {
    NumberRanges theirs = there.read().map(SiteListOverlap::numbers).orElse(NumberRanges.NONE);
    for (AllocatedList choice : wanted) {
      NumberRanges both = numbers(choice.list()).in(theirs);
      if (!choice.id().equals(there.id()) && !both.isEmpty()) {
        throw new BackendException(
            ErrorKind.UNSUPPORTED,
            "the sites "
                + both
                + " would be in two site lists: data policy '"
                + picture.names().getOrDefault(definition, definition)
                + "' of another owner is at the sites "
                + theirs
                + "; name the same sites in the settings of both");
      }
    }
  }

  private static NumberRanges numbers(PolicyList list) {
    return list instanceof SiteList sites
        ? NumberRanges.tryParse(sites.entries().stream().map(SiteEntry::siteId).toList())
            .orElse(NumberRanges.NONE)
        : NumberRanges.NONE;
  }
}
