package dev.fairway.runtime.safety;

import static dev.fairway.runtime.safety.SafetyFixture.BIZ;
import static dev.fairway.runtime.safety.SafetyFixture.MPLS;
import static dev.fairway.runtime.safety.SafetyFixture.absent;
import static dev.fairway.runtime.safety.SafetyFixture.after;
import static dev.fairway.runtime.safety.SafetyFixture.claim;
import static dev.fairway.runtime.safety.SafetyFixture.cluster;
import static dev.fairway.runtime.safety.SafetyFixture.key;
import static dev.fairway.runtime.safety.SafetyFixture.plan;
import static dev.fairway.runtime.safety.SafetyFixture.pods;
import static dev.fairway.runtime.safety.SafetyFixture.rule;
import static dev.fairway.runtime.safety.SafetyFixture.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SafetyGateTest {

  private final SafetyGate gate = new SafetyGate(SafetySettings.DEFAULTS);
  private final ResolvedCluster nobody = cluster();

  private SafetyVerdict.Refused refused(Plan plan, ResolvedCluster now, SafetyBaseline memory) {
    return gate.check(plan, now, memory).refusal().orElseThrow();
  }

  private Loss passes(Plan plan, ResolvedCluster now, SafetyBaseline memory) {
    SafetyVerdict verdict = gate.check(plan, now, memory);
    assertEquals(Optional.empty(), verdict.refusal());
    return verdict.total();
  }

  @Test
  void check_thirtyPercentLost_passes_andOneMoreDoesNot() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 100), 80));
    SafetyBaseline start = SafetyBaseline.start();
    assertEquals(
        new Loss(100, 30),
        passes(plan(before, List.of(rule(MPLS, pods(31, 100), 80))), nobody, start));
    SafetyVerdict.Refused refused =
        refused(plan(before, List.of(rule(MPLS, pods(32, 100), 80))), nobody, start);
    assertEquals(SafetyVerdict.Refused.Reason.TOTAL, refused.reason());
    assertEquals(new Loss(100, 31), refused.total());
    assertEquals(Map.of(), refused.services(), "right after a start only the total is known");
  }

  @Test
  void check_fewerThanMinTuples_isNotJudged() {
    List<PathRule> after = List.of(rule(MPLS, pods(1, 1), 80));
    passes(plan(List.of(rule(MPLS, pods(1, 19), 80)), after), nobody, SafetyBaseline.start());
    refused(plan(List.of(rule(MPLS, pods(1, 20), 80)), after), nobody, SafetyBaseline.start());
  }

  @Test
  void check_otherTreatmentOrOtherRule_isNoLoss() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 100), 80, 443));
    List<PathRule> after =
        List.of(rule(BIZ, pods(1, 100), 80), rule(MPLS, pods(1, 100), 443, 8080));
    assertEquals(new Loss(100, 0), passes(plan(before, after), nobody, SafetyBaseline.start()));
  }

  @Test
  void check_ruleForEveryProtocol_coversEveryPort() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 100), 80, 443));
    PathRule all = rule(Segment.DEFAULT, MPLS, Optional.empty(), pods(1, 100));
    assertEquals(
        new Loss(100, 0), passes(plan(before, List.of(all)), nobody, SafetyBaseline.start()));
    assertEquals(
        new Loss(100, 100),
        refused(plan(List.of(all), before), nobody, SafetyBaseline.start()).total(),
        "and no port covers all ports");
  }

  @Test
  void check_sameAddressesInAnotherSegmentOrOnAnotherProtocol_coverNothing() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 30), 80));
    PathRule guests =
        rule(new Segment("guests"), MPLS, Optional.of(IpProtocol.TCP), pods(1, 30), 80);
    PathRule udp = rule(Segment.DEFAULT, MPLS, Optional.of(IpProtocol.UDP), pods(1, 30), 80);
    Plan plan = plan(before, List.of(guests, udp));
    assertEquals(new Loss(30, 30), refused(plan, nobody, SafetyBaseline.start()).total());
  }

  @Test
  void check_rulesFromServices_areNotCounted() {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .source(PrefixSet.of(pods(1, 100)))
            .protocol(IpProtocol.TCP)
            .sourcePorts(PortSet.of(80))
            .build();
    PathRule reply =
        new PathRule(
            RuleId.ofKey("reply"),
            SafetyFixture.OWNER,
            new Scope(Segment.DEFAULT, new TreeSet<>()),
            Direction.FROM_SERVICE,
            match,
            MPLS);
    List<PathRule> kept = List.of(rule(MPLS, pods(1, 30), 80));
    Plan plan = plan(List.of(kept.get(0), reply), kept);
    assertEquals(new Loss(30, 0), passes(plan, nobody, SafetyBaseline.start()));
  }

  @Test
  void check_serviceThatFallsToNone_countsInFullEvenWhereItsEndpointsWereSeenToTerminate() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 420), 80));
    SafetyBaseline memory =
        after(service("cart", claim(80, pods(1, 20))), service("rest", claim(80, pods(21, 420))));
    ResolvedCluster now =
        cluster(
            service("cart", new Declaration.Valid(SafetyFixture.INTENT), pods(1, 20)),
            service("rest", claim(80, pods(21, 420))));
    SafetyVerdict.Refused refused =
        refused(plan(before, List.of(rule(MPLS, pods(21, 420), 80))), now, memory.seeing(now));
    assertEquals(SafetyVerdict.Refused.Reason.SERVICE, refused.reason());
    assertEquals(new Loss(420, 20), refused.total());
    assertEquals(Map.of(key("cart"), new Loss(20, 20)), refused.services());
  }

  @Test
  void check_endpointsSeenToTerminateWhileTheServiceKeepsOthers_areExplained() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 40), 80));
    List<PathRule> after = List.of(rule(MPLS, pods(40, 40), 80));
    SafetyBaseline memory = after(service("cart", claim(80, pods(1, 40))));
    ResolvedService now =
        service(
            "cart",
            new Declaration.Valid(SafetyFixture.INTENT),
            pods(1, 39),
            claim(80, pods(40, 40)));
    assertEquals(
        new Loss(40, 0), passes(plan(before, after), cluster(now), memory.seeing(cluster(now))));
    ResolvedService unseen = service("cart", claim(80, pods(40, 40)));
    assertEquals(
        new Loss(40, 39),
        refused(plan(before, after), cluster(unseen), memory.seeing(cluster(unseen))).total());
  }

  @Test
  void check_endpointThatCameBack_isNoLongerOnItsWayOut() {
    Plan plan = plan(List.of(rule(MPLS, pods(1, 40), 80)), List.of(rule(MPLS, pods(40, 40), 80)));
    SafetyBaseline memory = after(service("cart", claim(80, pods(1, 40))));
    Declaration asked = new Declaration.Valid(SafetyFixture.INTENT);
    ResolvedCluster leaving = cluster(service("cart", asked, pods(1, 39), claim(80, pods(40, 40))));
    ResolvedCluster back = cluster(service("cart", claim(80, pods(1, 40))));
    ResolvedCluster now = cluster(service("cart", claim(80, pods(40, 40))));
    passes(plan, now, memory.seeing(leaving).seeing(now));
    refused(plan, now, memory.seeing(leaving).seeing(back).seeing(now));
  }

  /** A Service whose pods 1 to 39 have one state behind one port, and another behind another. */
  private static ResolvedCluster behindTwoPorts(Endpoint.State first, Endpoint.State second) {
    ResolvedService claiming = service("cart", claim(80, pods(1, 40)));
    ServiceState state = claiming.state();
    List<ServiceEndpoints> groups = new ArrayList<>();
    for (Endpoint.State either : List.of(first, second)) {
      groups.add(
          new ServiceEndpoints(
              "port-" + groups.size(),
              Optional.of(IpProtocol.TCP),
              OptionalInt.of(80 + groups.size()),
              pods(1, 39).stream().map(pod -> SafetyFixture.endpoint(pod, either)).toList()));
    }
    return cluster(
        new ResolvedService(
            new ServiceState(
                state.key(),
                state.createdAt(),
                state.ports(),
                state.reading(),
                groups,
                state.diagnostics()),
            claiming.declaration(),
            claiming.claims(),
            claiming.diagnostics()));
  }

  @Test
  void check_endpointSeenTerminatingWhileItWasListed_isExplainedUnlessItStaysBehindAnotherPort() {
    Plan plan = plan(List.of(rule(MPLS, pods(1, 40), 80)), List.of(rule(MPLS, pods(40, 40), 80)));
    SafetyBaseline memory = after(service("cart", claim(80, pods(1, 40))));
    ResolvedCluster now = cluster(service("cart", claim(80, pods(40, 40))));
    Endpoint.State draining = new Endpoint.State(false, true, true);
    Endpoint.State ready = Endpoint.State.READY;
    passes(plan, now, memory.seeing(behindTwoPorts(draining, draining)).seeing(now));
    refused(plan, now, memory.seeing(behindTwoPorts(draining, ready)).seeing(now));
    refused(plan, now, memory.seeing(behindTwoPorts(ready, draining)).seeing(now));
  }

  @Test
  void check_annotationRemovedOrServiceDeleted_isExplained() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 100), 80));
    SafetyBaseline memory =
        after(service("cart", claim(80, pods(1, 50))), service("gone", claim(80, pods(51, 90))));
    assertEquals(
        new Loss(100, 10),
        passes(plan(before, List.of()), cluster(absent("cart")), memory),
        "the ten that nobody is known to have had");
  }

  @Test
  void check_tupleOfTwoServices_isExcusedOnlyWhereBothHaveAnExcuse() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 30), 80));
    SafetyBaseline memory =
        after(service("stable", claim(80, pods(1, 30))), service("canary", claim(80, pods(1, 30))));
    Plan plan = plan(before, List.of());
    SafetyVerdict.Refused refused = refused(plan, cluster(service("stable")), memory);
    assertEquals(new Loss(30, 30), refused.total());
    assertEquals(Map.of(key("stable"), new Loss(30, 30)), refused.services());
    assertEquals(new Loss(30, 0), passes(plan, cluster(), memory));
  }

  @Test
  void check_oneOfTwoServicesOnTheSamePodsDeleted_isNoLossOfTheOther() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 30), 80, 9090));
    SafetyBaseline memory =
        after(service("web", claim(80, pods(1, 30))), service("metrics", claim(9090, pods(1, 30))));
    Plan plan = plan(before, List.of(rule(MPLS, pods(1, 30), 80)));
    ResolvedCluster now = cluster(service("web", claim(80, pods(1, 30))));
    assertEquals(new Loss(30, 0), passes(plan, now, memory));
  }

  @Test
  void check_emptyStart_isHeldBackHoweverLittleItIs() {
    Plan plan = plan(List.of(rule(MPLS, pods(1, 1), 80)), List.of());
    SafetyVerdict.Refused refused = refused(plan, nobody, SafetyBaseline.start());
    assertEquals(SafetyVerdict.Refused.Reason.EMPTY_START, refused.reason());
    passes(plan, nobody, after());
    SafetySettings open = new SafetySettings(30, 20, false, Optional.empty());
    assertTrue(
        new SafetyGate(open).check(plan, nobody, SafetyBaseline.start()).refusal().isEmpty());
  }

  @Test
  void check_approvedDigest_letsExactlyThatPlanThrough() {
    List<PathRule> before = List.of(rule(MPLS, pods(1, 100), 80));
    Plan plan = plan(before, List.of());
    Plan other = plan(before, List.of(rule(MPLS, pods(1, 1), 80)));
    for (String digest : List.of(plan.digest().hex(), plan.digest().shortText())) {
      SafetyGate approved = new SafetyGate(SafetySettings.DEFAULTS.approving(digest));
      assertEquals(
          new SafetyVerdict.Allowed(new Loss(100, 100), true),
          approved.check(plan, nobody, SafetyBaseline.start()));
      assertTrue(approved.check(other, nobody, SafetyBaseline.start()).refusal().isPresent());
    }
  }

  @Test
  void check_refusal_namesNumbersDigestAndWhatToDo() {
    Plan plan = plan(List.of(rule(MPLS, pods(1, 100), 80)), List.of(rule(MPLS, pods(1, 50), 80)));
    SafetyBaseline memory = after(service("cart", claim(80, pods(1, 100))));
    ResolvedCluster now = cluster(service("cart", claim(80, pods(1, 50))));
    String digest = plan.digest().shortText();
    assertEquals(
        "plan "
            + digest
            + " is held back: it would leave 50 of 100 (50%) addresses and port groups without a"
            + " rule, among them service shop-eu/shop/cart would lose 50 of 100 (50%); at most 30%"
            + " may go at once; where this is meant, set safety.approve: "
            + digest
            + ", else find out why the endpoints are missing",
        refused(plan, now, memory).sentence());
  }

  @Test
  void check_carriedOutInPart_stillKnowsWhoseTheRestIs() {
    SafetyBaseline memory = after(service("cart", claim(80, pods(1, 40))));
    ResolvedService now = service("cart", claim(80, pods(41, 60)));
    List<PathRule> there = List.of(rule(MPLS, pods(1, 30), 80));
    SafetyBaseline some = memory.afterSome(cluster(now), List.of(), there);
    Plan plan = plan(there, List.of());
    assertEquals(
        new Loss(30, 30),
        refused(plan, cluster(now), some).services().get(key("cart")),
        "the tuples that the target still holds are remembered, the others are not");
    assertEquals(
        50,
        some.services().get(key("cart")).claims().stream()
            .mapToInt(claim -> claim.addresses().size())
            .sum());
  }

  @Test
  void check_ipv6_isCountedBesideIpv4() {
    IpPrefix six = IpPrefix.parse("fd00::1/128");
    Plan plan =
        plan(
            List.of(rule(MPLS, pods(1, 40), 80), rule(MPLS, List.of(six), 80)),
            List.of(rule(MPLS, pods(1, 40), 80)));
    assertEquals(new Loss(41, 1), passes(plan, nobody, SafetyBaseline.start()));
  }
}
