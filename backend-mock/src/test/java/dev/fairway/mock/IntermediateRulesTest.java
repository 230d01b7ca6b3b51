package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntermediateRulesTest {

  private static final OwnerId OWNER = new OwnerId("shop");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void after_allSteps_isWhatThePlanSaysWhateverMovedAndChanged(long seed) {
    Plan plan = randomPlan(new Random(seed));
    IntermediateRules walk = new IntermediateRules(plan);

    for (int step = 0; step < plan.steps().size(); step++) {
      assertKeepsOrderOfRulesWithoutStep(plan, walk.after(step));
    }

    assertEquals(plan.after(), walk.after(plan.steps().size()));
  }

  /** The end of the walk itself, not what the plan says of it: one step more that does nothing. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  void after_eachStepAlone_leadsToTheEnd(long seed) {
    Plan plan = randomPlan(new Random(seed));
    List<PlanStep> longer = new ArrayList<>(plan.steps());
    longer.add(new PlanStep.Remove(Fabrics.rule(OWNER, 99, "192.0.2.99")));
    Plan withOneMore = new Plan(OWNER, plan.basis(), plan.before(), plan.after(), longer);

    assertEquals(plan.after(), new IntermediateRules(withOneMore).after(plan.steps().size()));
  }

  private static void assertKeepsOrderOfRulesWithoutStep(Plan plan, List<PathRule> now) {
    Set<RuleId> changing = new HashSet<>();
    plan.steps().forEach(step -> changing.add(step.rule()));
    List<PathRule> staying =
        plan.after().stream().filter(rule -> !changing.contains(rule.id())).toList();
    assertEquals(staying, now.stream().filter(rule -> !changing.contains(rule.id())).toList());
  }

  private static Plan randomPlan(Random random) {
    List<PathRule> before = randomRules(random);
    List<PathRule> after = randomRules(random);
    ObservedPolicy observed = new ObservedPolicy(before, List.of(), List.of(), new Revision("v0"));
    return Planner.plan(OWNER, new DesiredPolicy(after), observed, PlanMode.SYNC);
  }

  private static List<PathRule> randomRules(Random random) {
    List<PathRule> rules = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      if (random.nextInt(4) > 0) {
        rules.add(Fabrics.rule(OWNER, number, "192.0.2." + (10 * number + random.nextInt(2))));
      }
    }
    if (random.nextBoolean()) {
      Collections.shuffle(rules, random);
    } else if (rules.size() > 2) {
      rules.add(rules.remove(0));
    }
    return rules;
  }
}
