package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.DecodedSequence;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the host is told of the containers: whose rules are in force, and what else stands there.
 */
final class Observation {

  private final OwnerId owner;
  private final List<PathRule> mine = new ArrayList<>();
  private final List<PathRule> otherOwners = new ArrayList<>();
  private final List<ForeignRule> foreign = new ArrayList<>();

  private Observation(OwnerId owner) {
    this.owner = owner;
  }

  /** Only what the active policy names is in force, and only where its scope can be told. */
  static ObservedPolicy of(
      OwnerId owner,
      Collection<SegmentDataPolicy> containers,
      Revision revision,
      List<String> unfinished,
      List<Diagnostic> diagnostics) {
    Observation seen = new Observation(owner);
    int before = 0;
    for (SegmentDataPolicy container : containers) {
      if (container.item().isPresent()) {
        for (DecodedSequence sequence : container.sequences()) {
          seen.add(sequence, container.scope().isPresent(), before);
        }
        before += container.sequences().size();
      }
    }
    return new ObservedPolicy(
        seen.mine, seen.otherOwners, seen.foreign, revision, unfinished, diagnostics);
  }

  /**
   * A sequence of the owner's that is no rule any more will be written again: it is no obstacle.
   */
  private void add(DecodedSequence sequence, boolean inScope, int before) {
    sequence.fold(
        written ->
            inScope
                && (written.rule().owner().equals(owner) ? mine : otherOwners).add(written.rule()),
        altered -> !altered.owner().equals(owner) && foreign.add(moved(altered.asFound(), before)),
        found -> foreign.add(moved(found.rule(), before)));
  }

  /** Places are counted through all containers. */
  private static ForeignRule moved(ForeignRule rule, int by) {
    return new ForeignRule(rule.name(), rule.position() + by, rule.match());
  }
}
