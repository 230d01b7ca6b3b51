package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MockFabricTest {

  private static final FabricSpec SPEC = Fabrics.twoSites(Commit.WHOLE_PLAN);
  private static final WanSnapshot WAN =
      new WanSnapshot(SPEC.inventory(), SPEC.profile(), Duration.ZERO, List.of());

  private static final OwnerId OWNER = new OwnerId("shop");
  private static final OwnerId ELDER = new OwnerId("bank");
  private static final Flow TO_MADRID = Fabrics.flow("10.1.0.5", "10.2.0.5");
  private static final Treatment PUBLIC_OR_ANY = Treatment.steer(Fallback.ANY, Fabrics.PUBLIC);

  private final MockFabric fabric = new MockFabric(Fabrics.twoSites(Commit.WHOLE_PLAN));
  private final SdwanBackend backend = fabric.backend(OWNER);

  @Test
  void forward_noRule_isAnyPath() {
    assertEquals(PacketPath.any(), fabric.forward(TO_MADRID));
  }

  @Test
  void forward_oneSite_isLocalWhateverTheRules() {
    reach(rule(0, Treatment.steer(Fallback.NONE, Fabrics.MPLS), "10.1.0.0/16"));

    assertEquals(PacketPath.local(), fabric.forward(Fabrics.flow("10.1.0.5", "10.1.0.6")));
  }

  @Test
  void forward_preference_takesTheFirstThatIsUpAndDropsWithoutFallback() {
    reach(rule(0, Treatment.steer(Fallback.NONE, Fabrics.MPLS, Fabrics.BUSINESS), "10.2.0.5"));

    assertEquals(PacketPath.over(Fabrics.MPLS), fabric.forward(TO_MADRID));
    fabric.setTransport(Fabrics.MPLS, false);
    assertEquals(PacketPath.over(Fabrics.BUSINESS), fabric.forward(TO_MADRID));
    fabric.setTransport(Fabrics.BUSINESS, false);
    assertEquals(PacketPath.drop(), fabric.forward(TO_MADRID));
    fabric.setTransport(Fabrics.MPLS, true);
    assertEquals(PacketPath.over(Fabrics.MPLS), fabric.forward(TO_MADRID));
  }

  @Test
  void forward_fallbackAny_takesAnyPathWhileAllAreDown() {
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"));

    fabric.setTransport(Fabrics.PUBLIC, false);

    assertEquals(PacketPath.any(), fabric.forward(TO_MADRID));
  }

  @Test
  void forward_tunnelDownInOneDirection_leavesTheOtherUp() {
    reach(rule(0, Treatment.steer(Fallback.NONE, Fabrics.MPLS), "10.1.0.5", "10.2.0.5"));

    fabric.setTunnel("fra-1", "mad-1", Fabrics.MPLS, false);

    assertEquals(PacketPath.drop(), fabric.forward(TO_MADRID));
    assertEquals(
        PacketPath.over(Fabrics.MPLS), fabric.forward(Fabrics.flow("10.2.0.5", "10.1.0.5")));
    assertEquals(5, fabric.inventory().tunnels().stream().filter(tunnel -> tunnel.up()).count());
  }

  @Test
  void forward_endAtNoSite_isJudgedByTheTunnelsOfTheOther() {
    reach(rule(0, Treatment.steer(Fallback.NONE, Fabrics.MPLS), "10.2.0.5"));
    Flow fromOutside = Fabrics.flow("192.0.2.1", "10.2.0.5");

    assertEquals(PacketPath.over(Fabrics.MPLS), fabric.forward(fromOutside));
    fabric.setTunnel("fra-1", "mad-1", Fabrics.MPLS, false);
    assertEquals(PacketPath.drop(), fabric.forward(fromOutside));
  }

  @Test
  void forward_ruleNotInstalledAtTheSourcesSite_isNotAsked() {
    PathRule everywhere = rule(0, PUBLIC_OR_ANY, "10.2.0.5");
    PathRule nowhere = Fabrics.withSites(everywhere);
    reach(nowhere);

    assertEquals(PacketPath.any(), fabric.forward(TO_MADRID));
    reach(everywhere);
    assertEquals(PacketPath.over(Fabrics.PUBLIC), fabric.forward(TO_MADRID));
  }

  @Test
  void forward_severalOwners_asksThemByOwner() {
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    PathRule theirs = Fabrics.rule(ELDER, 0, "10.2.0.0/16");
    apply(fabric.backend(ELDER), ELDER, theirs);

    assertEquals(PacketPath.over(Fabrics.MPLS), fabric.forward(TO_MADRID));
    assertEquals(List.of(ELDER, OWNER), List.copyOf(fabric.owners()));
  }

  @Test
  void forward_foreignRules_areAskedByTheirPlace() {
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    fabric.addForeign(foreign("late", MockForeignRule.Place.AFTER));
    assertEquals(PacketPath.over(Fabrics.PUBLIC), fabric.forward(TO_MADRID));

    fabric.addForeign(foreign("early", MockForeignRule.Place.BEFORE));
    assertEquals(PacketPath.over(Fabrics.BUSINESS), fabric.forward(TO_MADRID));

    fabric.removeForeign("early");
    assertEquals(PacketPath.over(Fabrics.PUBLIC), fabric.forward(TO_MADRID));
  }

  @Test
  void tracePath_opaqueRuleAhead_cannotTell() {
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    fabric.addForeign(MockForeignRule.opaque("late", MockForeignRule.Place.AFTER));
    assertEquals(
        Optional.of(PacketPath.over(Fabrics.PUBLIC)), backend.tracePath(TO_MADRID, call()));

    fabric.addForeign(MockForeignRule.opaque("early", MockForeignRule.Place.BEFORE));

    assertEquals(Optional.empty(), backend.tracePath(TO_MADRID, call()));
    assertEquals(PacketPath.over(Fabrics.PUBLIC), fabric.forward(TO_MADRID));
  }

  @Test
  void observe_foreignRules_haveTheirPositionAroundOurs() {
    fabric.addForeign(foreign("late", MockForeignRule.Place.AFTER));
    fabric.addForeign(MockForeignRule.opaque("early", MockForeignRule.Place.BEFORE));
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"), rule(1, PUBLIC_OR_ANY, "10.2.0.6"));

    List<ForeignRule> seen = backend.observe(WAN, call()).foreign();

    assertEquals(
        List.of("early 0", "late 3"),
        seen.stream().map(rule -> rule.name() + " " + rule.position()).toList());
  }

  @Test
  void editByHand_isSeenAsDriftAndMakesThePlanStale() {
    reach(rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    Plan plan = plan(backend, OWNER);

    fabric.editOutOfBand(OWNER, rules -> List.of());

    assertEquals(List.of(), backend.observe(WAN, call()).mine());
    BackendException refused =
        assertThrows(BackendException.class, () -> backend.apply(plan, WAN, call()));
    assertEquals(ErrorKind.CONFLICT, refused.kind());
    assertTrue(refused.kind().retryable());
  }

  @Test
  void setReachable_false_makesEveryCallUnavailable() {
    fabric.setReachable(false);

    assertEquals(ErrorKind.UNAVAILABLE, kind(() -> backend.observe(WAN, call())));
    assertEquals(ErrorKind.UNAVAILABLE, kind(() -> backend.inventory(call())));
    assertEquals(ErrorKind.UNAVAILABLE, kind(() -> backend.tracePath(TO_MADRID, call())));
    fabric.setReachable(true);
    assertEquals(List.of(), backend.observe(WAN, call()).mine());
  }

  @Test
  void script_throttled_saysWhenToTryAgainAndClearsUp() {
    fabric.script(WriteFault.throttling(Duration.ofSeconds(7)));
    Plan plan = plan(backend, OWNER, rule(0, PUBLIC_OR_ANY, "10.2.0.5"));

    BackendException refused =
        assertThrows(BackendException.class, () -> backend.apply(plan, WAN, call()));

    assertEquals(ErrorKind.THROTTLED, refused.kind());
    assertEquals(Optional.of(Duration.ofSeconds(7)), refused.retryAfter());
    assertTrue(backend.apply(plan, WAN, call()).succeeded());
    assertEquals(2, fabric.writes());
  }

  @Test
  void script_refusals_haveTheKindThatTheyName() {
    Plan plan = plan(backend, OWNER, rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    fabric.script(WriteFault.refusing(), WriteFault.failing(), WriteFault.anotherOwnerAtWork());

    assertEquals(ErrorKind.REJECTED, kind(() -> backend.apply(plan, WAN, call())));
    assertEquals(ErrorKind.UNAVAILABLE, kind(() -> backend.apply(plan, WAN, call())));
    assertEquals(ErrorKind.CONFLICT, kind(() -> backend.apply(plan, WAN, call())));
  }

  @Test
  void script_failingAfterAStep_reportsEachStepTruly() {
    fabric.script(WriteFault.failingAfter(1));

    ApplyReport report = applyThree();

    assertEquals("Applied Failed Skipped", kinds(report));
    assertEquals(1, fabric.rules(OWNER).size());
  }

  @Test
  void script_silentAfterAStep_reportsTheRestAsUnknown() {
    fabric.script(WriteFault.silentAfter(1));

    assertEquals("Applied Unknown Unknown", kinds(applyThree()));
  }

  @Test
  void script_slowWithinTheDeadline_isApplied() {
    fabric.script(WriteFault.slow(Duration.ofMillis(20)));

    assertEquals("Applied Applied Applied", kinds(applyThree()));
  }

  /** The host's clock, not the wall's: a second passes each time that the backend asks. */
  @Test
  void script_slowBeyondTheDeadlineOfTheHostsClock_isUnknown() {
    AtomicLong seconds = new AtomicLong();
    TestCallContext call =
        TestCallContext.lasting(
            Duration.ofSeconds(30), () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos());
    Plan plan = plan(backend, OWNER, rule(0, PUBLIC_OR_ANY, "10.2.0.5"));
    fabric.script(WriteFault.slow(Duration.ofDays(1)));

    assertEquals("Unknown", kinds(backend.apply(plan, WAN, call)));
    assertEquals(1, fabric.rules(OWNER).size(), "carried out all the same");
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE_PLAN", "PER_STEP"})
  void apply_writesOnceAPlanOrOnceAStep(Commit commit) {
    MockFabric other = new MockFabric(Fabrics.twoSites(commit));

    apply(other.backend(OWNER), OWNER, three());

    assertEquals(commit == Commit.WHOLE_PLAN ? 1 : 3, other.writes());
  }

  @Test
  void apply_planOfAnotherOwner_isABug() {
    Plan theirs = plan(fabric.backend(ELDER), ELDER, Fabrics.rule(ELDER, 0, "10.2.0.0/16"));

    assertThrows(IllegalArgumentException.class, () -> backend.apply(theirs, WAN, call()));
  }

  @Test
  void apply_closedBackend_isUnavailable() {
    backend.close();

    assertEquals(ErrorKind.UNAVAILABLE, kind(() -> backend.observe(WAN, call())));
  }

  @Test
  void setTunnel_unknown_isABug() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> fabric.setTunnel("fra-1", "ber-1", Fabrics.MPLS, false));
    assertFalse(refused.getMessage().isEmpty());
  }

  private ApplyReport applyThree() {
    return backend.apply(plan(backend, OWNER, three()), WAN, call());
  }

  private static PathRule[] three() {
    return new PathRule[] {
      rule(0, PUBLIC_OR_ANY, "10.2.0.5"),
      rule(1, PUBLIC_OR_ANY, "10.2.0.6"),
      rule(2, PUBLIC_OR_ANY, "10.2.0.7")
    };
  }

  private static String kinds(ApplyReport report) {
    return String.join(
        " ",
        report.outcomes().stream()
            .map(
                outcome ->
                    outcome.fold(
                        applied -> "Applied",
                        skipped -> "Skipped",
                        failed -> "Failed",
                        unknown -> "Unknown"))
            .toList());
  }

  private static ErrorKind kind(Runnable work) {
    return assertThrows(BackendException.class, work::run).kind();
  }

  private static PathRule rule(int number, Treatment treatment, String... addresses) {
    return Fabrics.rule(OWNER, number, treatment, addresses);
  }

  private static MockForeignRule foreign(String name, MockForeignRule.Place place) {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.2.0.0/16")).build();
    return MockForeignRule.of(name, place, match, Treatment.steer(Fallback.NONE, Fabrics.BUSINESS));
  }

  private void reach(PathRule... rules) {
    apply(backend, OWNER, rules);
  }

  private static void apply(SdwanBackend through, OwnerId owner, PathRule... rules) {
    assertTrue(through.apply(plan(through, owner, rules), WAN, call()).succeeded());
  }

  private static Plan plan(SdwanBackend through, OwnerId owner, PathRule... rules) {
    ObservedPolicy observed = through.observe(WAN, call());
    return Planner.plan(owner, new DesiredPolicy(List.of(rules)), observed, PlanMode.SYNC);
  }

  private static TestCallContext call() {
    return TestCallContext.lasting(Duration.ofSeconds(30));
  }
}
