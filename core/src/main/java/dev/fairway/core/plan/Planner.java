package dev.fairway.core.plan;

import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.PlanStep.Install;
import dev.fairway.core.plan.PlanStep.Remove;
import dev.fairway.core.plan.PlanStep.Replace;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The planner: compares the desired policy with the observed one. Pure, stateless and thread-safe;
 * O(r log r + p) in rules and prefixes.
 */
public final class Planner {

  private Planner() {}

  /**
   * The plan that leads from what is observed to what is desired, as far as the mode lets it.
   *
   * @param owner whose rules are meant
   * @param desired what shall be there
   * @param observed what is there
   * @param mode how far the plan may go
   */
  public static Plan plan(
      OwnerId owner, DesiredPolicy desired, ObservedPolicy observed, PlanMode mode) {
    List<PathRule> before = observed.mine();
    List<PathRule> after = after(desired.rules(), before, mode);
    return new Plan(owner, observed.revision(), before, after, steps(before, after));
  }

  private static List<PathRule> after(
      List<PathRule> desired, List<PathRule> before, PlanMode mode) {
    return switch (mode) {
      case SYNC -> desired;
      case UPSERT_ONLY -> keeping(desired, before);
      case CREATE_ONLY -> keeping(before, desired);
      case OBSERVE -> before;
    };
  }

  /**
   * The first rules as they are and in their order and, right behind the rule that it follows in
   * the second list, each rule that is only there.
   */
  private static List<PathRule> keeping(List<PathRule> first, List<PathRule> second) {
    Set<RuleId> known = byId(first).keySet();
    List<PathRule> leading = new ArrayList<>();
    Map<RuleId, List<PathRule>> following = new HashMap<>();
    List<PathRule> run = leading;
    for (PathRule rule : second) {
      if (known.contains(rule.id())) {
        run = following.computeIfAbsent(rule.id(), id -> new ArrayList<>());
      } else {
        run.add(rule);
      }
    }
    List<PathRule> kept = new ArrayList<>(leading);
    for (PathRule rule : first) {
      kept.add(rule);
      kept.addAll(following.getOrDefault(rule.id(), List.of()));
    }
    return kept;
  }

  private static List<PlanStep> steps(List<PathRule> before, List<PathRule> after) {
    Map<RuleId, PathRule> there = byId(before);
    Set<RuleId> moved = moved(before, after);
    List<PlanStep> widen = new ArrayList<>();
    List<PlanStep> change = new ArrayList<>();
    List<PlanStep> narrow = new ArrayList<>();
    for (PathRule rule : after) {
      PathRule old = there.get(rule.id());
      if (old == null) {
        widen.add(new Install(rule));
      } else if (!old.equals(rule) || moved.contains(rule.id())) {
        Replace step = new Replace(old, rule);
        kind(step, widen, change, narrow).add(step);
      }
    }
    Set<RuleId> staying = byId(after).keySet();
    for (PathRule rule : before) {
      if (!staying.contains(rule.id())) {
        narrow.add(new Remove(rule));
      }
    }
    List<PlanStep> steps = new ArrayList<>(widen);
    steps.addAll(change);
    steps.addAll(narrow);
    return steps;
  }

  private static List<PlanStep> kind(
      Replace step, List<PlanStep> widen, List<PlanStep> change, List<PlanStep> narrow) {
    boolean addressesOnly =
        step.before().withMatch(step.after().match()).equals(step.after()) && !step.movesOnly();
    boolean added = !step.added().isEmpty();
    boolean removed = !step.removed().isEmpty();
    if (addressesOnly && added && !removed) {
      return widen;
    }
    return addressesOnly && removed && !added ? narrow : change;
  }

  /**
   * The fewest rules that must change places for the others to be in order. A packet lives in one
   * segment, so the order between rules of two segments means nothing.
   */
  private static Set<RuleId> moved(List<PathRule> before, List<PathRule> after) {
    Set<RuleId> moved = new HashSet<>();
    after.stream()
        .map(rule -> rule.scope().segment())
        .distinct()
        .forEach(segment -> moved.addAll(movedWithin(of(segment, before), of(segment, after))));
    return moved;
  }

  private static List<PathRule> of(Segment segment, List<PathRule> rules) {
    return rules.stream().filter(rule -> rule.scope().segment().equals(segment)).toList();
  }

  private static Set<RuleId> movedWithin(List<PathRule> before, List<PathRule> after) {
    Map<RuleId, Integer> oldPlace = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      oldPlace.put(before.get(i).id(), i);
    }
    List<RuleId> common = after.stream().map(PathRule::id).filter(oldPlace::containsKey).toList();
    Set<RuleId> moved = new HashSet<>(common);
    longestAscending(common.stream().mapToInt(oldPlace::get).toArray())
        .forEach(place -> moved.remove(before.get(place).id()));
    return moved;
  }

  /** A longest ascending subsequence, by patience sorting. O(n log n). */
  private static List<Integer> longestAscending(int[] values) {
    int[] tails = new int[values.length];
    int[] previous = new int[values.length];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[tails[middle]] < values[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    List<Integer> longest = new ArrayList<>(length);
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
      longest.add(values[i]);
    }
    return longest;
  }

  private static Map<RuleId, PathRule> byId(List<PathRule> rules) {
    Map<RuleId, PathRule> byId = new LinkedHashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return byId;
  }
}
