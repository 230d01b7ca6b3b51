package dev.fairway.core.proof;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.semantics.Decision;
import java.util.Optional;

/**
 * A packet that a policy treats otherwise than the intents define.
 *
 * @param flow the packet
 * @param expected the decision of the intents
 * @param actual the rule that takes it; empty where none does
 */
public record Counterexample(Flow flow, Decision expected, Optional<PathRule> actual) {

  @Override
  public String toString() {
    return flow
        + ": the intents say "
        + expected
        + ", the policy "
        + actual.map(rule -> rule.treatment() + " by rule " + rule.id()).orElse("nothing");
  }
}
