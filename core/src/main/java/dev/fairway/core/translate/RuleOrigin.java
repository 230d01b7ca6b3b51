package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.RuleId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who asked for a rule. Joined to the policy by the rule's id, so that a rule never knows.
 *
 * @param rule the rule
 * @param rank where its treatment stands among others, as text
 * @param services the Services that own a tuple of the rule, or want the same for it as its owner
 */
public record RuleOrigin(RuleId rule, String rank, SortedSet<ServiceKey> services) {

  /** Copies. */
  public RuleOrigin {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }
}
