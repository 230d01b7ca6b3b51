package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A backend that passes every call on to a lawful one; what extends it breaks one law. */
class DelegatingBackend implements SdwanBackend {

  final SdwanBackend lawful;
  final MockFabric fabric;

  DelegatingBackend(SdwanBackend lawful, MockFabric fabric) {
    this.lawful = lawful;
    this.fabric = fabric;
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    return lawful.inventory(call);
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    return lawful.observe(wan, call);
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return lawful.isAt(since, wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    return lawful.apply(plan, wan, call);
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
    return lawful.tracePath(flow, call);
  }

  @Override
  public void close() {
    lawful.close();
  }

  /** The plan from the same beginning to another end. */
  static Plan planned(Plan plan, List<PathRule> after) {
    ObservedPolicy before = new ObservedPolicy(plan.before(), List.of(), List.of(), plan.basis());
    return Planner.plan(plan.owner(), new DesiredPolicy(after), before, PlanMode.SYNC);
  }

  /** A report that says the same of every step. */
  static ApplyReport saying(Plan plan, Function<PlanStep, StepOutcome> outcome) {
    List<StepOutcome> outcomes = plan.steps().stream().map(outcome).toList();
    return new ApplyReport(outcomes, plan.basis());
  }

  /** What was said of a part of the plan; of the rest, that all is well. */
  static ApplyReport completed(Plan plan, ApplyReport part) {
    Map<RuleId, StepOutcome> said = new HashMap<>();
    part.outcomes().forEach(outcome -> said.put(outcome.rule(), outcome));
    ApplyReport all =
        saying(plan, step -> said.getOrDefault(step.rule(), new StepOutcome.Applied(step.rule())));
    return new ApplyReport(all.outcomes(), part.revision());
  }

  static ApplyReport allIsWell(Plan plan) {
    return saying(plan, step -> new StepOutcome.Applied(step.rule()));
  }
}
