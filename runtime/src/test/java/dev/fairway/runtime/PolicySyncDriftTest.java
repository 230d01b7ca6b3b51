package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What another writer does to the rules, as syncs find it, say it and put it right. */
class PolicySyncDriftTest {

  private static final String BY_NOBODY = " by another writer, which the fabric does not name";

  private final AtomicLong nanos = new AtomicLong();
  private final ScriptedFabric fabric = new ScriptedFabric();
  private final Shop shop =
      new Shop()
          .service("cart", Shop.MPLS, Shop.pods(1, 3))
          .service("search", Shop.BIZ, Shop.pods(11, 13));
  private PolicySync sync = PolicySync.with(fabric).using(options().build());

  private SyncOptions.Builder options() {
    return SyncOptions.builder().nanoClock(nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private SyncReport run() {
    return sync.run(shop.fleet());
  }

  private void takenAway() {
    fabric.rules = new ArrayList<>();
  }

  /** The rules of one Service are gone. */
  private void takenAwayFrom(String service) {
    SyncReport report = run();
    List<PathRule> left = new ArrayList<>(fabric.rules);
    left.removeIf(rule -> report.services().get(Shop.key(service)).rules().contains(rule.id()));
    fabric.rules = left;
  }

  private void putOff(ErrorKind kind) {
    fabric.instead =
        Optional.of(
            (plan, real) -> {
              throw BackendException.retryAfter(kind, "another user edits", Duration.ofSeconds(20));
            });
  }

  private static Condition programmed(SyncReport report, String service) {
    return report.services().get(Shop.key(service)).programmedCondition();
  }

  private static List<DiagnosticCode> codes(SyncReport report) {
    return report.diagnostics().stream()
        .map(Diagnostic::code)
        .filter(code -> code != DiagnosticCode.NETWORKS_UNDECLARED)
        .toList();
  }

  @Test
  void run_afterRulesWereTakenAway_saysSo_andPutsThemRight() {
    run();
    takenAway();
    SyncReport report = run();
    Drift drift = report.drift().orElseThrow();
    assertEquals(4, drift.missing().size());
    assertEquals(
        "4 rules were taken away on the fabric in segment default" + BY_NOBODY, drift.sentence());
    assertTrue(drift.isNew());
    assertTrue(report.driftRepaired());
    assertEquals("2 rules are in force", programmed(report, "cart").message());
    assertEquals(List.of(), codes(report));
    assertEquals(Optional.empty(), run().drift());
  }

  @Test
  void run_namesTheEditorAndWhatTheTargetHoldsInstead() {
    fabric.observed =
        seen ->
            new ObservedPolicy(
                seen.mine(),
                seen.otherOwners(),
                seen.foreign(),
                seen.revision(),
                seen.mine().isEmpty()
                    ? List.of("policy corporate has no entry of ours")
                    : List.of(),
                List.of(),
                Optional.of("user 'terraform'"));
    run();
    takenAway();
    assertEquals(
        "4 rules were taken away on the fabric in segment default, last edited by user"
            + " 'terraform' (policy corporate has no entry of ours)",
        run().drift().orElseThrow().sentence());
  }

  @Test
  void run_firstOfAProcess_knowsOfNoDrift() {
    assertEquals(Optional.empty(), run().drift());
  }

  @Test
  void run_mendPutOff_keepsTheDriftKnown_untilItIsPutRightOnce() {
    run();
    takenAwayFrom("cart");
    putOff(ErrorKind.CONFLICT);
    SyncReport first = run();
    assertTrue(first.drift().orElseThrow().isNew());
    assertFalse(first.driftRepaired());
    assertEquals(
        new Condition(
            Condition.PROGRAMMED,
            Condition.Status.FALSE,
            "Drifted",
            "2 rules were taken away on the fabric in segment default"
                + BY_NOBODY
                + "; not put right yet: another user edits, tried again in 20s"),
        programmed(first, "cart"));
    assertEquals("2 rules are in force", programmed(first, "search").message());
    assertTrue(codes(first).contains(DiagnosticCode.DRIFTED));
    SyncReport second = run();
    assertFalse(second.drift().orElseThrow().isNew());
    assertEquals("Drifted", programmed(second, "cart").reason());
    fabric.instead = Optional.empty();
    SyncReport third = run();
    assertTrue(third.driftRepaired());
    assertEquals(1, third.drift().orElseThrow().times());
    assertTrue(programmed(third, "cart").status() == Condition.Status.TRUE);
    assertFalse(run().driftRepaired());
  }

  @Test
  void run_frozenOrObserving_keepsTheDriftKnown() {
    run();
    takenAwayFrom("cart");
    sync = sync.using(options().frozen("maintenance").build());
    for (int again = 0; again < 3; again++) {
      SyncReport report = run();
      assertEquals("Drifted", programmed(report, "cart").reason());
      assertTrue(
          programmed(report, "cart").message().endsWith("; " + frozen()),
          programmed(report, "cart").message());
      assertEquals("Programmed", programmed(report, "search").reason());
    }
    sync = sync.using(options().mode(PlanMode.OBSERVE).build());
    assertEquals("Drifted", programmed(run(), "cart").reason());
    sync = sync.using(options().build());
    assertTrue(run().driftRepaired());
  }

  private static String frozen() {
    return "frozen (maintenance): what is there stays as it is";
  }

  @Test
  void run_driftOfAHeldService_doesNotClaimThatTheLastGoodIntentStays() {
    run();
    takenAwayFrom("cart");
    shop.service(
        "cart",
        Shop.reading(Optional.of("ports=every tunnel=mlps fallback=none"), Optional.of(Shop.MPLS)),
        Shop.pods(1, 3));
    putOff(ErrorKind.CONFLICT);
    String message = programmed(run(), "cart").message();
    assertTrue(message.endsWith("; of the last good intent not all is in force"), message);
  }

  @Test
  void run_rulesPutBackByTheOtherWriter_areNotRepairedByUs() {
    run();
    List<PathRule> before = fabric.rules;
    takenAway();
    putOff(ErrorKind.NOT_YET);
    run();
    fabric.rules = before;
    SyncReport report = run();
    assertEquals(Optional.empty(), report.drift());
    assertFalse(report.driftRepaired());
  }

  @Test
  void run_undoneAndPutBackByTheOtherWriter_isCountedWhereverTheClockStarted() {
    pass(Duration.ofDays(3));
    run();
    List<PathRule> before = fabric.rules;
    putOff(ErrorKind.NOT_YET);
    for (int again = 1; again <= 3; again++) {
      takenAway();
      assertEquals(again, run().drift().orElseThrow().times());
      fabric.rules = before;
      run();
      pass(Duration.ofMinutes(5));
    }
  }

  @Test
  void run_withManySentencesOfTheTarget_namesAFew_andEscapesThem() {
    List<String> sentences = List.of("first\nline", "second", "third", "fourth", "fifth");
    fabric.observed =
        seen ->
            new ObservedPolicy(
                seen.mine(),
                seen.otherOwners(),
                seen.foreign(),
                seen.revision(),
                seen.mine().isEmpty() ? sentences : List.of(),
                List.of(),
                Optional.of("user 'ana\u202e'"));
    run();
    takenAway();
    assertEquals(
        "4 rules were taken away on the fabric in segment default, last edited by user"
            + " 'ana\\u202e' (first\\nline; second; third and 2 more)",
        run().drift().orElseThrow().sentence());
  }

  /** Undone, and put right as soon as a sync may: how long after the undoing that was. */
  private Duration undoneAndPutRight() {
    takenAway();
    Duration start = Duration.ofNanos(nanos.get());
    SyncReport report = run();
    while (!report.driftRepaired()) {
      Duration wait = report.mendIn().orElseThrow();
      assertEquals("UndoneByOthers", programmed(report, "cart").reason());
      assertEquals(4, report.planned().orElseThrow().plan().steps().size());
      assertFalse(report.succeeded());
      pass(wait.minusSeconds(1));
      assertTrue(run().mendIn().isPresent(), "a second before");
      pass(Duration.ofSeconds(1));
      report = run();
    }
    return Duration.ofNanos(nanos.get()).minus(start);
  }

  @Test
  void run_undoneAgainAndAgain_isPutRightAtGrowingIntervals() {
    run();
    List<Long> waits = new ArrayList<>();
    for (int again = 0; again < 10; again++) {
      waits.add(undoneAndPutRight().toMinutes());
      pass(Duration.ofMinutes(10));
    }
    assertEquals(List.of(0L, 0L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
  }

  @Test
  void run_anHourWithoutAnUndoing_startsAnew() {
    run();
    for (int again = 0; again < 5; again++) {
      undoneAndPutRight();
    }
    pass(Duration.ofMinutes(59));
    assertEquals(16, undoneAndPutRight().toMinutes());
    pass(Duration.ofMinutes(60));
    assertEquals(0, undoneAndPutRight().toMinutes());
  }

  @Test
  void run_undoneTwiceAnHour_isNotContested() {
    run();
    for (int again = 0; again < 6; again++) {
      assertEquals(0, undoneAndPutRight().toMinutes());
      pass(Duration.ofMinutes(31));
    }
  }

  @Test
  void run_contested_saysWhatToDo() {
    run();
    undoneAndPutRight();
    undoneAndPutRight();
    takenAway();
    SyncReport report = run();
    assertEquals(
        "2 rules were taken away on the fabric in segment default"
            + BY_NOBODY
            + "; undone 3 times in a row: find the user or tool that does it, and let only one of"
            + " both manage what holds these rules; the backend's documentation says how; put"
            + " right in 2m",
        programmed(report, "cart").message());
    assertEquals(List.of(DiagnosticCode.UNDONE_BY_OTHERS), codes(report));
    assertEquals(List.of(), fabric.rules, "nothing is written meanwhile");
  }

  @Test
  void run_contested_doesNotHoldBackAnotherPolicy() {
    run();
    undoneAndPutRight();
    undoneAndPutRight();
    takenAway();
    assertTrue(run().mendIn().isPresent());
    shop.service("wish-list", Shop.MPLS, Shop.pods(21, 23));
    SyncReport report = run();
    assertTrue(report.driftRepaired());
    assertEquals(List.of(), codes(report));
  }
}
