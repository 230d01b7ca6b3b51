package dev.fairway.catalyst.change;

import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The draft of a change: what has to be written so that an owner's rules are those of a plan, and
 * how it reaches the controllers. Nothing has been written yet.
 *
 * @param changed the data policies that change, by segment
 * @param push the push of the edit; empty where nothing in force changes
 * @param more true where another edit has to follow: a data policy that others declared is edited
 *     in place, and one push brings one such edit into force
 */
record ChangeDraft(
    List<SegmentDataPolicyDraft> changed, Optional<ChangeLock.PushMethod> push, boolean more) {

  /** Copies the data policies. */
  ChangeDraft {
    changed = List.copyOf(changed);
  }

  /** The data policies that change, as far as they are in force before. */
  Stream<SegmentDataPolicy> changedBefore() {
    return changed.stream()
        .flatMap(draft -> draft.before().stream())
        .filter(SegmentDataPolicy::isInForce);
  }

  /** The lists to be written, each once, in the order of their use. */
  List<AllocatedList> lists() {
    return changed.stream()
        .flatMap(SegmentDataPolicyDraft::lists)
        .filter(list -> list.write() != AllocatedList.Write.NONE)
        .distinct()
        .toList();
  }
}
