package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PolicySyncTest {

  private final ScriptedFabric fabric = new ScriptedFabric();
  private final PolicySync sync = PolicySync.with(fabric);

  private static FleetSnapshot oneService() {
    return new Shop().service("cart", Shop.MPLS, Shop.pods(1, 3)).fleet();
  }

  private static SyncOptions.Builder options() {
    return SyncOptions.builder().safety(SafetySettings.OFF);
  }

  @Test
  void run_oneService_putsItsRulesOnTheFabric() {
    SyncReport report = sync.run(oneService());
    assertTrue(report.succeeded());
    assertEquals(
        report.planned().orElseThrow().plan().after(), fabric.rules, "what was planned is there");
    assertEquals(2, fabric.rules.size(), "towards the Service, and back");
    ServiceStatus status = report.services().get(Shop.key("cart"));
    assertTrue(status.isProgrammed());
    assertEquals("2 rules are in force", status.programmedCondition().message());
    assertEquals(fabric.rules.stream().map(PathRule::id).sorted().toList(), status.rules());
  }

  @Test
  void run_again_writesNothingAndDoesNotEvenCall_defectS16() {
    sync.run(oneService());
    int writes = fabric.writes;
    PolicySync afterRestart = PolicySync.with(fabric);
    SyncReport report = afterRestart.run(oneService());
    assertTrue(report.planned().orElseThrow().plan().isEmpty());
    assertEquals(writes, fabric.writes);
    assertEquals(1, fabric.applies, "an empty plan is not sent");
    assertTrue(report.services().get(Shop.key("cart")).isProgrammed());
  }

  @Test
  void run_podEventThatChangesNoAddress_writesNothing_defectS18() {
    sync.run(oneService());
    Endpoint.State draining = new Endpoint.State(false, true, true);
    SyncReport report =
        sync.run(new Shop().service("cart", Shop.MPLS, Shop.pods(1, 3, draining)).fleet());
    assertFalse(report.wrote());
    assertEquals(1, fabric.applies);
  }

  @Test
  void run_podEvent_leavesOtherRulesWhereTheyAre_defectS17() {
    Shop before =
        new Shop()
            .service("cart", Shop.MPLS, Shop.pods(1, 3))
            .service("search", Shop.BIZ, Shop.pods(11, 13));
    sync.run(before.fleet());
    SyncReport report = sync.run(before.service("cart", Shop.MPLS, Shop.pods(1, 4)).fleet());
    List<PlanStep> steps = report.planned().orElseThrow().plan().steps();
    assertEquals(2, steps.size());
    assertTrue(
        steps.stream()
            .allMatch(
                step ->
                    step.fold(
                        install -> false,
                        replace -> !replace.added().isEmpty() && replace.removed().isEmpty(),
                        remove -> false)));
  }

  @Test
  void run_serviceDeletedWhileNobodyWatched_takesItsRulesAway_defectS15() {
    Shop before =
        new Shop()
            .service("cart", Shop.MPLS, Shop.pods(1, 3))
            .service("search", Shop.BIZ, Shop.pods(11, 13));
    sync.run(before.fleet());
    SyncReport report = PolicySync.with(fabric).using(options().build()).run(oneService());
    assertTrue(report.succeeded());
    assertEquals(2, fabric.rules.size());
    assertTrue(
        fabric.rules.stream()
            .noneMatch(rule -> rule.serviceAddresses().contains(IpPrefix.parse("10.1.0.11/32"))));
  }

  @Test
  void run_clusterNotReadWhole_leavesItsRulesAndSaysStale() {
    sync.run(oneService());
    for (Completeness read : List.of(Completeness.STALE, Completeness.NEVER_READ)) {
      SyncReport report =
          sync.run(
              new Shop().service("cart", Shop.MPLS, Shop.pods(1, 1)).completeness(read).fleet());
      assertEquals(2, fabric.writes, "only the first sync wrote");
      assertTrue(report.planned().orElseThrow().plan().isEmpty());
      assertFalse(report.succeeded());
      Condition programmed = report.services().get(Shop.key("cart")).programmedCondition();
      assertEquals("Stale", programmed.reason());
      assertEquals(Condition.Status.UNKNOWN, programmed.status());
      assertTrue(
          report.diagnostics().stream()
              .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.CLUSTER_STALE));
    }
  }

  @Test
  void run_clusterNeverReadAtStart_doesNotTakeItForAnEmptyOne() {
    sync.run(oneService());
    SyncReport report =
        PolicySync.with(fabric).run(new Shop().completeness(Completeness.NEVER_READ).fleet());
    assertEquals(2, fabric.rules.size());
    assertEquals(List.of(), report.holds(), "there is nothing to hold");
  }

  @Test
  void prepare_readsAndPlansButWritesNothing() {
    PlannedSync planned = sync.prepare(oneService());
    assertEquals(2, planned.plan().steps().size());
    assertEquals(0, fabric.applies);
    assertEquals(Shop.MPLS, planned.accepted().get(Shop.key("cart")).message());
    assertTrue(sync.apply(planned).succeeded());
    assertEquals(2, fabric.writes);
  }

  @Test
  void run_dryRun_asksTheBackendAndWritesNothing_defectS30() {
    SyncReport report = sync.using(options().dryRun(true).build()).run(oneService());
    assertEquals(1, fabric.applies, "the backend itself goes through the plan");
    assertEquals(0, fabric.writes);
    assertEquals(2, report.outcomes().size());
    assertFalse(report.wrote());
    ServiceStatus status = report.services().get(Shop.key("cart"));
    assertEquals("Pending", status.programmedCondition().reason());
    assertEquals(List.of(), status.rules());
  }

  @Test
  void run_observeMode_saysWhatItLeaves() {
    SyncReport report = sync.using(options().mode(PlanMode.OBSERVE).build()).run(oneService());
    assertEquals(0, fabric.applies);
    Condition programmed = report.services().get(Shop.key("cart")).programmedCondition();
    assertEquals("Pending", programmed.reason());
    assertTrue(programmed.message().contains("observe"));
  }

  @Test
  void run_frozen_writesNothingAndNamesTheReason() {
    sync.run(oneService());
    SyncReport report =
        sync.using(options().frozen("audit until Friday").build())
            .run(
                new Shop()
                    .service("cart", Shop.MPLS, Shop.pods(1, 3))
                    .service("search", Shop.BIZ, Shop.pods(11, 13))
                    .fleet());
    assertEquals(1, fabric.applies);
    Condition programmed = report.services().get(Shop.key("search")).programmedCondition();
    assertEquals("Pending", programmed.reason());
    assertEquals("frozen (audit until Friday): what is there stays as it is", programmed.message());
    assertTrue(report.services().get(Shop.key("cart")).isProgrammed());
  }

  @Test
  void run_scopes_boundRulesOnSourcesAsTold() {
    ScopeSource listed =
        ScopeSource.listed(
            Map.of(Segment.DEFAULT, DualStackPrefixSet.of(List.of(IpPrefix.parse("10.9.0.0/16")))));
    assertEquals(Optional.of("10.1.0.0/16,10.2.0.0/16"), replyScope(ScopeSource.fabric()));
    assertEquals(Optional.empty(), replyScope(ScopeSource.any()));
    assertTrue(replyScope(listed).orElseThrow().contains("10.9.0.0/16"));
  }

  private Optional<String> replyScope(ScopeSource scope) {
    return sync.using(options().scope(scope).build()).prepare(oneService()).plan().after().stream()
        .filter(rule -> rule.direction() == Direction.FROM_SERVICE)
        .findFirst()
        .orElseThrow()
        .match()
        .destination()
        .map(Object::toString);
  }

  @Test
  void run_inventoryInterval_asksAgainOnlyWhenItHasPassed() {
    AtomicLong clock = new AtomicLong();
    PolicySync rarely =
        sync.using(
            options().nanoClock(clock::get).inventoryInterval(Duration.ofSeconds(60)).build());
    rarely.run(oneService());
    clock.addAndGet(Duration.ofSeconds(59).toNanos());
    SyncReport report = rarely.run(oneService());
    assertEquals(1, fabric.inventories);
    assertEquals(Duration.ofSeconds(59), report.planned().orElseThrow().wan().age());
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    rarely.run(oneService());
    assertEquals(2, fabric.inventories);
  }

  @Test
  void inventory_beforeASync_isReadOnce() {
    PolicySync rarely = sync.using(options().inventoryInterval(Duration.ofDays(1)).build());
    WanInventory inventory = rarely.inventory().inventory();
    assertEquals(inventory, rarely.prepare(oneService()).wan().inventory());
    assertEquals(1, fabric.inventories);
  }

  @Test
  void refreshInventory_tellsWhetherRulesMayComeOutOtherwise() {
    PolicySync rarely = sync.using(options().inventoryInterval(Duration.ofDays(1)).build());
    assertFalse(rarely.refreshInventory(), "there was none to compare it with");
    assertFalse(rarely.refreshInventory());
    fabric.profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
    assertTrue(rarely.refreshInventory());
    assertEquals(3, fabric.inventories, "however young the last one was");
    assertEquals(
        Commit.WHOLE_PLAN,
        rarely.run(oneService()).planned().orElseThrow().wan().profile().commit());
    assertEquals(3, fabric.inventories, "the sync takes the one that was read");
  }

  @Test
  void refreshInventory_fabricOutOfReach_throwsAndKeepsTheLastOne() {
    PolicySync rarely = sync.using(options().inventoryInterval(Duration.ofDays(1)).build());
    rarely.run(oneService());
    fabric.onInventory =
        () -> {
          throw new BackendException(ErrorKind.UNAVAILABLE, "no answer");
        };
    assertEquals(
        ErrorKind.UNAVAILABLE,
        assertThrows(BackendException.class, rarely::refreshInventory).kind());
    assertTrue(rarely.run(oneService()).succeeded());
  }

  @Test
  void using_goesOnCountingSyncs() {
    String first = sync.run(oneService()).correlationId();
    String second = sync.using(options().build()).run(oneService()).correlationId();
    assertEquals(first.replaceFirst("-1$", "-2"), second);
  }

  @Test
  void run_oneCorrelationIdForASync_anotherForTheNext() {
    SyncReport first = sync.run(oneService());
    SyncReport second = sync.run(oneService());
    assertEquals(
        List.of(
            first.correlationId(),
            first.correlationId(),
            first.correlationId(),
            second.correlationId(),
            second.correlationId()),
        fabric.correlationIds);
    assertFalse(first.correlationId().equals(second.correlationId()));
  }

  @Test
  void run_fleetThatDoesNotTellTheOwner_isAMistakeOfTheCaller() {
    PolicySync other = sync.using(options().owner(new OwnerId("shop-us")).build());
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> other.run(oneService()));
    assertTrue(thrown.getMessage().contains("shop-us"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("shop-eu"), thrown.getMessage());
  }
}
