package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Limit;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** That the backend does as the host says: dry run, deadline, interrupt, permission, close. */
abstract class CallContextLaws {

  private static final long NOT_YET = Long.MIN_VALUE;

  abstract ConformanceFixture fixture();

  abstract Duration deadline();

  @Test
  void L06_dryRun_writesNothingAndPromisesWhatTheRealRunDoes() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      List<String> mine = fixture.mine();
      long writes = fixture.target.writes();

      ApplyAttempt promised =
          ApplyAttempt.of(fixture.backend, plan, fixture.wan, fixture.call().asDryRun());

      fixture.assertNoWriteSince(writes);
      assertEquals(mine, fixture.mine());
      ApplyAttempt real = fixture.tryOut(fixture.change());
      real.assertSucceeded();
      assertEquals(real.outcomes(), promised.outcomes());
    }
  }

  @Test
  void L06_dryRunOfAStalePlan_isRefusedAsTheRealRunWouldBe() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan stale = fixture.change();
      fixture.reach(fixture.rules.rule(5));

      ApplyAttempt.of(fixture.backend, stale, fixture.wan, fixture.call().asDryRun())
          .assertRefused(ErrorKind.CONFLICT);
    }
  }

  @Test
  void L06_dryRunOfTooMuch_isRefusedAsTheRealRunWouldBe() {
    try (ConformanceFixture fixture = fixture()) {
      Optional<SdwanBackend> small = fixture.openWith(fixture.profile().withLimit(Limit.RULES, 1));
      assumeTrue(small.isPresent(), "the target's claims cannot be made smaller");
      try (SdwanBackend backend = small.get()) {
        Plan plan = fixture.planTo(backend, List.of(fixture.rules.rule(0), fixture.rules.rule(1)));

        ApplyAttempt.of(backend, plan, fixture.wan, fixture.call().asDryRun())
            .assertRefused(ErrorKind.UNSUPPORTED);
      }
    }
  }

  @Test
  void L07_targetThatNeverAnswers_isGivenUpAtTheDeadline() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      TestCallContext call = endingAfterTheFirstWrite(fixture);
      fixture.target.fault(Fault.HANG, 1);

      ApplyAttempt attempt =
          fixture.inTime(() -> ApplyAttempt.of(fixture.backend, plan, fixture.wan, call));

      assertFalse(attempt.outcomes().stream().anyMatch(StepOutcome.Applied.class::isInstance));
      attempt.assertTrueOf(fixture.observe());
      fixture.assertConvergesToChange();
    }
  }

  @Test
  void L07_answerThatCannotBeParsed_endsTheCall() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      TestCallContext call = endingAfterTheFirstWrite(fixture);
      fixture.target.fault(Fault.GARBAGE, 1);

      ApplyAttempt attempt =
          fixture.inTime(() -> ApplyAttempt.of(fixture.backend, plan, fixture.wan, call));

      attempt.assertTrueOf(fixture.observe());
    }
  }

  @Test
  void L07_deadlinePassed_nothingIsWritten() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      long writes = fixture.target.writes();

      ApplyAttempt attempt =
          fixture.inTime(
              () ->
                  ApplyAttempt.of(
                      fixture.backend, plan, fixture.wan, TestCallContext.lasting(Duration.ZERO)));

      fixture.assertNoWriteSince(writes);
      attempt.assertTrueOf(fixture.observe());
    }
  }

  /** The host's clock runs ahead of the wall's, and it is the host's that counts. */
  @Test
  void L07_deadlinePassedDuringAWrite_noFurtherWriteBegins() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      AtomicLong clock = new AtomicLong();
      AtomicInteger begun = new AtomicInteger();
      TestCallContext call = TestCallContext.lasting(Duration.ofHours(1), clock::get);
      fixture.target.onWrite(
          () -> {
            begun.incrementAndGet();
            clock.set(Duration.ofHours(2).toNanos());
          });

      ApplyAttempt attempt =
          fixture.inTime(() -> ApplyAttempt.of(fixture.backend, plan, fixture.wan, call));

      assertEquals(1, begun.get(), "writes begun, of which the first used up the time");
      attempt.assertTrueOf(fixture.observe());
      fixture.assertConvergesToChange();
    }
  }

  @Test
  void L07_interruptedBefore_nothingIsWrittenAndTheFlagIsKept() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      long writes = fixture.target.writes();
      AtomicBoolean flag = new AtomicBoolean();

      ApplyAttempt attempt =
          fixture.inTime(
              () -> {
                Thread.currentThread().interrupt();
                ApplyAttempt made =
                    ApplyAttempt.of(fixture.backend, plan, fixture.wan, endless(fixture));
                flag.set(Thread.currentThread().isInterrupted());
                return made;
              });

      fixture.assertNoWriteSince(writes);
      assertTrue(flag.get(), "the interrupt was swallowed");
      attempt.assertTrueOf(fixture.observe());
    }
  }

  @Test
  void L07_interrupt_endsTheCallAndKeepsTheFlag() throws InterruptedException {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<ApplyAttempt> task =
          new FutureTask<>(
              () -> {
                ApplyAttempt attempt =
                    ApplyAttempt.of(fixture.backend, plan, fixture.wan, endless(fixture));
                flag.set(Thread.currentThread().isInterrupted());
                return attempt;
              });
      Thread caller = startAndHang(fixture, task);

      caller.interrupt();

      ApplyAttempt attempt = fixture.await(task);
      assertTrue(flag.get(), "the interrupt was swallowed");
      attempt.assertTrueOf(fixture.observe());
    }
  }

  @Test
  void L13_closedTwice_doesNoHarm() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      List<String> mine = fixture.mine();
      SdwanBackend twin = fixture.target.open(ConformanceFixture.OWNER);
      long writes = fixture.target.writes();

      twin.close();
      twin.close();

      fixture.assertNoWriteSince(writes);
      assertEquals(mine, fixture.mine(), "another backend goes on");
    }
  }

  @Test
  void L13_closedDuringACall_endsTheCall() throws InterruptedException {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      FutureTask<ApplyAttempt> task =
          new FutureTask<>(
              () -> ApplyAttempt.of(fixture.backend, plan, fixture.wan, endless(fixture)));
      startAndHang(fixture, task);

      fixture.backend.close();

      ApplyAttempt attempt = fixture.await(task);
      try (SdwanBackend next = fixture.target.open(ConformanceFixture.OWNER)) {
        attempt.assertTrueOf(next.observe(fixture.wan, fixture.call()));
      }
    }
  }

  @Test
  void L13_calledAfterItWasClosed_writesNothing() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      long writes = fixture.target.writes();
      fixture.backend.close();

      ApplyAttempt attempt = fixture.tryOut(plan);

      fixture.assertNoWriteSince(writes);
      assertFalse(
          attempt.report().map(ApplyReport::succeeded).orElse(false),
          "nothing was written, and all is said to be well");
    }
  }

  /**
   * A call whose time begins to run at the first write, so that a slow machine does not spoil it.
   */
  private TestCallContext endingAfterTheFirstWrite(ConformanceFixture fixture) {
    AtomicLong firstWrite = new AtomicLong(NOT_YET);
    fixture.target.onWrite(() -> firstWrite.compareAndSet(NOT_YET, System.nanoTime()));
    return TestCallContext.lasting(
        deadline(), () -> firstWrite.get() == NOT_YET ? 0 : System.nanoTime() - firstWrite.get());
  }

  /** A call whose deadline comes long after the kit has lost its patience. */
  private static TestCallContext endless(ConformanceFixture fixture) {
    return TestCallContext.lasting(fixture.patience.multipliedBy(100));
  }

  /**
   * Starts the call, and returns once the target has received the write that it will not answer.
   */
  private static Thread startAndHang(ConformanceFixture fixture, FutureTask<ApplyAttempt> task)
      throws InterruptedException {
    CountDownLatch received = new CountDownLatch(1);
    fixture.target.onWrite(received::countDown);
    fixture.target.fault(Fault.HANG, 1);
    Thread caller = fixture.start(task);
    assertTrue(
        received.await(fixture.patience.toMillis(), TimeUnit.MILLISECONDS),
        "the target received no write");
    return caller;
  }

  @Test
  void L15_permissionNeverGiven_nothingIsWritten() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      long writes = fixture.target.writes();

      ApplyAttempt attempt =
          ApplyAttempt.of(
              fixture.backend, plan, fixture.wan, fixture.call().permittedWhile(() -> false));

      fixture.assertNoWriteSince(writes);
      attempt.assertTrueOf(fixture.observe());
    }
  }

  /** The permission goes with the first write, then with the second, until all were permitted. */
  @Test
  void L15_permissionWithdrawnAfterAWrite_noFurtherWriteBegins() {
    boolean all = false;
    for (int permitted = 1; !all; permitted++) {
      try (ConformanceFixture fixture = fixture()) {
        fixture.reachStart();
        Plan plan = fixture.change();
        AtomicInteger begun = new AtomicInteger();
        fixture.target.onWrite(begun::incrementAndGet);
        int most = permitted;

        ApplyAttempt attempt =
            ApplyAttempt.of(
                fixture.backend,
                plan,
                fixture.wan,
                fixture.call().permittedWhile(() -> begun.get() < most));

        assertTrue(begun.get() <= most, begun + " writes where " + most + " were permitted");
        attempt.assertTrueOf(fixture.observe());
        all = attempt.report().map(report -> report.succeeded()).orElse(false);
        fixture.assertConvergesToChange();
      }
    }
  }

  @Test
  void L15_permission_isAskedBeforeEachWrite() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger unasked = new AtomicInteger();
      TestCallContext call = fixture.call();
      fixture.target.onWrite(
          () -> {
            if (call.timesAsked() < begun.incrementAndGet()) {
              unasked.incrementAndGet();
            }
          });

      ApplyAttempt.of(fixture.backend, plan, fixture.wan, call).assertSucceeded();

      assertTrue(begun.get() > 0, "the harness ran nothing at a write");
      assertEquals(0, unasked.get(), "writes without asking, of " + begun);
    }
  }
}
