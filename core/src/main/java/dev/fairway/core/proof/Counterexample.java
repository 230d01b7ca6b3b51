package dev.fairway.core.proof;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.semantics.Decision;
import java.util.Optional;

/**
 * A packet for which a policy does something else than the intents say.
 *
 * @param flow the packet
 * @param expected what the intents say
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
