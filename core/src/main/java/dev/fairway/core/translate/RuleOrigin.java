package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The Services behind a rule. Joined to the policy by the rule's id, so that rules do not depend on
 * Services.
 *
 * @param rule the id of the rule
 * @param rank the rank of its treatment, as text
 * @param services the Services that own an address and port of the rule, or declare the same
 *     treatment for one as its owner
 */
public record RuleOrigin(RuleId rule, String rank, SortedSet<ServiceKey> services) {

  /** Copies. */
  public RuleOrigin {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }
}
