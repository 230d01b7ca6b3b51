package dev.fairway.runtime;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A fabric of one owner in memory. What goes wrong is scripted by tests. */
public final class ScriptedFabric implements SdwanBackend {

  List<PathRule> rules = new ArrayList<>();
  TargetProfile profile = TargetProfile.unlimited(Commit.PER_STEP);
  int inventories;
  int applies;
  int writes;
  final List<String> correlationIds = new ArrayList<>();
  UnaryOperator<ObservedPolicy> observed = seen -> seen;
  Runnable onInventory = () -> {};
  Runnable onObserve = () -> {};
  Runnable beforeWrite = () -> {};

  /** Says of a step that it goes wrong, and how. */
  Function<PlanStep, Optional<StepOutcome>> trouble = step -> Optional.empty();

  /** Stands in for the whole of apply. */
  Optional<BiFunction<Plan, Supplier<ApplyReport>, ApplyReport>> instead = Optional.empty();

  @Override
  public WanSnapshot inventory(CallContext call) {
    inventories++;
    onInventory.run();
    correlationIds.add(call.correlationId());
    return new WanSnapshot(Shop.wan(), profile, Duration.ZERO, List.of());
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    onObserve.run();
    correlationIds.add(call.correlationId());
    return observed.apply(new ObservedPolicy(rules, List.of(), List.of(), revision()));
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    applies++;
    correlationIds.add(call.correlationId());
    return instead.isPresent()
        ? instead.get().apply(plan, () -> carryOut(plan, call))
        : carryOut(plan, call);
  }

  private ApplyReport carryOut(Plan plan, CallContext call) {
    if (!plan.basis().equals(revision())) {
      throw new BackendException(ErrorKind.CONFLICT, "the fabric changed since it was observed");
    }
    List<StepOutcome> outcomes = new ArrayList<>();
    for (PlanStep step : plan.steps()) {
      Optional<StepOutcome> wrong = trouble.apply(step);
      if (wrong.isEmpty() && !call.dryRun()) {
        beforeWrite.run();
        call.checkMayWrite();
        write(step);
      }
      outcomes.add(wrong.orElseGet(() -> new StepOutcome.Applied(step.rule())));
    }
    return new ApplyReport(outcomes, revision());
  }

  private void write(PlanStep step) {
    writes++;
    RuleId id = step.rule();
    rules = new ArrayList<>(rules.stream().filter(rule -> !rule.id().equals(id)).toList());
    step.fold(
        install -> rules.add(install.after()),
        replace -> rules.add(replace.after()),
        remove -> false);
  }

  private Revision revision() {
    return new Revision(new DesiredPolicy(rules).digest().hex());
  }

  @Override
  public void close() {}
}
