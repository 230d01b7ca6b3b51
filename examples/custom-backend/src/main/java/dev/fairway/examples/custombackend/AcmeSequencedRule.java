package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.wan.SiteId;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A rule, and the number of its place in the owner's whole list.
 *
 * @param rule the rule
 * @param sequence see {@link AcmeSequenceNumbers}
 */
record AcmeSequencedRule(PathRule rule, long sequence) {

  /** The same at other sites. */
  AcmeSequencedRule at(SortedSet<SiteId> sites) {
    return new AcmeSequencedRule(rule.withSites(sites), sequence);
  }

  /** The same at no site: equal for rules of several sites that differ in their site only. */
  AcmeSequencedRule anywhere() {
    return at(new TreeSet<>());
  }

  /** The same under another id. */
  AcmeSequencedRule called(RuleId id) {
    return new AcmeSequencedRule(
        new PathRule(
            id,
            rule.owner(),
            rule.scope(),
            rule.direction(),
            rule.peers(),
            rule.match(),
            rule.treatment()),
        sequence);
  }
}
