package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Scope;
import java.util.List;
import java.util.Optional;

/**
 * The data policy in which Fairway keeps one segment's rules, of all owners.
 *
 * @param segment the segment of the rules
 * @param definitionId the Manager's id of the data policy
 * @param definition the data policy as it is in the database
 * @param item the item of the active policy's assembly that names the data policy; empty where none
 *     does, and then none of its rules is in force
 * @param scope where the rules are in force; empty for nowhere, and for elsewhere than Fairway puts
 *     them
 * @param sequences the sequences as they were decoded, in the order in force
 */
public record SegmentDataPolicy(
    Segment segment,
    String definitionId,
    StoredDefinition definition,
    Optional<AssemblyItem> item,
    Optional<Scope> scope,
    List<DecodedSequence> sequences) {

  /** Copies the sequences. */
  public SegmentDataPolicy {
    sequences = List.copyOf(sequences);
  }

  /** True where the active policy names the data policy. */
  public boolean isInForce() {
    return item.isPresent();
  }

  /**
   * True where others declared the data policy for Fairway: it has one of Fairway's names and not
   * its mark. Only the sequences of Fairway's owners in it are Fairway's to change.
   */
  public boolean isDeclared() {
    return !CatalystNames.isMade(definition.description());
  }

  /** The two names that a segment's data policy may have; the first is preferred. */
  public static List<String> names(Segment segment) {
    return CatalystNames.bothNames(CatalystNames.definition(segment));
  }

  /** The owner of a decoded sequence; empty for a foreign one. */
  public static Optional<OwnerId> owner(DecodedSequence sequence) {
    return sequence.fold(
        written -> Optional.of(written.rule().owner()),
        altered -> Optional.of(altered.owner()),
        foreign -> Optional.empty());
  }
}
