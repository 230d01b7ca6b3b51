package dev.fairway.core.plan;

import dev.fairway.core.policy.PathRule;
import java.util.List;

/**
 * What is on the target now.
 *
 * @param mine the owner's rules, in canonical form and in the order in force
 * @param otherOwners the rules of other owners, in the order in force
 * @param foreign what other people wrote, in the order in force
 * @param revision what a plan made from this is based on
 */
public record ObservedPolicy(
    List<PathRule> mine, List<PathRule> otherOwners, List<ForeignRule> foreign, Revision revision) {

  /** Copies. */
  public ObservedPolicy {
    mine = List.copyOf(mine);
    otherOwners = List.copyOf(otherOwners);
    foreign = List.copyOf(foreign);
  }
}
