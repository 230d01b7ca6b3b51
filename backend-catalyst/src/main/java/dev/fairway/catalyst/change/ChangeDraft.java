package dev.fairway.catalyst.change;

import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.core.net.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be written so that the owner's rules are those of a plan, and how that reaches the
 * controllers. Nothing has been written yet.
 *
 * @param containers what becomes of the container of each segment
 * @param way how the edit is pushed; empty where nothing in force changes
 */
record ChangeDraft(
    SortedMap<Segment, SegmentDataPolicyDraft> containers, Optional<ChangeLock.Push> way) {

  /** Copies. */
  ChangeDraft {
    containers = Collections.unmodifiableSortedMap(new TreeMap<>(containers));
  }

  /** The containers that change, by segment. */
  List<SegmentDataPolicyDraft> changed() {
    return containers.values().stream()
        .filter(one -> one.deed() != SegmentDataPolicyDraft.Action.NOTHING)
        .toList();
  }

  /** The lists to be made, each once, in the order of their use. */
  List<AllocatedList> lists() {
    List<AllocatedList> lists = new ArrayList<>();
    for (SegmentDataPolicyDraft container : changed()) {
      container
          .lists()
          .filter(list -> list.deed() != AllocatedList.Action.KEEP && !lists.contains(list))
          .forEach(lists::add);
    }
    return lists;
  }
}
