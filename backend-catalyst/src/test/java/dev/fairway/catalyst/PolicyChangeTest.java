package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.simulator.CallCounts;
import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.simulator.model.PushOutcome;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The change transaction over HTTPS, with failing pushes and interfering users. */
class PolicyChangeTest {

  private static final PathRule A = SyncSteps.rule("a", 1);
  private static final PathRule B = SyncSteps.rule("b", 2);
  private static final PathRule A_ELSEWHERE = SyncSteps.rule("a", 7);

  private final BackendFixture fixture = BackendFixture.attach();

  @AfterEach
  void close() {
    fixture.close();
  }

  private ApplyReport apply(SdwanBackend backend, List<PathRule> desired) {
    return backend.apply(
        SyncSteps.plan(fixture, backend, desired),
        SyncSteps.wan(fixture, backend),
        SyncSteps.call(fixture));
  }

  private List<PathRule> mine() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      return backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)).mine();
    }
  }

  private static void assertAll(ApplyReport report, Predicate<StepOutcome> fits) {
    assertTrue(report.outcomes().stream().allMatch(fits), report.outcomes()::toString);
  }

  private static Predicate<StepOutcome> failed(ErrorKind kind) {
    return outcome -> outcome instanceof StepOutcome.Failed failed && failed.kind() == kind;
  }

  @Test
  void apply_ofOneChangedList_asksLittleAndPushesOnceByTemplates() {
    SyncSteps.reach(fixture, List.of(A, B));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of(A_ELSEWHERE, B));
      long mark = fixture.simulator.requests().mark();

      assertTrue(
          backend
              .apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());

      List<LoggedCall> calls = fixture.simulator.requests().since(mark);
      CallCounts counts = fixture.simulator.requests().countsSince(mark);
      long polls = calls.stream().filter(call -> call.path().contains("status/push_")).count();
      assertTrue(counts.requests() - polls <= 16, calls::toString);
      assertEquals(1, counts.pushes(), calls::toString);
      assertTrue(calls.stream().noneMatch(call -> call.path().contains("activate")));
    }
  }

  @Test
  void apply_refusedByAllControllers_putsBackAndDoesNotTryAgain() {
    SyncSteps.reach(fixture, List.of(A));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      fixture.model.nextPush(PushOutcome.failure("no room for another sequence"));

      assertAll(apply(backend, List.of(A, B)), failed(ErrorKind.REJECTED));

      assertEquals(List.of(A), mine());
      long writes = fixture.watched.writes();
      BackendException again =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A, B)));
      assertEquals(ErrorKind.REJECTED, again.kind());
      assertTrue(String.valueOf(again.getMessage()).contains("no room"), again::getMessage);
      assertEquals(writes, fixture.watched.writes());
      assertTrue(apply(backend, List.of(A_ELSEWHERE)).succeeded(), "another plan is tried");
    }
  }

  @Test
  void apply_whoseAssemblyIsRefusedByTheValidation_putsTheAssemblyBack() {
    String before = fixture.admin.everything();
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      fixture.model.nextPush(PushOutcome.validationFailure("Overlapping apply-policy site-list"));

      ApplyReport report = apply(backend, List.of(A));

      assertAll(report, failed(ErrorKind.REJECTED));
      assertTrue(report.outcomes().toString().contains("Overlapping"), report::toString);
      assertEquals(before, fixture.admin.everything());
      assertEquals(0, fixture.admin.containers().size());
    }
  }

  @Test
  void apply_skippedOnce_pushesAgain() {
    SyncSteps.reach(fixture, List.of(A));
    fixture.model.nextPush(PushOutcome.skipped());

    SyncSteps.reach(fixture, List.of(A, B));

    assertEquals(List.of(A, B), mine());
  }

  @Test
  void apply_skippedEachTime_putsBackAndIsAConflict() {
    SyncSteps.reach(fixture, List.of(A));
    fixture.model.nextPush(PushOutcome.skipped());
    fixture.model.nextPush(PushOutcome.skipped());
    fixture.model.nextPush(PushOutcome.skipped());
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertAll(apply(backend, List.of(A, B)), failed(ErrorKind.CONFLICT));
    }
    assertEquals(List.of(A), mine());
  }

  @Test
  void apply_whileSomebodyEdits_isAConflictAndStaysAwayForAWhile() {
    SyncSteps.reach(fixture, List.of(A));
    String container = fixture.admin.containers().values().iterator().next();
    ObjectNode theirs = fixture.admin.definition(container);
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of(A, B));
      fixture.admin.ask("PUT", AdminActions.DATA + "/" + container, Optional.of(theirs));

      BackendException held =
          assertThrows(
              BackendException.class,
              () -> backend.apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)));
      assertEquals(ErrorKind.CONFLICT, held.kind());

      BackendException early =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A, B)));
      assertEquals(ErrorKind.CONFLICT, early.kind());
      assertTrue(early.retryAfter().isPresent());
      fixture.time.clock.advance(Duration.ofMinutes(11));
      assertTrue(apply(backend, List.of(A, B)).succeeded(), "their lease ran out");
    }
  }

  @Test
  void apply_whoseEditExpiredBeforeThePush_editsOnceMore() {
    SyncSteps.reach(fixture, List.of(A));
    fixture
        .simulator
        .faultInjector()
        .next("GET", "/template/device", SimulatedFault.slow(Duration.ofMinutes(11)));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of(A, B));

      ApplyReport report =
          backend.apply(
              plan,
              SyncSteps.wan(fixture, backend),
              TestCallContext.lasting(Duration.ofHours(1), () -> fixture.time.now().toNanos()));

      assertTrue(report.succeeded(), report.outcomes()::toString);
    }
    assertEquals(List.of(A, B), mine());
  }

  @Test
  void apply_soonAfterAPush_isAskedToComeLater() {
    fixture.pace = PushTiming.USUAL;
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A)).succeeded());
      long writes = fixture.watched.writes();

      BackendException early =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A, B)));

      assertEquals(ErrorKind.NOT_YET, early.kind());
      assertEquals(writes, fixture.watched.writes());
      fixture.time.clock.advance(early.retryAfter().orElseThrow());
      assertTrue(apply(backend, List.of(A, B)).succeeded());
    }
  }

  @Test
  void apply_whileAnotherOwnerChangesSomething_isAConflictUntilItsTimeIsOver() {
    SyncSteps.reach(fixture, List.of(A));
    fixture.admin.ask(
        "POST",
        AdminActions.LISTS + "/dataprefix",
        Optional.of(
            WireJson.tree(
                new ChangeLock(
                        "",
                        new OwnerId("shop-us"),
                        fixture.time.instant().plusSeconds(60),
                        PushMethod.TEMPLATES,
                        "0123456789ab")
                    .list())));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      BackendException busy =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A, B)));
      assertEquals(ErrorKind.CONFLICT, busy.kind());
      assertTrue(String.valueOf(busy.getMessage()).contains("shop-us"), busy::getMessage);

      fixture.time.clock.advance(Duration.ofSeconds(61));

      assertTrue(apply(backend, List.of(A, B)).succeeded());
    }
  }

  @Test
  void purge_besidePeoplesPolicy_leavesNothingOfFairwayAndAllOfTheirs() {
    String before = fixture.admin.everything();
    SyncSteps.reach(fixture, List.of(A, B));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertEquals(
          Optional.empty(),
          backend.purgeConfirmation(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)));

      Plan plan = SyncSteps.plan(fixture, backend, List.of());
      assertTrue(
          backend
              .purge(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());
    }
    assertEquals(before, fixture.admin.everything());
    assertNothingOfFairway(fixture);
    assertEquals(0, fixture.model.deactivations());
  }

  @Test
  void purge_ofAPolicyThatSomebodyCopied_takesItOutOfTheCopyToo() {
    SyncSteps.reach(fixture, List.of(A));
    ObjectNode copy = fixture.admin.active();
    copy.remove("policyId");
    copy.put("policyName", "copy").put("isPolicyActivated", false);
    fixture.admin.ask("POST", AdminActions.POLICIES, Optional.of(copy));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of());
      assertTrue(
          backend
              .purge(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());
    }
    assertNothingOfFairway(fixture);
  }

  @Test
  void purge_ofAnOwnPolicy_deactivatesItOnceAndDeletesIt() {
    try (BackendFixture own = BackendFixture.own()) {
      SyncSteps.reach(own, List.of(A));
      try (SdwanBackend backend = own.open(SyncSteps.OWNER)) {
        assertEquals(
            Optional.of("fairway"),
            backend.purgeConfirmation(SyncSteps.wan(own, backend), SyncSteps.call(own)));

        Plan plan = SyncSteps.plan(own, backend, List.of());
        assertTrue(
            backend.purge(plan, SyncSteps.wan(own, backend), SyncSteps.call(own)).succeeded());
      }
      assertNothingOfFairway(own);
      assertEquals(List.of(), own.admin.all(AdminActions.POLICIES));
      assertEquals(1, own.model.deactivations());
    }
  }

  private static void assertNothingOfFairway(BackendFixture fixture) {
    assertEquals(0, fixture.admin.containers().size());
    assertTrue(
        fixture.admin.all(AdminActions.LISTS).stream()
            .noneMatch(list -> list.path("name").asText().matches("(fw-|fairway).*")),
        () -> fixture.admin.all(AdminActions.LISTS).toString());
  }
}
