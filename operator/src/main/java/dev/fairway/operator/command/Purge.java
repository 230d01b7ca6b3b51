package dev.fairway.operator.command;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything of one owner, about to be taken away.
 *
 * @param backend where
 * @param wan the inventory that the plan is made with
 * @param plan what removes its rules
 * @param observed what is there
 * @param container what else would go and has to be named, where there is such a thing
 */
record Purge(
    SdwanBackend backend,
    WanSnapshot wan,
    Plan plan,
    ObservedPolicy observed,
    Optional<String> container) {

  /** A controller may take minutes to bring a change to every edge. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * Looks, and plans.
   *
   * @throws BackendException where the fabric cannot be asked
   */
  static Purge of(SdwanBackend backend, OwnerId owner) {
    WanSnapshot wan = backend.inventory(call());
    ObservedPolicy observed = backend.observe(wan, call());
    Plan plan = Planner.plan(owner, DesiredPolicy.EMPTY, observed, PlanMode.SYNC);
    return new Purge(backend, wan, plan, observed, backend.purgeConfirmation(wan, call()));
  }

  /** True where nothing is there that could be taken away. */
  boolean isNothing() {
    return plan.isEmpty() && observed.unfinished().isEmpty() && container.isEmpty();
  }

  /** What a person has to say. */
  String word() {
    return container.orElse(plan.owner().value());
  }

  /**
   * Takes it away.
   *
   * @throws BackendException where nothing was written
   */
  ApplyReport carryOut() {
    return backend.purge(plan, wan, call());
  }

  private static CallContext call() {
    return new DeadlineCallContext(
        LONGEST, System::nanoTime, false, "purge", new WritePermission());
  }
}
