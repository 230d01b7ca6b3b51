package dev.fairway.core.translate;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The execution of the steps of a plan on its {@code before}, as by a target without other state: a
 * rule that is installed or replaced goes right behind the rule that precedes it in {@code after}.
 */
final class StepsOnBefore {

  private StepsOnBefore() {}

  static List<PathRule> carryOut(Plan plan) {
    Map<RuleId, PathRule> rules = new LinkedHashMap<>();
    plan.before().forEach(rule -> rules.put(rule.id(), rule));
    List<RuleId> touched = new ArrayList<>();
    for (PlanStep step : plan.steps()) {
      step.fold(
          install -> rules.put(install.rule(), install.after()),
          replace -> rules.put(replace.rule(), replace.after()),
          remove -> rules.remove(remove.rule()));
      touched.add(step.rule());
    }
    List<RuleId> order =
        new ArrayList<>(rules.keySet().stream().filter(id -> !touched.contains(id)).toList());
    RuleId previous = null;
    for (PathRule rule : plan.after()) {
      if (touched.contains(rule.id())) {
        order.add(previous == null ? 0 : order.indexOf(previous) + 1, rule.id());
      }
      previous = rule.id();
    }
    return order.stream().map(rules::get).toList();
  }
}
