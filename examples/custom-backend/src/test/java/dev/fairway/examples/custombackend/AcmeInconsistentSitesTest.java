package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.examples.custombackend.acme.AcmeController;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.Secret;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import dev.fairway.testkit.Fault;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sites that commit one after the other need not agree. What is said of them, and how it ends. */
class AcmeInconsistentSitesTest {

  private final AcmeController controller = AcmeAdmin.lab();
  private final AcmeAdmin console = new AcmeAdmin(controller);
  private final FaultInjectingConnection wire =
      new FaultInjectingConnection(controller, this::addRuleByHand);
  private final SdwanBackend backend = backend(AcmeSampleRules.OWNER);

  @Test
  void observe_rulesOfDifferentSites_areInTheOwnersOrder() {
    PathRule[] rules = {
      AcmeSampleRules.rule(3, "oslo"),
      AcmeSampleRules.rule(1, "berlin"),
      AcmeSampleRules.rule(2, AcmeSampleRules.ALL_SITES)
    };

    assertTrue(apply(rules).succeeded());

    assertEquals(List.of(rules), observe().mine());
  }

  @Test
  void apply_changeOfOneSite_writesToThatSiteOnly() {
    apply(AcmeSampleRules.rule(1, "berlin"), AcmeSampleRules.rule(2, "oslo"));
    List<String> oslo = console.show("oslo");
    long writes = wire.writes();

    apply(
        AcmeSampleRules.rule(3, "berlin"),
        AcmeSampleRules.rule(1, "berlin"),
        AcmeSampleRules.rule(2, "oslo"));

    assertEquals(3, wire.writes() - writes, "an object, a list, a commit");
    assertEquals(oslo, console.show("oslo"));
  }

  @Test
  void apply_secondSiteRefusesToCommit_isUnknownThenFailedThenDone() {
    PathRule everywhere = AcmeSampleRules.rule(1, AcmeSampleRules.ALL_SITES);
    PathRule berlin = AcmeSampleRules.rule(2, "berlin");
    PathRule lisbon = AcmeSampleRules.rule(3, "lisbon");
    int commitOfLisbon = 2 * 3 + 2 + 2;
    wire.fault(Fault.REFUSE, commitOfLisbon);

    List<StepOutcome> first = apply(everywhere, berlin, lisbon).outcomes();

    assertInstanceOf(StepOutcome.Unknown.class, first.get(0));
    assertEquals(new StepOutcome.Applied(berlin.id()), first.get(1));
    assertEquals(
        ErrorKind.REJECTED, assertInstanceOf(StepOutcome.Failed.class, first.get(2)).kind());
    assertEquals("[berlin, oslo]", observe().mine().get(0).scope().sites().toString());

    assertTrue(apply(everywhere, berlin, lisbon).succeeded());
    assertEquals(List.of(everywhere, berlin, lisbon), observe().mine());
  }

  @Test
  void apply_siteLeftWithAnOldVersion_isSeenAndRepairedWhateverIsDesired() {
    PathRule old = AcmeSampleRules.rule(1, AcmeSampleRules.ALL_SITES);
    PathRule changed =
        AcmeSampleRules.rule(1, AcmeSampleRules.OWNER, AcmeSampleRules.ALL_SITES, "192.0.2.77/32");
    PathRule without =
        AcmeSampleRules.rule(1, AcmeSampleRules.OWNER, "berlin,lisbon", "192.0.2.77/32");
    apply(old);
    wire.fault(Fault.REFUSE, 9);
    assertFalse(apply(changed).succeeded());

    ObservedPolicy torn = observe();

    assertEquals(2, torn.mine().size(), "the new version, and the stray at oslo");
    assertTrue(torn.mine().contains(without), "what is there looks exactly like what is desired");
    assertFalse(plan(without).isEmpty(), "and yet there is something to do");
    assertTrue(apply(without).succeeded());
    assertEquals(List.of(without), observe().mine());
    assertEquals(List.of(), console.rules("oslo"));
  }

  @Test
  void apply_orderChangedByHandAtOneSite_isSeenAndRepaired() {
    PathRule[] rules = {
      AcmeSampleRules.rule(1, AcmeSampleRules.ALL_SITES),
      AcmeSampleRules.rule(2, AcmeSampleRules.ALL_SITES)
    };
    apply(rules);
    List<String> lines = new ArrayList<>(console.rules("lisbon"));
    Collections.reverse(lines);
    console.setRules("lisbon", lines);

    assertFalse(plan(rules).isEmpty());
    assertTrue(apply(rules).succeeded());

    assertEquals(List.of(rules), observe().mine());
    assertEquals(console.rules("berlin"), console.rules("lisbon"));
  }

  @Test
  void apply_ruleEditedByHandSoThatNobodyCanReadIt_isReplaced() {
    apply(AcmeSampleRules.rule(1, "oslo"));
    String line = console.rules("oslo").get(0);
    console.setRules("oslo", List.of(line.replace(" note ", " log yes note ")));

    assertEquals(1, observe().foreign().size());
    assertTrue(apply(AcmeSampleRules.rule(1, "oslo")).succeeded());

    assertEquals(List.of(line), console.rules("oslo"));
  }

  @Test
  void apply_siteChangedBetweenTwoWrites_isAConflictAndNothingIsInForce() {
    wire.fault(Fault.FOREIGN_EDIT, 5);

    List<StepOutcome> outcomes =
        apply(AcmeSampleRules.rule(1, AcmeSampleRules.ALL_SITES)).outcomes();

    assertEquals(
        ErrorKind.CONFLICT, assertInstanceOf(StepOutcome.Failed.class, outcomes.get(0)).kind());
    assertEquals(List.of(), observe().mine());
    assertEquals(5, wire.writes(), "nothing more is written");
  }

  @Test
  void apply_twoOwners_standInTheOrderOfTheirIds() {
    OwnerId first = new OwnerId("kit-bakery");
    apply(AcmeSampleRules.rule(1, "oslo"));
    addRuleByHand("oslo");
    try (SdwanBackend other = backend(first)) {
      apply(other, AcmeSampleRules.rule(2, first, "oslo", "192.0.2.2/32"));
    }

    List<String> owners =
        console.rules("oslo").stream()
            .map(line -> line.replaceAll(".*owner=| rule=.*", ""))
            .toList();
    assertEquals("kit-bakery", owners.get(0));
    assertEquals("kit-shop", owners.get(1));
    assertEquals(3, owners.size());
  }

  @Test
  void inventory_otherPeopleFillASite_leavesTheRestToUs() {
    List<String> full = new ArrayList<>();
    for (int i = 0; i < 98; i++) {
      full.add("rule by-hand-" + i + " zone guest via lte");
    }
    console.setRules("lisbon", full);

    assertEquals(2, backend.inventory(call()).profile().limit(Limit.RULES).orElseThrow());
  }

  @Test
  void apply_siteThatIsNotThere_isRefusedByName() {
    Plan plan = plan(AcmeSampleRules.rule(1, "berlin,madrid"));

    BackendException refused =
        assertThrows(BackendException.class, () -> backend.apply(plan, wan(), call()));

    assertEquals(ErrorKind.REJECTED, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("madrid"), refused.getMessage());
    assertEquals(0, wire.writes());
  }

  private SdwanBackend backend(OwnerId owner) {
    AcmeClient client = new AcmeClient(() -> wire, new Secret(AcmeAdmin.API_KEY));
    return new AcmeBackend(client, owner, AcmeProfile.FULL);
  }

  private void addRuleByHand(String site) {
    List<String> rules = new ArrayList<>(console.rules(site));
    rules.add("rule by-hand zone guest via lte else drop");
    console.setRules(site, rules);
  }

  private WanSnapshot wan() {
    return backend.inventory(call());
  }

  private ObservedPolicy observe() {
    return backend.observe(wan(), call());
  }

  private Plan plan(PathRule... desired) {
    DesiredPolicy policy = new DesiredPolicy(List.of(desired));
    return Planner.plan(AcmeSampleRules.OWNER, policy, observe(), PlanMode.SYNC);
  }

  private ApplyReport apply(PathRule... desired) {
    return apply(backend, desired);
  }

  private static ApplyReport apply(SdwanBackend through, PathRule... desired) {
    DesiredPolicy policy = new DesiredPolicy(List.of(desired));
    WanSnapshot wan = through.inventory(call());
    ObservedPolicy observed = through.observe(wan, call());
    OwnerId owner = desired[0].owner();
    return through.apply(Planner.plan(owner, policy, observed, PlanMode.SYNC), wan, call());
  }

  private static TestCallContext call() {
    return TestCallContext.lasting(Duration.ofSeconds(30));
  }
}
