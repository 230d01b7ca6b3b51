package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Scope;
import java.util.List;
import java.util.Optional;

/**
 * A data policy of Fairway's that holds one segment's rules, of all owners.
 *
 * @param segment whose rules
 * @param definitionId the Manager's id
 * @param definition as it is in the database
 * @param item where the active policy's assembly names it; empty where that does not: then nothing
 *     of it is in force
 * @param scope where it holds; empty where it is in force nowhere, or elsewhere than Fairway puts
 *     it
 * @param sequences what each of its sequences is, in the order in force
 */
public record SegmentDataPolicy(
    Segment segment,
    String definitionId,
    StoredDefinition definition,
    Optional<AssemblyItem> item,
    Optional<Scope> scope,
    List<DecodedSequence> sequences) {

  /** Copies. */
  public SegmentDataPolicy {
    sequences = List.copyOf(sequences);
  }
}
