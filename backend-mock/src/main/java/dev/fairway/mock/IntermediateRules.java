package dev.fairway.mock;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules on the way from a plan's {@code before} to its {@code after}, one step after the other.
 * Only forwards. Not thread-safe.
 *
 * <p>Rules that are in their final order relative to each other are settled. A step puts its rule
 * right behind the settled rule that precedes it in {@code after}, so what is settled stays in
 * order, and when every step is done all of it is.
 */
final class IntermediateRules {

  private final Plan plan;
  private final List<PathRule> rules;
  private final Map<RuleId, Integer> place = new HashMap<>();
  private final TreeMap<Integer, RuleId> settled = new TreeMap<>();
  private int done;

  IntermediateRules(Plan plan) {
    this.plan = plan;
    this.rules = new ArrayList<>(plan.before());
    for (int i = 0; i < plan.after().size(); i++) {
      place.put(plan.after().get(i).id(), i);
    }
    settleWhatStays();
  }

  /** The rules after so many steps, counted from the plan's first; not fewer than asked before. */
  List<PathRule> after(int steps) {
    if (steps == plan.steps().size()) {
      return plan.after();
    }
    while (done < steps) {
      carryOut(plan.steps().get(done));
      done++;
    }
    return List.copyOf(rules);
  }

  private void carryOut(PlanStep step) {
    rules.removeIf(rule -> rule.id().equals(step.rule()));
    Integer to = place.get(step.rule());
    if (to == null) {
      return;
    }
    Map.Entry<Integer, RuleId> previous = settled.lowerEntry(to);
    int behind = previous == null ? 0 : indexOf(previous.getValue()) + 1;
    rules.add(behind, plan.after().get(to));
    settled.put(to, step.rule());
  }

  private int indexOf(RuleId id) {
    int index = 0;
    while (!rules.get(index).id().equals(id)) {
      index++;
    }
    return index;
  }

  /** First the rules without a step, then those with one that are in order beside them. */
  private void settleWhatStays() {
    Map<RuleId, PlanStep> steps = new HashMap<>();
    plan.steps().forEach(step -> steps.put(step.rule(), step));
    Map<RuleId, Integer> before = new HashMap<>();
    for (int i = 0; i < plan.before().size(); i++) {
      before.put(plan.before().get(i).id(), i);
    }
    for (boolean withStep : new boolean[] {false, true}) {
      for (PathRule rule : plan.before()) {
        Integer to = place.get(rule.id());
        if (to != null && steps.containsKey(rule.id()) == withStep && fits(to, rule, before)) {
          settled.put(to, rule.id());
        }
      }
    }
  }

  private boolean fits(int to, PathRule rule, Map<RuleId, Integer> before) {
    Map.Entry<Integer, RuleId> lower = settled.lowerEntry(to);
    Map.Entry<Integer, RuleId> higher = settled.higherEntry(to);
    int from = before.getOrDefault(rule.id(), 0);
    return (lower == null || before.getOrDefault(lower.getValue(), 0) < from)
        && (higher == null || from < before.getOrDefault(higher.getValue(), 0));
  }
}
