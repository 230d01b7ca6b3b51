package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy, as an ordered list of rules: the first that takes a packet decides. What no rule takes
 * is left alone. No two rules have the same id. Immutable.
 *
 * @param rules the rules, in their order
 */
public record DesiredPolicy(List<PathRule> rules) {

  /** The policy that leaves every packet alone. */
  public static final DesiredPolicy EMPTY = new DesiredPolicy(List.of());

  /** Copies; refuses two rules with one id. */
  public DesiredPolicy {
    rules = List.copyOf(rules);
    Set<RuleId> ids = new HashSet<>();
    for (PathRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules with the id " + rule.id());
      }
    }
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static DesiredPolicy parse(String text) {
    List<PathRule> rules = new ArrayList<>();
    text.lines().map(PathRule::parse).forEach(rules::add);
    return new DesiredPolicy(rules);
  }

  /**
   * The rule that takes a packet that enters the WAN at the site, if one does: a rule is in force
   * only at the sites of its scope. O(rules x log prefixes); allocates one Optional.
   */
  public Optional<PathRule> decide(Flow flow, SiteId site) {
    for (PathRule rule : rules) {
      if (rule.takes(flow, site)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** The rule of that id. */
  public Optional<PathRule> rule(RuleId id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** A tree over the digests of the rules, in their order. */
  public Digest digest() {
    return Digest.ofChildren(rules.stream().map(PathRule::digest).toList());
  }

  /** One line a rule: the same for equal policies, and {@link #parse} reads it back. */
  public String canonical() {
    return rules.stream().map(rule -> rule.canonical() + "\n").collect(Collectors.joining());
  }
}
