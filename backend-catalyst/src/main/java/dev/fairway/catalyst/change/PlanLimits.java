package dev.fairway.catalyst.change;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;
import java.util.stream.Stream;

/** The limits of a plan: more rules, prefixes or sites than the fabric holds are refused. */
final class PlanLimits {

  private PlanLimits() {}

  /**
   * Checks the rules that the plan ends with.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED}
   */
  static void require(Plan plan, TargetProfile profile) {
    atMost(profile, Limit.RULES, plan.after().size(), "the plan", "rules");
    int total = 0;
    Optional<Scope> first = plan.after().stream().map(PathRule::scope).findFirst();
    for (PathRule rule : plan.after()) {
      for (PrefixSet set : sets(rule).toList()) {
        int size = set.prefixes().size();
        atMost(profile, Limit.PREFIXES_PER_SET, size, "rule " + rule.id(), "prefixes in one set");
        total += size;
      }
      sameSites(rule, first.orElseThrow());
    }
    atMost(profile, Limit.PREFIXES, total, "the plan", "prefixes");
  }

  private static Stream<PrefixSet> sets(PathRule rule) {
    return Stream.concat(rule.match().source().stream(), rule.match().destination().stream());
  }

  private static void sameSites(PathRule rule, Scope first) {
    if (!rule.scope().sites().equals(first.sites())) {
      throw unsupported(
          "rule %s is for the sites %s, and a rule of segment '%s' is for %s: all rules share one list of sites"
              .formatted(rule.id(), rule.scope().sites(), first.segment(), first.sites()));
    }
    if (rule.scope().sites().isEmpty()) {
      throw unsupported("rule " + rule.id() + " is for no site");
    }
  }

  private static void atMost(
      TargetProfile profile, Limit limit, int count, String subject, String what) {
    int most = profile.limit(limit).orElse(Integer.MAX_VALUE);
    if (count > most) {
      throw unsupported(
          subject + " has " + count + " " + what + ", and this fabric is trusted with " + most);
    }
  }

  private static BackendException unsupported(String why) {
    return new BackendException(ErrorKind.UNSUPPORTED, why);
  }
}
