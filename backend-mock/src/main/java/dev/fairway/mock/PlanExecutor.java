package dev.fairway.mock;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.RuleId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The executor of one plan: its writes to the fabric, one after the other, until one fails. */
final class PlanExecutor {

  /** The host's clock may run otherwise than the wall's, so it is asked again this often. */
  private static final Duration SLICE = Duration.ofMillis(10);

  private final MockFabric fabric;
  private final Plan plan;
  private final CallContext call;
  private final CountDownLatch closed;
  private final int stepsAWrite;
  private final IntermediateRules walk;
  private final List<StepOutcome> outcomes = new ArrayList<>();
  private Revision revision;
  private boolean begun;
  private String stopped = "";

  PlanExecutor(
      MockFabric fabric, Plan plan, Commit commit, CallContext call, CountDownLatch closed) {
    this.fabric = fabric;
    this.plan = plan;
    this.call = call;
    this.closed = closed;
    this.stepsAWrite = commit == Commit.WHOLE_PLAN ? plan.steps().size() : 1;
    this.walk = new IntermediateRules(plan);
    this.revision = plan.basis();
  }

  ApplyReport run() {
    while (stopped.isEmpty() && outcomes.size() < plan.steps().size()) {
      try {
        requireMayBegin();
        write(outcomes.size() + stepsAWrite);
      } catch (BackendException refused) {
        if (!begun) {
          throw refused;
        }
        stopped = "not begun: " + refused.getMessage();
      }
    }
    fill(plan.steps().size(), rule -> new StepOutcome.Skipped(rule, stopped));
    return new ApplyReport(outcomes, revision);
  }

  private void requireMayBegin() {
    if (Thread.currentThread().isInterrupted()) {
      throw new BackendException(ErrorKind.UNAVAILABLE, "the call was interrupted");
    }
    if (outOfTime() || closed.getCount() == 0) {
      throw new BackendException(
          ErrorKind.UNAVAILABLE, "the deadline passed, or the backend was closed");
    }
    call.checkMayWrite();
  }

  private void write(int until) {
    WriteResponse response =
        fabric.write(plan.owner(), call.writer(), revision, walk, outcomes.size(), until);
    if (!begun && !response.begun()) {
      throw response.failure().orElseThrow();
    }
    begun = true;
    if (!waited(response.after())) {
      unknown(until, "the fabric has not answered");
      return;
    }
    if (response.begun()) {
      revision = response.revision();
      fill(response.done(), StepOutcome.Applied::new);
    }
    response.failure().ifPresent(this::failed);
    response.unknown().ifPresent(why -> unknown(until, why));
  }

  private void failed(BackendException failure) {
    String message = String.valueOf(failure.getMessage());
    if (outcomes.size() < plan.steps().size()) {
      RuleId rule = plan.steps().get(outcomes.size()).rule();
      outcomes.add(new StepOutcome.Failed(rule, failure.kind(), message));
    }
    stopped = "a step before it failed: " + message;
  }

  private void unknown(int until, String why) {
    fill(until, rule -> new StepOutcome.Unknown(rule, why));
    stopped = "a step before it is unknown: " + why;
  }

  private void fill(int until, Function<RuleId, StepOutcome> outcome) {
    for (PlanStep step : plan.steps().subList(outcomes.size(), Math.max(outcomes.size(), until))) {
      outcomes.add(outcome.apply(step.rule()));
    }
  }

  /** Waits for an answer; false where the call has to end before it comes. */
  private boolean waited(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        long slice = Math.min(SLICE.toNanos(), end - System.nanoTime());
        if (outOfTime() || closed.await(slice, TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean outOfTime() {
    Duration remaining = call.remaining();
    return remaining.isZero() || remaining.isNegative();
  }
}
