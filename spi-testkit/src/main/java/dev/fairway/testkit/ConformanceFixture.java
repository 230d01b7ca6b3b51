package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The fixture of one conformance test: a fresh target and a backend on it. */
final class ConformanceFixture implements AutoCloseable {

  static final OwnerId OWNER = new OwnerId("kit-one");
  static final OwnerId OTHER_OWNER = new OwnerId("kit-two");

  final BackendHarness target;
  final SdwanBackend backend;
  final SampleRules rules;
  final WanSnapshot wan;
  final Duration patience;

  ConformanceFixture(BackendHarness target, Duration patience) {
    this.target = target;
    this.patience = patience;
    this.backend = target.open(OWNER);
    this.wan = backend.inventory(call());
    this.rules = new SampleRules(OWNER, wan);
  }

  TargetProfile profile() {
    return wan.profile();
  }

  WordRules words() {
    return rules.words();
  }

  /** True where the rule needs nothing that the target lacks. */
  boolean supports(PathRule rule) {
    return profile().features().containsAll(RequiredFeatures.of(rule));
  }

  /** A call that may write and has more time than it needs. */
  TestCallContext call() {
    return TestCallContext.lasting(patience);
  }

  ObservedPolicy observe() {
    return backend.observe(wan, call());
  }

  boolean isAt(SdwanBackend asked, Revision since) {
    return asked.isAt(since, wan, call());
  }

  List<String> mine() {
    return ApplyAttempt.canonical(observe().mine());
  }

  Plan planTo(PathRule... desired) {
    return planTo(backend, List.of(desired));
  }

  Plan planTo(SdwanBackend through, List<PathRule> desired) {
    ObservedPolicy observed = through.observe(wan, call());
    OwnerId owner = desired.isEmpty() ? OWNER : desired.get(0).owner();
    return Planner.plan(owner, new DesiredPolicy(desired), observed, PlanMode.SYNC);
  }

  ApplyAttempt tryOut(Plan plan) {
    return ApplyAttempt.of(backend, plan, wan, call());
  }

  /** Observes, plans, applies; the target must then be as desired. */
  void reach(PathRule... desired) {
    tryOut(planTo(desired)).assertSucceeded();
    assertEquals(
        ApplyAttempt.canonical(List.of(desired)), mine(), "what was applied is what is observed");
  }

  /** The rules that {@link #change()} starts from. */
  void reachStart() {
    reach(rules.rule(0), rules.rule(1), rules.rule(2));
  }

  /** A plan from there that installs, replaces and removes one rule each. */
  Plan change() {
    return planTo(changed());
  }

  PathRule[] changed() {
    return new PathRule[] {rules.rule(0, "192.0.2.0", "192.0.2.100"), rules.rule(2), rules.rule(3)};
  }

  /** Observes, plans and applies once more, after whatever happened; the change must be there. */
  void assertConvergesToChange() {
    reach(changed());
  }

  void assertNoWriteSince(long writes) {
    assertEquals(writes, target.writes(), "the target received a write");
  }

  /** Packets meet exactly what these rules say, in this order, at the edges of each too. */
  void assertInForceExactly(PathRule... all) {
    DesiredPolicy policy = new DesiredPolicy(List.of(all));
    for (PathRule rule : all) {
      for (Flow probe : rules.probes(rule)) {
        Optional<?> expected = rules.decide(policy, probe).map(PathRule::treatment);
        assertEquals(expected, target.inForce(probe), rule.canonical() + " for " + probe);
      }
    }
  }

  /**
   * Runs the work on a thread of its own, and fails where it has not ended when patience has: a
   * call that waits for ever must fail a test, not hang it.
   */
  <T> T inTime(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    start(task);
    return await(task);
  }

  Thread start(FutureTask<?> task) {
    Thread thread = new Thread(task, "kit-call");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  <T> T await(FutureTask<T> task) {
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return fail("the call has not ended after " + patience);
    } catch (ExecutionException failed) {
      return fail("the call ended with " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return fail("the kit was interrupted");
    }
  }

  /** So many as wanted, or as few as the target holds by all of these limits. */
  int roomFor(int wanted, Limit... limits) {
    int room = wanted;
    for (Limit limit : limits) {
      room = Math.min(room, profile().limit(limit).orElse(wanted));
    }
    return room;
  }

  /** Opens a backend that claims less, where the vendor offers that. */
  Optional<SdwanBackend> openWith(TargetProfile less) {
    return target.openWith(OWNER, less);
  }

  static void assertNothingWasWritten(ApplyAttempt attempt, long writesSeen) {
    attempt
        .refusal()
        .ifPresent(
            refused ->
                assertTrue(
                    writesSeen <= 1,
                    "refused after write number " + writesSeen + " had begun: " + refused));
  }

  @Override
  public void close() {
    try {
      backend.close();
    } catch (BackendException ended) {
      fail("close threw", ended);
    } finally {
      target.close();
    }
  }
}
