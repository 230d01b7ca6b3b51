package dev.fairway.catalyst.snapshot;

import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look at a Manager and what it means for one owner.
 *
 * @param picture what the database holds
 * @param containers the container of each segment that has one, in force or not
 * @param placement where rules go
 * @param mark the mark of a change that was begun and not ended, whoever began it
 * @param observed what the host is told
 */
public record DecodedSnapshot(
    PolicySnapshot picture,
    SortedMap<Segment, SegmentDataPolicy> containers,
    Placement placement,
    Optional<ChangeLock> mark,
    ObservedPolicy observed) {

  /** Copies. */
  public DecodedSnapshot {
    containers = Collections.unmodifiableSortedMap(new TreeMap<>(containers));
  }
}
