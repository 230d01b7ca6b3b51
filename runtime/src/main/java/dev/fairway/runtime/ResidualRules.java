package dev.fairway.runtime;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that may still be on the fabric although no Service asks for them any more, or not in
 * that place: because a step failed or was not begun, or because the mode leaves them there. They
 * take packets of other Services too. Empty after a sync that applied all.
 */
final class ResidualRules {

  private final Map<RuleId, Integer> before;
  private final Map<RuleId, Integer> after;
  private final Map<RuleId, Integer> desired;
  private final Set<RuleId> done;
  private final boolean inOrder;
  private final List<ResidualRule> residual = new ArrayList<>();

  /**
   * A rule, or the part of it that no Service asks for.
   *
   * @param displaced true where all of it is asked for, but perhaps behind others
   */
  private record ResidualRule(PathRule rule, boolean displaced) {}

  /**
   * The residual rules of a plan.
   *
   * @param policy what is asked for
   * @param done the rules whose step is confirmed
   */
  ResidualRules(Plan plan, DesiredPolicy policy, Set<RuleId> done) {
    this.before = places(plan.before());
    this.after = places(plan.after());
    this.desired = places(policy.rules());
    this.done = done;
    this.inOrder = common(plan.before(), desired).equals(common(policy.rules(), before));
    for (PathRule old : plan.before()) {
      Integer kept = after.get(old.id());
      if (!done.contains(old.id())) {
        add(old, policy);
      } else if (kept != null) {
        add(plan.after().get(kept), policy);
      }
    }
  }

  private static Map<RuleId, Integer> places(List<PathRule> rules) {
    Map<RuleId, Integer> places = new HashMap<>();
    rules.forEach(rule -> places.put(rule.id(), places.size()));
    return places;
  }

  private static List<RuleId> common(List<PathRule> rules, Map<RuleId, ?> others) {
    return rules.stream().map(PathRule::id).filter(others::containsKey).toList();
  }

  private void add(PathRule there, DesiredPolicy policy) {
    Integer place = desired.get(there.id());
    if (place == null) {
      residual.add(new ResidualRule(there, false));
      return;
    }
    PathRule wanted = policy.rules().get(place);
    if (!inOrder && !done.contains(there.id())) {
      residual.add(new ResidualRule(there, true));
    }
    PrefixSet surplus = surplus(there, wanted);
    if (!there.withMatch(wanted.match()).equals(wanted) || !sameButForService(there, wanted)) {
      residual.add(new ResidualRule(there, false));
    } else if (!surplus.isEmpty()) {
      residual.add(new ResidualRule(there.withServiceAddresses(surplus), false));
    }
  }

  private static PrefixSet surplus(PathRule there, PathRule wanted) {
    PrefixSet all = there.serviceAddresses();
    return all.family() == wanted.serviceAddresses().family()
        ? all.minus(wanted.serviceAddresses())
        : all;
  }

  private static boolean sameButForService(PathRule there, PathRule wanted) {
    return there.match().family() == wanted.match().family()
        && there.direction() == wanted.direction()
        && there.withServiceAddresses(wanted.serviceAddresses()).match().equals(wanted.match());
  }

  /** The residual rules that treat packets of a desired rule otherwise than that rule does. */
  List<RuleId> over(PathRule own) {
    List<RuleId> over = new ArrayList<>();
    for (ResidualRule left : residual) {
      PathRule rule = left.rule;
      boolean otherwise =
          !rule.treatment().equals(own.treatment())
              && rule.scope().segment().equals(own.scope().segment())
              && isAhead(left, own)
              && rule.match().overlaps(own.match());
      if (otherwise) {
        over.add(rule.id());
      }
    }
    return over;
  }

  private boolean isAhead(ResidualRule left, PathRule own) {
    RuleId rule = left.rule.id();
    if (left.displaced
        && desired.getOrDefault(rule, 0) < desired.getOrDefault(own.id(), Integer.MAX_VALUE)) {
      return false;
    }
    if (!done.contains(own.id()) && before.containsKey(own.id()) && before.containsKey(rule)) {
      return before.getOrDefault(rule, 0) < before.getOrDefault(own.id(), 0);
    }
    if (inOrder && after.containsKey(rule) && after.containsKey(own.id())) {
      return after.getOrDefault(rule, 0) < after.getOrDefault(own.id(), 0);
    }
    return true;
  }
}
