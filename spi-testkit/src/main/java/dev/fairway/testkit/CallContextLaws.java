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

  abstract ConformanceFixture bench();

  abstract Duration deadline();

  @Test
  void L06_dryRun_writesNothingAndPromisesWhatTheRealRunDoes() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      List<String> mine = bench.mine();
      long writes = bench.target.writes();

      ApplyAttempt promised =
          ApplyAttempt.of(bench.backend, plan, bench.wan, bench.call().asDryRun());

      bench.assertNoWriteSince(writes);
      assertEquals(mine, bench.mine());
      ApplyAttempt real = bench.tryOut(bench.change());
      real.assertSucceeded();
      assertEquals(real.outcomes(), promised.outcomes());
    }
  }

  @Test
  void L06_dryRunOfAStalePlan_isRefusedAsTheRealRunWouldBe() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan stale = bench.change();
      bench.reach(bench.rules.rule(5));

      ApplyAttempt.of(bench.backend, stale, bench.wan, bench.call().asDryRun())
          .assertRefused(ErrorKind.CONFLICT);
    }
  }

  @Test
  void L06_dryRunOfTooMuch_isRefusedAsTheRealRunWouldBe() {
    try (ConformanceFixture bench = bench()) {
      Optional<SdwanBackend> small = bench.openWith(bench.profile().withLimit(Limit.RULES, 1));
      assumeTrue(small.isPresent(), "the target's claims cannot be made smaller");
      try (SdwanBackend backend = small.get()) {
        Plan plan = bench.planTo(backend, List.of(bench.rules.rule(0), bench.rules.rule(1)));

        ApplyAttempt.of(backend, plan, bench.wan, bench.call().asDryRun())
            .assertRefused(ErrorKind.UNSUPPORTED);
      }
    }
  }

  @Test
  void L07_targetThatNeverAnswers_isGivenUpAtTheDeadline() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      TestCallContext call = endingAfterTheFirstWrite(bench);
      bench.target.fault(Fault.HANG, 1);

      ApplyAttempt attempt =
          bench.inTime(() -> ApplyAttempt.of(bench.backend, plan, bench.wan, call));

      assertFalse(attempt.outcomes().stream().anyMatch(StepOutcome.Applied.class::isInstance));
      attempt.assertTrueOf(bench.observe());
      bench.assertConvergesToChange();
    }
  }

  @Test
  void L07_answerThatCannotBeParsed_endsTheCall() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      TestCallContext call = endingAfterTheFirstWrite(bench);
      bench.target.fault(Fault.GARBAGE, 1);

      ApplyAttempt attempt =
          bench.inTime(() -> ApplyAttempt.of(bench.backend, plan, bench.wan, call));

      attempt.assertTrueOf(bench.observe());
    }
  }

  @Test
  void L07_deadlinePassed_nothingIsWritten() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      long writes = bench.target.writes();

      ApplyAttempt attempt =
          bench.inTime(
              () ->
                  ApplyAttempt.of(
                      bench.backend, plan, bench.wan, TestCallContext.lasting(Duration.ZERO)));

      bench.assertNoWriteSince(writes);
      attempt.assertTrueOf(bench.observe());
    }
  }

  /** The host's clock runs ahead of the wall's, and it is the host's that counts. */
  @Test
  void L07_deadlinePassedDuringAWrite_noFurtherWriteBegins() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      AtomicLong clock = new AtomicLong();
      AtomicInteger begun = new AtomicInteger();
      TestCallContext call = TestCallContext.lasting(Duration.ofHours(1), clock::get);
      bench.target.onWrite(
          () -> {
            begun.incrementAndGet();
            clock.set(Duration.ofHours(2).toNanos());
          });

      ApplyAttempt attempt =
          bench.inTime(() -> ApplyAttempt.of(bench.backend, plan, bench.wan, call));

      assertEquals(1, begun.get(), "writes begun, of which the first used up the time");
      attempt.assertTrueOf(bench.observe());
      bench.assertConvergesToChange();
    }
  }

  @Test
  void L07_interruptedBefore_nothingIsWrittenAndTheFlagIsKept() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      long writes = bench.target.writes();
      AtomicBoolean flag = new AtomicBoolean();

      ApplyAttempt attempt =
          bench.inTime(
              () -> {
                Thread.currentThread().interrupt();
                ApplyAttempt made = ApplyAttempt.of(bench.backend, plan, bench.wan, endless(bench));
                flag.set(Thread.currentThread().isInterrupted());
                return made;
              });

      bench.assertNoWriteSince(writes);
      assertTrue(flag.get(), "the interrupt was swallowed");
      attempt.assertTrueOf(bench.observe());
    }
  }

  @Test
  void L07_interrupt_endsTheCallAndKeepsTheFlag() throws InterruptedException {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<ApplyAttempt> task =
          new FutureTask<>(
              () -> {
                ApplyAttempt attempt =
                    ApplyAttempt.of(bench.backend, plan, bench.wan, endless(bench));
                flag.set(Thread.currentThread().isInterrupted());
                return attempt;
              });
      Thread caller = startAndHang(bench, task);

      caller.interrupt();

      ApplyAttempt attempt = bench.await(task);
      assertTrue(flag.get(), "the interrupt was swallowed");
      attempt.assertTrueOf(bench.observe());
    }
  }

  @Test
  void L13_closedTwice_doesNoHarm() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      List<String> mine = bench.mine();
      SdwanBackend twin = bench.target.open(ConformanceFixture.OWNER);
      long writes = bench.target.writes();

      twin.close();
      twin.close();

      bench.assertNoWriteSince(writes);
      assertEquals(mine, bench.mine(), "another backend goes on");
    }
  }

  @Test
  void L13_closedDuringACall_endsTheCall() throws InterruptedException {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      FutureTask<ApplyAttempt> task =
          new FutureTask<>(() -> ApplyAttempt.of(bench.backend, plan, bench.wan, endless(bench)));
      startAndHang(bench, task);

      bench.backend.close();

      ApplyAttempt attempt = bench.await(task);
      try (SdwanBackend next = bench.target.open(ConformanceFixture.OWNER)) {
        attempt.assertTrueOf(next.observe(bench.wan, bench.call()));
      }
    }
  }

  @Test
  void L13_calledAfterItWasClosed_writesNothing() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      long writes = bench.target.writes();
      bench.backend.close();

      ApplyAttempt attempt = bench.tryOut(plan);

      bench.assertNoWriteSince(writes);
      assertFalse(
          attempt.report().map(ApplyReport::succeeded).orElse(false),
          "nothing was written, and all is said to be well");
    }
  }

  /**
   * A call whose time begins to run at the first write, so that a slow machine does not spoil it.
   */
  private TestCallContext endingAfterTheFirstWrite(ConformanceFixture bench) {
    AtomicLong firstWrite = new AtomicLong(NOT_YET);
    bench.target.onWrite(() -> firstWrite.compareAndSet(NOT_YET, System.nanoTime()));
    return TestCallContext.lasting(
        deadline(), () -> firstWrite.get() == NOT_YET ? 0 : System.nanoTime() - firstWrite.get());
  }

  /** A call whose deadline comes long after the kit has lost its patience. */
  private static TestCallContext endless(ConformanceFixture bench) {
    return TestCallContext.lasting(bench.patience.multipliedBy(100));
  }

  /**
   * Starts the call, and returns once the target has received the write that it will not answer.
   */
  private static Thread startAndHang(ConformanceFixture bench, FutureTask<ApplyAttempt> task)
      throws InterruptedException {
    CountDownLatch received = new CountDownLatch(1);
    bench.target.onWrite(received::countDown);
    bench.target.fault(Fault.HANG, 1);
    Thread caller = bench.start(task);
    assertTrue(
        received.await(bench.patience.toMillis(), TimeUnit.MILLISECONDS),
        "the target received no write");
    return caller;
  }

  @Test
  void L15_permissionNeverGiven_nothingIsWritten() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      long writes = bench.target.writes();

      ApplyAttempt attempt =
          ApplyAttempt.of(bench.backend, plan, bench.wan, bench.call().permittedWhile(() -> false));

      bench.assertNoWriteSince(writes);
      attempt.assertTrueOf(bench.observe());
    }
  }

  /** The permission goes with the first write, then with the second, until all were permitted. */
  @Test
  void L15_permissionWithdrawnAfterAWrite_noFurtherWriteBegins() {
    boolean all = false;
    for (int permitted = 1; !all; permitted++) {
      try (ConformanceFixture bench = bench()) {
        bench.reachStart();
        Plan plan = bench.change();
        AtomicInteger begun = new AtomicInteger();
        bench.target.onWrite(begun::incrementAndGet);
        int most = permitted;

        ApplyAttempt attempt =
            ApplyAttempt.of(
                bench.backend,
                plan,
                bench.wan,
                bench.call().permittedWhile(() -> begun.get() < most));

        assertTrue(begun.get() <= most, begun + " writes where " + most + " were permitted");
        attempt.assertTrueOf(bench.observe());
        all = attempt.report().map(report -> report.succeeded()).orElse(false);
        bench.assertConvergesToChange();
      }
    }
  }

  @Test
  void L15_permission_isAskedBeforeEachWrite() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger unasked = new AtomicInteger();
      TestCallContext call = bench.call();
      bench.target.onWrite(
          () -> {
            if (call.timesAsked() < begun.incrementAndGet()) {
              unasked.incrementAndGet();
            }
          });

      ApplyAttempt.of(bench.backend, plan, bench.wan, call).assertSucceeded();

      assertTrue(begun.get() > 0, "the harness ran nothing at a write");
      assertEquals(0, unasked.get(), "writes without asking, of " + begun);
    }
  }
}
