package dev.fairway.catalyst.snapshot;

import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy snapshot with its meaning for one owner. Immutable.
 *
 * @param snapshot the objects in the database
 * @param dataPolicies the data policy of each segment that has one, in force or not
 * @param placement where rules may go
 * @param lock the lock of a change that has begun and not ended, of whatever owner
 * @param taken what edits by other writers did to the owner's rules in force, one sentence each;
 *     while a change is under way, which may look the same, nothing
 * @param lastEdit the last edit by another writer of what holds the owner's rules
 * @param stamp a text that is another one after each write of what holds the owner's rules
 * @param observed the rules in force, as the contract for backends wants them
 */
public record DecodedSnapshot(
    PolicySnapshot snapshot,
    SortedMap<Segment, SegmentDataPolicy> dataPolicies,
    Placement placement,
    Optional<ChangeLock> lock,
    List<String> taken,
    Optional<LastEdit> lastEdit,
    String stamp,
    ObservedPolicy observed) {

  /** Copies. */
  public DecodedSnapshot {
    taken = List.copyOf(taken);
    dataPolicies = Collections.unmodifiableSortedMap(new TreeMap<>(dataPolicies));
  }
}
