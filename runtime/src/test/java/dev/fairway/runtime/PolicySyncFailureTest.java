package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicySyncFailureTest {

  private final ScriptedFabric fabric = new ScriptedFabric();
  private final PolicySync sync = PolicySync.with(fabric);
  private final Shop shop =
      new Shop()
          .service("cart", Shop.MPLS, Shop.pods(1, 3))
          .service("search", Shop.BIZ, Shop.pods(11, 13));

  private static Runnable throwing(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  private static Condition programmed(SyncReport report, String service) {
    return report.services().get(Shop.key(service)).programmedCondition();
  }

  @Test
  void run_fabricOutOfReach_isReportedAndWorthRetrying_defectS7() {
    fabric.onObserve =
        throwing(
            BackendException.retryAfter(
                ErrorKind.THROTTLED, "too many requests", Duration.ofSeconds(7)));
    SyncReport report = sync.run(shop.fleet());
    assertTrue(report.worthRetrying());
    assertEquals(Optional.of(Duration.ofSeconds(7)), report.retryAfter());
    SyncFailure failure = report.failure().orElseThrow();
    assertEquals(SyncFailure.Stage.OBSERVE, failure.stage());
    assertEquals("too many requests", failure.message());
    assertEquals("BackendUnreachable", programmed(report, "cart").reason());
    assertEquals(Condition.Status.UNKNOWN, programmed(report, "cart").status());
    fabric.onObserve = () -> {};
    assertTrue(sync.run(shop.fleet()).succeeded(), "the next sync makes up for it");
  }

  @Test
  void run_fabricOutOfReachFromTheStart_keepsWhatWasAccepted() {
    fabric.onInventory = throwing(new BackendException(ErrorKind.UNAVAILABLE, "no answer"));
    Shop read =
        new Shop()
            .service(
                "cart",
                Shop.reading(Optional.of(Shop.BIZ), Optional.of(Shop.MPLS)),
                Shop.pods(1, 3))
            .service(
                "same",
                Shop.reading(Optional.of(Shop.MPLS), Optional.of(Shop.MPLS)),
                Shop.pods(11, 13))
            .quiet("quiet", Shop.pods(21, 23));
    SyncReport report = sync.run(read.fleet());
    assertEquals(2, report.services().size(), "who asks for nothing has no status");
    ServiceStatus changed = report.services().get(Shop.key("cart"));
    assertEquals(Optional.of(Shop.MPLS), changed.accepted());
    assertEquals(Condition.Status.UNKNOWN, changed.acceptedCondition().status());
    ServiceStatus same = report.services().get(Shop.key("same"));
    assertEquals(Condition.Status.TRUE, same.acceptedCondition().status());
    assertTrue(report.planned().isEmpty());
  }

  @Test
  void run_inventoryLostLater_stillHoldsDeclarationsAgainstTheLastOne() {
    sync.run(shop.fleet());
    fabric.onInventory = throwing(new BackendException(ErrorKind.UNAVAILABLE, "no answer"));
    SyncReport report =
        sync.run(
            shop.service(
                    "cart",
                    Shop.reading(
                        Optional.of("ports=every tunnel=mlps fallback=none"),
                        Optional.of(Shop.MPLS)),
                    Shop.pods(1, 3))
                .fleet());
    assertEquals("UnknownTransport", programmed(report, "cart").reason());
    assertEquals("BackendUnreachable", programmed(report, "search").reason());
    assertEquals(
        fabric.rules.size(),
        report.services().values().stream().mapToInt(service -> service.rules().size()).sum());
  }

  @Test
  void run_backendBreaksWhileReading_isInternalWithItsClassAndCause() {
    fabric.onInventory = throwing(new IllegalStateException("password=hunter2"));
    SyncReport report = sync.run(shop.fleet());
    SyncFailure failure = report.failure().orElseThrow();
    assertEquals(ErrorKind.INTERNAL, failure.kind());
    assertEquals(
        "the backend broke in inventory: java.lang.IllegalStateException", failure.message());
    assertFalse(report.allDiagnostics().toString().contains("hunter2"));
    StringWriter printed = new StringWriter();
    failure.cause().orElseThrow().printStackTrace(new PrintWriter(printed));
    assertTrue(
        printed.toString().contains("Caused by: java.lang.IllegalStateException"),
        printed::toString);
    assertTrue(printed.toString().contains(getClass().getName()), "where it broke");
    assertFalse(printed.toString().contains("hunter2"), "a log prints the words of every cause");
  }

  @Test
  void prepare_backendBreaksWithCauses_throwsNoneOfTheirWords() {
    Throwable endless = new IllegalStateException("password=hunter2");
    endless.initCause(new IllegalStateException("token=hunter2", endless));
    fabric.onInventory = throwing(new IllegalStateException("key=hunter2", endless));

    BackendException thrown =
        assertThrows(BackendException.class, () -> sync.prepare(shop.fleet()));

    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains("hunter2"), printed::toString);
  }

  @Test
  void run_backendMissesAClass_isInternal() {
    fabric.onInventory =
        () -> {
          throw new NoClassDefFoundError("com/acme/Client");
        };
    SyncReport report = sync.run(shop.fleet());
    assertEquals(ErrorKind.INTERNAL, report.failure().orElseThrow().kind());
  }

  @Test
  void run_podsReplacedWhileTheFabricWasOutOfReach_areExplainedAfterwards() {
    Shop rolling = new Shop().service("big", Shop.MPLS, Shop.pods(1, 30));
    assertTrue(sync.run(rolling.fleet()).succeeded());
    List<Endpoint> both = new ArrayList<>(Shop.pods(1, 30, new Endpoint.State(false, true, true)));
    both.addAll(Shop.pods(31, 60));
    fabric.onObserve = throwing(new BackendException(ErrorKind.UNAVAILABLE, "no answer"));
    sync.run(rolling.service("big", Shop.MPLS, both).fleet());
    fabric.onObserve = () -> {};

    SyncReport report = sync.run(rolling.service("big", Shop.MPLS, Shop.pods(31, 60)).fleet());

    assertEquals(List.of(), report.holds());
    assertTrue(report.succeeded());
  }

  @Test
  void prepare_fabricOutOfReach_throwsWhatTheBackendSaid() {
    fabric.onObserve = throwing(new BackendException(ErrorKind.UNAUTHORIZED, "who are you"));
    BackendException thrown =
        assertThrows(BackendException.class, () -> sync.prepare(shop.fleet()));
    assertEquals(ErrorKind.UNAUTHORIZED, thrown.kind());
  }

  @Test
  void run_oneStepRefused_leavesTheOthersInForce_defectS2() {
    PlannedSync planned = sync.prepare(shop.fleet());
    List<PathRule> desired = planned.plan().after();
    PathRule cart = ruleAt(desired, "10.1.0.1");
    fabric.trouble =
        step ->
            step.rule().equals(cart.id())
                ? Optional.of(
                    new StepOutcome.Failed(step.rule(), ErrorKind.REJECTED, "list too long"))
                : Optional.empty();
    SyncReport report = sync.run(shop.fleet());
    assertEquals(3, fabric.rules.size());
    assertFalse(report.succeeded());
    assertTrue(report.wrote());
    assertFalse(report.worthRetrying(), "it would be refused again");
    assertEquals("Refused", programmed(report, "cart").reason());
    assertEquals("list too long", programmed(report, "cart").message());
    assertTrue(report.services().get(Shop.key("search")).isProgrammed());
    assertTrue(
        report.diagnostics().stream()
            .anyMatch(
                diagnostic ->
                    diagnostic.code() == DiagnosticCode.BACKEND_REFUSED
                        && diagnostic.subject().name().equals(cart.id().value())));
  }

  private static PathRule ruleAt(List<PathRule> rules, String address) {
    return rules.stream()
        .filter(
            rule ->
                rule.serviceAddresses()
                    .contains(dev.fairway.core.net.IpPrefix.parse(address + "/32")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_answerLost_isUnknownAndLookedAtAgain() {
    fabric.trouble =
        step -> Optional.of(new StepOutcome.Unknown(step.rule(), "the push was not confirmed"));
    SyncReport report = sync.run(shop.fleet());
    assertEquals(Condition.Status.UNKNOWN, programmed(report, "cart").status());
    assertTrue(report.worthRetrying());
    fabric.trouble = step -> Optional.empty();
    assertTrue(sync.run(shop.fleet()).succeeded());
  }

  @Test
  void run_backendForgetsAnOutcome_isInternalAndNothingIsBelieved() {
    fabric.instead =
        Optional.of(
            (plan, real) -> {
              ApplyReport full = real.get();
              return new ApplyReport(full.outcomes().subList(1, 4), new Revision("r"));
            });
    SyncReport report = sync.run(shop.fleet());
    assertEquals(ErrorKind.INTERNAL, report.failure().orElseThrow().kind());
    assertEquals(4, report.outcomes().size());
    assertTrue(
        report.outcomes().stream().allMatch(outcome -> outcome instanceof StepOutcome.Unknown));
    assertTrue(
        report.failure().orElseThrow().message().contains("3 outcomes for 4 steps"),
        report.failure().orElseThrow().message());
  }

  @Test
  void run_backendBreaksWhileWriting_saysThatNobodyKnows() {
    fabric.instead =
        Optional.of(
            (plan, real) -> {
              real.get();
              throw new NullPointerException();
            });
    SyncReport report = sync.run(shop.fleet());
    assertEquals(Condition.Status.UNKNOWN, programmed(report, "cart").status());
    assertTrue(report.wrote());
    fabric.instead = Optional.empty();
    assertTrue(sync.run(shop.fleet()).succeeded(), "the next sync reads what is there");
  }

  @Test
  void run_conflict_saysPendingOnlyOfWhoseRulesShouldChange() {
    sync.run(shop.fleet());
    fabric.instead =
        Optional.of(
            (plan, real) -> {
              throw new BackendException(ErrorKind.CONFLICT, "somebody else is at work");
            });
    SyncReport report = sync.run(shop.service("cart", Shop.MPLS, Shop.pods(1, 4)).fleet());
    assertEquals("Pending", programmed(report, "cart").reason());
    assertTrue(report.services().get(Shop.key("search")).isProgrammed());
    assertTrue(report.worthRetrying());
    assertFalse(report.wrote());
  }

  @Test
  void run_permissionWithdrawnBetweenSteps_beginsNoFurtherWrite_defectS9() {
    WritePermission permission = new WritePermission();
    PolicySync leading = sync.using(SyncOptions.builder().permission(permission).build());
    fabric.beforeWrite =
        () -> {
          if (fabric.writes == 1) {
            permission.withdraw();
          }
        };
    fabric.instead =
        Optional.of(
            (plan, real) -> {
              try {
                return real.get();
              } catch (BackendException abandoned) {
                return new ApplyReport(outcomes(plan.steps(), fabric.writes), plan.basis());
              }
            });
    SyncReport report = leading.run(shop.fleet());
    assertEquals(1, fabric.writes);
    assertTrue(report.wrote());
    permission.grant();
    fabric.beforeWrite = () -> {};
    FleetSnapshot same = shop.fleet();
    assertTrue(leading.run(same).succeeded(), "the next leader goes on from what is there");
    assertEquals(4, fabric.rules.size());
  }

  private static List<StepOutcome> outcomes(List<PlanStep> steps, int applied) {
    return java.util.stream.IntStream.range(0, steps.size())
        .<StepOutcome>mapToObj(
            i ->
                i < applied
                    ? new StepOutcome.Applied(steps.get(i).rule())
                    : new StepOutcome.Skipped(steps.get(i).rule(), "may no longer write"))
        .toList();
  }
}
