package dev.fairway.testkit;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The effects of a plan's nth write on packets, as steps of the plan. Thread-safe. */
final class WriteEffects {

  private final ConformanceFixture fixture;
  private final Plan plan;
  private final List<PlanStep> pending = new CopyOnWriteArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();

  /** Watches from now on. */
  WriteEffects(ConformanceFixture fixture, Plan plan, int nthWrite) {
    this.fixture = fixture;
    this.plan = plan;
    fixture.target.onWrite(
        () -> {
          if (writes.incrementAndGet() == nthWrite) {
            plan.steps().stream().filter(step -> !inEffect(step)).forEach(pending::add);
          }
        });
  }

  /** The steps that were not in effect when that write arrived, and are now. */
  List<PlanStep> ofTheWrite() {
    return plan.steps().stream().filter(pending::contains).filter(this::inEffect).toList();
  }

  private boolean inEffect(PlanStep step) {
    return step.fold(
        install -> meets(install.after(), Optional.of(install.after().treatment())),
        replace ->
            meets(
                replace.after().withMatch(gained(replace)),
                Optional.of(replace.after().treatment())),
        remove -> meets(remove.before(), Optional.empty()));
  }

  private static TrafficMatch gained(PlanStep.Replace replace) {
    return replace.after().match().toBuilder().destination(replace.added()).build();
  }

  private boolean meets(PathRule rule, Optional<Treatment> expected) {
    Flow flow = fixture.rules.flow(rule);
    return fixture.target.inForce(flow).equals(expected);
  }
}
