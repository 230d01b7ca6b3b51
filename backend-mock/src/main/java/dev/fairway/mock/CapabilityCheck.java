package dev.fairway.mock;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The check whether a target with a profile can hold a plan's result. Pure. */
final class CapabilityCheck {

  private CapabilityCheck() {}

  /** Throws {@link ErrorKind#UNSUPPORTED} with the first thing that it cannot hold. */
  static void require(Plan plan, TargetProfile profile) {
    int total = 0;
    requireAtMost(profile, Limit.RULES, plan.after().size(), "the plan", "rules");
    for (PathRule rule : plan.after()) {
      requireFeatures(rule, profile);
      for (PrefixSet set : sets(rule)) {
        requireAtMost(
            profile,
            Limit.PREFIXES_PER_SET,
            set.prefixCount(),
            "rule " + rule.id(),
            "prefixes in one set");
        total += set.prefixCount();
      }
    }
    requireAtMost(profile, Limit.PREFIXES, total, "the plan", "prefixes");
  }

  private static List<PrefixSet> sets(PathRule rule) {
    return Stream.concat(rule.match().source().stream(), rule.match().destination().stream())
        .toList();
  }

  private static void requireFeatures(PathRule rule, TargetProfile profile) {
    List<Feature> missing = new ArrayList<>(RequiredFeatures.of(rule));
    missing.removeIf(profile::has);
    if (!missing.isEmpty()) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          "rule " + rule.id() + " needs what this target cannot do: " + missing);
    }
  }

  private static void requireAtMost(
      TargetProfile profile, Limit limit, int count, String holder, String what) {
    int most = profile.limit(limit).orElse(Integer.MAX_VALUE);
    if (count > most) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          holder + " has " + count + " " + what + ", and this target holds " + most);
    }
  }
}
