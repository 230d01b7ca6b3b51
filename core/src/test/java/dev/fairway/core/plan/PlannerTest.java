package dev.fairway.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  /** Three ports, so three rules in each direction; the addresses say which are there. */
  private static DesiredPolicy policy(String a, String b, String c) {
    return Scenarios.policy(
        """
        service shop/web a:tcp:1 b:tcp:2 c:tcp:3
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1001%s
        behind b tcp/1002%s
        behind c tcp/1003%s
        """
            .formatted(a, b, c));
  }

  private static Plan plan(List<PathRule> before, DesiredPolicy desired, PlanMode mode) {
    return Planner.plan(
        OWNER, desired, new ObservedPolicy(before, List.of(), List.of(), new Revision("7")), mode);
  }

  private static List<String> kinds(Plan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.<String>fold(
                    install -> "install",
                    replace -> "replace +" + replace.added() + " -" + replace.removed(),
                    remove -> "remove"))
        .toList();
  }

  @Test
  void plan_addressThatChangesItsPort_widensBeforeItNarrows() {
    List<PathRule> before = policy(" 10.1.0.1 10.1.0.4", " 10.1.0.2", "").rules();
    DesiredPolicy after = policy(" 10.1.0.1", " 10.1.0.2 10.1.0.4", "");
    assertEquals(
        List.of(
            "replace +10.1.0.4/32 -",
            "replace +10.1.0.4/32 -",
            "replace + -10.1.0.4/32",
            "replace + -10.1.0.4/32"),
        kinds(plan(before, after, PlanMode.SYNC)));
  }

  @Test
  void plan_ruleThatOnlyNarrows_comesBehindTheOnesThatSwitch() {
    List<PathRule> before = policy(" 10.1.0.1 10.1.0.4", " 10.1.0.2", "").rules();
    DesiredPolicy after = policy(" 10.1.0.1", " 10.1.0.9", "");
    assertEquals(
        List.of(
            "replace +10.1.0.9/32 -10.1.0.2/32",
            "replace +10.1.0.9/32 -10.1.0.2/32",
            "replace + -10.1.0.4/32",
            "replace + -10.1.0.4/32"),
        kinds(plan(before, after, PlanMode.SYNC)));
  }

  @Test
  void plan_ruleThatWidensAtOtherSites_isASwitchAndComesBehindWhatOnlyWidens() {
    List<PathRule> before = new ArrayList<>();
    for (PathRule rule : policy(" 10.1.0.1", " 10.1.0.2", "").rules()) {
      boolean first = rule.serviceAddresses().contains(IpPrefix.parse("10.1.0.1"));
      before.add(first ? atSite("100", rule) : rule);
    }
    DesiredPolicy after = policy(" 10.1.0.1 10.1.0.5", " 10.1.0.2 10.1.0.7", "");
    assertEquals(
        List.of(
            "replace +10.1.0.7/32 -",
            "replace +10.1.0.7/32 -",
            "replace +10.1.0.5/32 -",
            "replace +10.1.0.5/32 -"),
        kinds(plan(before, after, PlanMode.SYNC)));
  }

  private static PathRule atSite(String site, PathRule rule) {
    return rule.withSites(new TreeSet<>(Set.of(new SiteId(site))));
  }

  @Test
  void plan_rulesThatComeChangeAndGo_comesInThatOrder() {
    List<PathRule> before = policy(" 10.1.0.1", " 10.1.0.2", "").rules();
    DesiredPolicy after = policy("", " 10.1.0.9", " 10.1.0.3");
    assertEquals(
        List.of(
            "install",
            "install",
            "replace +10.1.0.9/32 -10.1.0.2/32",
            "replace +10.1.0.9/32 -10.1.0.2/32",
            "remove",
            "remove"),
        kinds(plan(before, after, PlanMode.SYNC)));
  }

  @Test
  void plan_upsertOnly_keepsRulesThatNobodyWantsWhereTheyStand() {
    List<PathRule> before = policy(" 10.1.0.1", " 10.1.0.2 10.1.0.4", "").rules();
    DesiredPolicy after = policy("", " 10.1.0.2", " 10.1.0.3");
    Plan plan = plan(before, after, PlanMode.UPSERT_ONLY);
    assertEquals(
        List.of("install", "install", "replace + -10.1.0.4/32", "replace + -10.1.0.4/32"),
        kinds(plan));
    assertEquals(before.get(0), plan.after().get(0));
    assertTrue(plan.after().containsAll(after.rules()));
    assertEquals(6, plan.after().size());
  }

  @Test
  void plan_createOnly_leavesWhatIsThereAsItIs() {
    List<PathRule> before = policy("", " 10.1.0.2", "").rules();
    DesiredPolicy after = policy(" 10.1.0.1", " 10.1.0.9", "");
    Plan plan = plan(before, after, PlanMode.CREATE_ONLY);
    assertEquals(List.of("install", "install"), kinds(plan));
    assertTrue(plan.after().containsAll(before));
  }

  @Test
  void plan_createOnly_orderChangedByHand_isLeftAsItIs() {
    DesiredPolicy desired = policy(" 10.1.0.1", " 10.1.0.2", " 10.1.0.3");
    List<PathRule> before = new ArrayList<>(desired.rules());
    PathRule missing = before.remove(3);
    Collections.rotate(before, 1);
    Plan plan = plan(before, desired, PlanMode.CREATE_ONLY);
    assertEquals(List.of(new PlanStep.Install(missing)), plan.steps());
    int place = plan.after().indexOf(missing);
    assertEquals(desired.rules().get(2), plan.after().get(place - 1));
  }

  @Test
  void plan_observe_changesNothing() {
    List<PathRule> before = policy("", " 10.1.0.2", "").rules();
    Plan plan = plan(before, policy(" 10.1.0.1", "", ""), PlanMode.OBSERVE);
    assertTrue(plan.isEmpty());
    assertEquals(before, plan.after());
  }

  @Test
  void plan_orderChangedByHand_movesAsFewRulesAsPossible() {
    DesiredPolicy desired = policy(" 10.1.0.1", " 10.1.0.2", " 10.1.0.3");
    List<PathRule> before = new ArrayList<>(desired.rules());
    Collections.rotate(before, 1);
    Plan plan = plan(before, desired, PlanMode.SYNC);
    assertFalse(plan.isEmpty());
    assertEquals(1, plan.steps().size());
    assertTrue(plan.steps().get(0) instanceof PlanStep.Replace replace && replace.movesOnly());
    assertEquals(desired.rules(), plan.after());
  }

  @Test
  void plan_ruleChangedByHand_isPutBack() {
    DesiredPolicy desired = policy(" 10.1.0.1", "", "");
    List<PathRule> before = new ArrayList<>(desired.rules());
    DesiredPolicy other = policy(" 10.1.0.66", "", "");
    before.set(0, other.rules().get(0));
    assertEquals(
        List.of("replace +10.1.0.1/32 -10.1.0.66/32"), kinds(plan(before, desired, PlanMode.SYNC)));
  }

  @Test
  void digest_ofAPlan_namesTheChangeWhateverItsBasis() {
    DesiredPolicy desired = policy(" 10.1.0.1", "", "");
    Plan first = plan(List.of(), desired, PlanMode.SYNC);
    Plan rebased = new Plan(OWNER, new Revision("8"), first.before(), first.after(), first.steps());
    assertEquals(first.digest(), rebased.digest());
    assertNotEquals(
        first.digest(), plan(List.of(), policy(" 10.1.0.2", "", ""), PlanMode.SYNC).digest());
  }

  @Test
  void digest_ofAPlan_differsByOwnerAndByWhatWasThere() {
    DesiredPolicy desired = policy(" 10.1.0.1", "", "");
    Plan plan = plan(List.of(), desired, PlanMode.SYNC);
    Plan other =
        new Plan(new OwnerId("shop-us"), plan.basis(), plan.before(), plan.after(), plan.steps());
    assertNotEquals(plan.digest(), other.digest());
    List<PathRule> before = policy(" 10.1.0.2", "", "").rules();
    assertNotEquals(plan.digest(), plan(before, desired, PlanMode.SYNC).digest());
  }
}
