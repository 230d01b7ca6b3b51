package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is known to go wrong elsewhere, and must not here: {@code docs/defects.md}. */
class ReferenceDefectsTest {

  private static final SiteId SITE = new SiteId("300");

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final String TWO_SERVICES =
      """
      service shop/cart age=9 http:tcp:80
      asks ports=every tunnel=mpls fallback=none
      behind http tcp/8080 10.1.0.1
      service shop/web age=5 http:tcp:80
      asks ports=every tunnel=biz-internet fallback=none
      behind http tcp/8080 10.1.0.2%s
      """;

  private static final String ONE_SERVICE =
      """
      service shop/web http:tcp:80
      asks ports=every tunnel=mpls fallback=none
      behind http tcp/8080%s
      """;

  private static Plan plan(DesiredPolicy before, DesiredPolicy after) {
    ObservedPolicy observed =
        new ObservedPolicy(before.rules(), List.of(), List.of(), new Revision("1"));
    return Planner.plan(OWNER, after, observed, PlanMode.SYNC);
  }

  private static Set<RuleId> ids(DesiredPolicy policy) {
    return policy.rules().stream().map(PathRule::id).collect(Collectors.toSet());
  }

  @Test
  void exclusiveTunnel_neverBecomesAPreferenceThatFallsBack_defectS11() {
    for (PathRule rule : Scenarios.policy(TWO_SERVICES.formatted("")).rules()) {
      assertEquals(Fallback.NONE, rule.treatment().steer().orElseThrow().fallback());
    }
  }

  @Test
  void dualStackService_neverMixesFamiliesInOneRule_defectS12() {
    DesiredPolicy policy = Scenarios.policy(ONE_SERVICE.formatted(" 10.1.0.1 fd00:1::1"));
    assertEquals(4, policy.rules().size());
    for (PathRule rule : policy.rules()) {
      assertEquals(rule.match().family(), rule.serviceAddresses().family());
    }
    assertEquals(
        Set.of(IpFamily.IPV4, IpFamily.IPV6),
        policy.rules().stream().map(rule -> rule.match().family()).collect(Collectors.toSet()));
  }

  @Test
  void sctpService_neverMatchesProtocolZero_defectS13() {
    DesiredPolicy policy =
        Scenarios.policy(
            """
            service shop/sig sig:sctp:2905
            asks ports=every tunnel=mpls fallback=none
            behind sig sctp/2905 10.1.0.1
            """);
    assertFalse(policy.rules().isEmpty());
    for (PathRule rule : policy.rules()) {
      assertEquals(IpProtocol.SCTP, rule.protocol().orElseThrow());
    }
  }

  @Test
  void podsWithDifferentNumbersForOneName_neverShareANumber_defectS14() {
    DesiredPolicy policy =
        Scenarios.policy(
            """
            service shop/web http:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind http tcp/8080 10.1.0.1
            behind http tcp/9090 10.2.0.1
            """);
    IpPrefix client = IpPrefix.parse("10.3.0.9");
    assertTrue(policy.decide(tcp(client, "10.1.0.1", 8080), SITE).isPresent());
    assertTrue(policy.decide(tcp(client, "10.2.0.1", 9090), SITE).isPresent());
    assertTrue(policy.decide(tcp(client, "10.1.0.1", 9090), SITE).isEmpty());
    assertTrue(policy.decide(tcp(client, "10.2.0.1", 8080), SITE).isEmpty());
    assertTrue(policy.decide(tcp(client, "10.1.0.1", 80), SITE).isEmpty());
  }

  private static Flow tcp(IpPrefix from, String to, int port) {
    return new Flow(Segment.DEFAULT, from, IpPrefix.parse(to), IpProtocol.TCP, 50_000, port);
  }

  @Test
  void serviceDeletedWhileNobodyLooked_neverLeavesItsRules_defectS15() {
    DesiredPolicy before = Scenarios.policy(TWO_SERVICES.formatted(""));
    DesiredPolicy after = Scenarios.policy(ONE_SERVICE.formatted(" 10.1.0.1"));
    Plan plan = plan(before, after);
    assertEquals(after.rules(), plan.after());
    assertEquals(2, plan.steps().stream().filter(step -> step instanceof PlanStep.Remove).count());
  }

  @Test
  void restartWithoutAChange_neverPlansAnything_defectS16() {
    DesiredPolicy policy = Scenarios.policy(TWO_SERVICES.formatted(""));
    assertTrue(plan(policy, policy).isEmpty());
  }

  @Test
  void podThatComes_neverChangesTheOrderOrTheIdOfRules_defectS17() {
    DesiredPolicy before = Scenarios.policy(TWO_SERVICES.formatted(""));
    DesiredPolicy after = Scenarios.policy(TWO_SERVICES.formatted(" 10.1.0.77"));
    assertEquals(
        before.rules().stream().map(PathRule::id).toList(),
        after.rules().stream().map(PathRule::id).toList());
    assertEquals(
        List.of(true, true),
        plan(before, after).steps().stream()
            .map(step -> step instanceof PlanStep.Replace replace && !replace.movesOnly())
            .toList());
  }

  @Test
  void podThatIsReplacedByItself_neverMakesAPlan_defectS18() {
    DesiredPolicy once = Scenarios.policy(ONE_SERVICE.formatted(" 10.1.0.1 10.1.0.2"));
    DesiredPolicy again = Scenarios.policy(ONE_SERVICE.formatted(" 10.1.0.2 10.1.0.1"));
    assertTrue(plan(once, again).isEmpty());
  }

  @Test
  void equalServicesOfTwoClusters_neverShareARule_defectS19() {
    ResolvedCluster mine = Scenarios.resolved(ONE_SERVICE.formatted(" 10.1.0.1"));
    ResolvedCluster theirs =
        new ResolvedCluster(
            "shop-us", new OwnerId("shop-us"), mine.completeness(), mine.services(), List.of());
    TargetProfile profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
    Set<RuleId> ids = ids(Translator.translate(mine, RandomTopology.wan(true), profile).policy());
    Set<RuleId> others =
        ids(Translator.translate(theirs, RandomTopology.wan(true), profile).policy());
    assertEquals(2, ids.size());
    assertEquals(2, others.size());
    assertTrue(ids.stream().noneMatch(others::contains));
  }

  @Test
  void drainingPod_neverLosesItsTunnelInMidConnection_defectS21() {
    DesiredPolicy policy =
        Scenarios.policy(
            ONE_SERVICE.formatted(" 10.1.0.1=draining 10.1.0.2=unready 10.1.0.3=terminating"));
    IpPrefix client = IpPrefix.parse("10.3.0.9");
    assertTrue(policy.decide(tcp(client, "10.1.0.1", 8080), SITE).isPresent());
    assertTrue(policy.decide(tcp(client, "10.1.0.2", 8080), SITE).isPresent());
    assertTrue(policy.decide(tcp(client, "10.1.0.3", 8080), SITE).isPresent());
  }

  @Test
  void scaleToZero_neverTouchesAnotherServicesRules_defectS22() {
    DesiredPolicy before = Scenarios.policy(TWO_SERVICES.formatted(""));
    DesiredPolicy after =
        Scenarios.policy(TWO_SERVICES.formatted("").replace("behind http tcp/8080 10.1.0.2", ""));
    Plan plan = plan(before, after);
    assertEquals(2, plan.steps().size());
    assertTrue(plan.steps().stream().allMatch(step -> step instanceof PlanStep.Remove));
    assertTrue(before.rules().containsAll(after.rules()));
  }

  @Test
  void twoServicesOnOneTuple_neverSwapAndAreNeverSilent_defectS26() {
    String world =
        """
        service shop/canary age=%d http:tcp:80
        asks ports=every tunnel=mpls fallback=none
        behind http tcp/8080 10.1.0.1%s
        service shop/stable age=9 http:tcp:80
        asks ports=every tunnel=biz-internet fallback=none
        behind http tcp/8080 10.1.0.1
        """;
    Flow packet = tcp(IpPrefix.parse("10.3.0.9"), "10.1.0.1", 8080);
    for (String more : List.of("", " 10.1.0.5", " 10.1.0.5 10.1.0.6")) {
      Translation translation = Scenarios.translated(world.formatted(1, more));
      assertEquals(
          "tunnel=biz-internet fallback=none",
          translation.policy().decide(packet, SITE).orElseThrow().treatment().canonical());
      assertEquals(
          List.of(DiagnosticCode.CONFLICTED),
          translation.diagnostics().stream().map(Diagnostic::code).toList());
      assertEquals("shop-eu/shop/stable", translation.conflicts().get(0).winner().toString());
    }
  }

  @Test
  void equalAddressesInTwoSegments_areNeverTakenForEachOther_defectS27() {
    DesiredPolicy policy =
        Scenarios.policy(
            """
            networks 10.1.0.0/16@guest
            service shop/web http:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind http tcp/8080 10.1.0.1
            """);
    Flow inDefault = tcp(IpPrefix.parse("10.3.0.9"), "10.1.0.1", 8080);
    assertTrue(policy.decide(inDefault, SITE).isEmpty());
    assertTrue(
        policy
            .decide(
                new Flow(
                    new Segment("guest"),
                    inDefault.source(),
                    inDefault.destination(),
                    IpProtocol.TCP,
                    50_000,
                    8080),
                SITE)
            .isPresent());
  }

  @Test
  void transportThatNoSiteOffers_neverGoesUnsaid_defectS28() {
    assertEquals(
        List.of(DiagnosticCode.UNKNOWN_TRANSPORT),
        Scenarios.resolved(
                """
                service shop/web http:tcp:80
                asks ports=every tunnel=biz-internt fallback=none
                behind http tcp/8080 10.1.0.1
                """)
            .services()
            .get(0)
            .diagnostics()
            .stream()
            .map(Diagnostic::code)
            .toList());
  }

  @Test
  void serviceWithoutEndpoints_neverBecomesAnEmptyMatch_defectS34() {
    assertTrue(Scenarios.policy(ONE_SERVICE.formatted("")).rules().isEmpty());
  }

  @Test
  void replyOfAService_isNeverForgotten() {
    DesiredPolicy policy = Scenarios.policy(ONE_SERVICE.formatted(" 10.1.0.1"));
    assertEquals(
        List.of(Direction.TO_SERVICE, Direction.FROM_SERVICE),
        policy.rules().stream().map(PathRule::direction).toList());
    Flow request = tcp(IpPrefix.parse("10.3.0.9"), "10.1.0.1", 8080);
    assertEquals(
        policy.decide(request, SITE).orElseThrow().treatment(),
        policy.decide(request.reversed(), SITE).orElseThrow().treatment());
  }
}
