package dev.fairway.examples.custombackend;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The checks of a plan before its first write. */
final class AcmePlanCheck {

  private AcmePlanCheck() {}

  /**
   * Refuses a plan that the fabric cannot carry.
   *
   * @throws BackendException naming the rule and what is wrong with it
   */
  static void require(Plan plan, TargetProfile profile, Set<SiteId> sites) {
    for (PlanStep step : plan.steps()) {
      after(step).ifPresent(rule -> requireFeatures(rule, profile));
    }
    plan.after().forEach(rule -> requireSites(rule, sites));
    requireLimits(plan.after(), profile);
  }

  /** Refuses lists that are too long for a site, foreign rules included. */
  static void requireRoom(List<AcmeCandidate> drafts) {
    for (AcmeCandidate draft : drafts) {
      int rules = draft.after().entries().size();
      if (rules > AcmeProfile.RULES_AT_A_SITE) {
        throw new BackendException(
            ErrorKind.UNSUPPORTED,
            "site "
                + draft.before().site()
                + " would hold "
                + rules
                + " rules, other people's included; most "
                + AcmeProfile.RULES_AT_A_SITE);
      }
    }
  }

  private static Optional<PathRule> after(PlanStep step) {
    return step.fold(
        install -> Optional.of(install.after()),
        replace -> Optional.of(replace.after()),
        remove -> Optional.empty());
  }

  // tag::features[]
  private static void requireFeatures(PathRule rule, TargetProfile profile) {
    for (Feature need : RequiredFeatures.of(rule)) {
      if (!profile.has(need)) {
        throw new BackendException(
            ErrorKind.UNSUPPORTED, "rule " + rule.id() + " needs " + need + ", which Acme lacks");
      }
    }
  }

  // end::features[]

  private static void requireSites(PathRule rule, Set<SiteId> sites) {
    if (rule.scope().sites().isEmpty()) {
      throw new BackendException(ErrorKind.REJECTED, "rule " + rule.id() + " names no site");
    }
    for (SiteId site : rule.scope().sites()) {
      if (!sites.contains(site)) {
        throw new BackendException(
            ErrorKind.REJECTED,
            "rule " + rule.id() + " names site " + site + "; known: " + new TreeSet<>(sites));
      }
    }
  }

  private static void requireLimits(List<PathRule> rules, TargetProfile profile) {
    for (Limit limit : Limit.values()) {
      int there =
          switch (limit) {
            case RULES -> rules.size();
            case PREFIXES_PER_SET -> prefixCounts(rules).max(Integer::compare).orElse(0);
            case PREFIXES -> prefixCounts(rules).mapToInt(Integer::intValue).sum();
          };
      int most = profile.limit(limit).orElse(there);
      if (there > most) {
        throw new BackendException(
            ErrorKind.UNSUPPORTED, limit + ": the plan needs " + there + ", most " + most);
      }
    }
  }

  private static Stream<Integer> prefixCounts(List<PathRule> rules) {
    return rules.stream()
        .flatMap(rule -> Stream.of(rule.match().source(), rule.match().destination()))
        .flatMap(Optional::stream)
        .map(PrefixSet::prefixCount);
  }
}
