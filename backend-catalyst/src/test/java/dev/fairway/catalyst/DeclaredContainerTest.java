package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A data policy, a site list and a VPN list that a team declared for Fairway with Terraform. */
class DeclaredContainerTest {

  private static final PathRule A = SyncSteps.rule("a", 1);
  private static final PathRule B = SyncSteps.rule("b", 2);

  private final BackendFixture fixture = BackendFixture.attach();
  private final TerraformTeam terraform = new TerraformTeam(fixture, "terraform");

  @AfterEach
  void close() {
    terraform.close();
    fixture.close();
  }

  private int sequences() {
    return terraform.definition().path("sequences").size();
  }

  private String refusal(List<PathRule> desired) {
    long writes = fixture.watched.writes();
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, desired);
      BackendException refused =
          assertThrows(
              BackendException.class,
              () -> backend.apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)));
      assertEquals(ErrorKind.UNSUPPORTED, refused.kind(), refused::getMessage);
      assertEquals(writes, fixture.watched.writes(), "nothing is written");
      return String.valueOf(refused.getMessage());
    }
  }

  private ObservedPolicy observe() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      return backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture));
    }
  }

  @Test
  void apply_ofEveryChange_writesSequencesAloneAndStaysEmptyInPlace() {
    terraform.declare("100", "200");
    String declared = terraform.declared();

    SyncSteps.reach(fixture, List.of(A));
    assertEquals(declared, terraform.declared());
    SyncSteps.reach(fixture, List.of(A, B));
    assertEquals(declared, terraform.declared());
    assertEquals(2, sequences());
    SyncSteps.reach(fixture, List.of());

    assertEquals(declared, terraform.declared());
    assertEquals(0, sequences());
    assertEquals(Set.of("fairway-default"), fixture.admin.containers().keySet());
    SyncSteps.reach(fixture, List.of(B));
    assertEquals(declared, terraform.declared());
    assertEquals(1, sequences());
  }

  /** Purges; what the team declared stays, without a sequence, and no list of a rule does. */
  private void assertPurgeKeeps(String declared) {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of());
      assertTrue(
          backend
              .purge(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());
    }

    assertEquals(declared, terraform.declared());
    assertEquals(0, sequences());
    assertTrue(
        fixture.admin.all(AdminActions.LISTS).stream()
            .noneMatch(list -> list.path("name").asText().startsWith("fw-")));
  }

  @Test
  void purge_takesTheSequencesAlone() {
    terraform.declare("100", "200");
    String declared = terraform.declared();
    SyncSteps.reach(fixture, List.of(A, B));

    assertPurgeKeeps(declared);
  }

  @Test
  void apply_whereTheTeamEditsItsPolicyWithItsItemInIt_findsNothingToDo() {
    terraform.declare("100", "200");
    SyncSteps.reach(fixture, List.of(A));

    terraform.putPolicy(item -> true);
    terraform.push();

    assertEquals(List.of(A), observe().mine());
    assertEquals(List.of(), observe().unfinished());
  }

  @Test
  void apply_whereTheSettingsNameOtherSites_namesTheListAndWritesNothing() {
    terraform.declare("100");

    assertTrue(
        refusal(List.of(A))
            .contains("site list 'fairway-sites' holds 100, and the setting 'sites' says 100, 200"),
        () -> refusal(List.of(A)));
    assertEquals(Set.of("fairway-default"), fixture.admin.containers().keySet());
  }

  @Test
  void apply_afterTheTeamChangedItsSites_refusesWhatIsNewAndTakesAwayWhatIsThere() {
    terraform.declare("100", "200");
    SyncSteps.reach(fixture, List.of(A));
    terraform.putSites("100", "200", "900");

    assertEquals(List.of(), observe().mine(), "it holds at a site that the settings do not name");
    assertTrue(
        refusal(List.of(A, B)).contains("holds 100, 200, 900, and the setting 'sites' says"),
        () -> refusal(List.of(A, B)));

    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of());
      backend.apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture));
    }
    assertEquals(0, sequences());
  }

  @Test
  void apply_whereTheSettingsNameAnotherVpn_namesTheList() {
    terraform.declare("100", "200");
    ObjectNode list = terraform.list("fairway-default-vpn").deepCopy();
    list.putArray("entries").addObject().put("vpn", "11");
    terraform.put(AdminActions.LISTS + "/vpn/" + list.path("listId").asText(), list);
    terraform.push();

    assertTrue(
        refusal(List.of(A))
            .contains(
                "VPN list 'fairway-default-vpn' holds 11, and the setting 'segments' says VPN 10"
                    + " for segment 'default'"),
        () -> refusal(List.of(A)));
  }

  @Test
  void apply_intoOneThatDropsTheRest_isRefusedAndLeavesTheDefaultAction() {
    terraform.declare("100", "200");
    ObjectNode body = terraform.definition();
    body.putObject("defaultAction").put("type", "drop");
    terraform.put(AdminActions.DATA + "/" + body.path("definitionId").asText(), body);
    terraform.push();

    assertTrue(refusal(List.of(A)).contains("make it accept"), () -> refusal(List.of(A)));
    assertEquals("drop", terraform.definition().at("/defaultAction/type").asText());
  }

  @Test
  void apply_whereNobodyAttachedIt_saysSoAndMakesNoOther() {
    terraform.declareUnattached("100", "200");

    assertTrue(
        refusal(List.of(A))
            .contains(
                "it is not attached by Fairway, and the active policy 'corporate' does not name it;"
                    + " attach it with direction service, the sites 100, 200 and VPN 10"),
        () -> refusal(List.of(A)));
    assertEquals(Set.of("fairway-default"), fixture.admin.containers().keySet());
  }

  @Test
  void observe_afterTheTeamDetachedIt_saysWhatHoldsNoMoreAndKeepsIt() {
    terraform.declare("100", "200");
    SyncSteps.reach(fixture, List.of(A));
    terraform.takeOut();

    ObservedPolicy now = observe();

    assertEquals(List.of(), now.mine());
    List<Diagnostic> said =
        now.diagnostics().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.DATA_POLICY_NOT_ATTACHED)
            .toList();
    assertEquals(1, said.size(), now.diagnostics()::toString);
    assertTrue(said.get(0).message().contains("attach it again, or delete it"));
    assertEquals(
        List.of(
            "the entry of data policy 'fairway-default' is not in the active policy 'corporate' any"
                + " more"),
        now.unfinished());
    assertTrue(refusal(List.of(A, B)).contains("does not name it"));
    assertEquals(1, sequences());
  }

  @Test
  void apply_withoutRulesAfterTheTeamDetachedIt_takesTheSequencesWithoutAPush() {
    terraform.declare("100", "200");
    SyncSteps.reach(fixture, List.of(A));
    terraform.takeOut();
    fixture.time.clock.advance(Duration.ofMinutes(10));
    long mark = fixture.simulator.requests().mark();

    SyncSteps.reach(fixture, List.of());

    assertEquals(0, sequences());
    assertEquals(0, fixture.simulator.requests().countsSince(mark).pushes());
  }

  @Test
  void purge_ofOneThatTheTeamDetached_takesTheSequencesAlone() {
    terraform.declare("100", "200");
    SyncSteps.reach(fixture, List.of(A));
    terraform.takeOut();
    String declared = terraform.declared();

    assertPurgeKeeps(declared);
  }

  @Test
  void apply_whereOnlyTheSiteListIsDeclared_makesTheRestAndDeletesThatAlone() {
    fixture.admin.ask(
        "POST",
        AdminActions.LISTS + "/site",
        Optional.of(
            WireJson.object(
                "{\"name\": \"fairway-sites\", \"type\": \"site\", \"entries\":"
                    + " [{\"siteId\": \"100\"}, {\"siteId\": \"200\"}]}")));
    String id = terraform.list("fairway-sites").path("listId").asText();

    SyncSteps.reach(fixture, List.of(A));
    assertEquals(
        id,
        terraform.list("fairway-sites").path("listId").asText(),
        "no second list of the same sites");
    assertEquals(1, terraform.list("fairway-sites").path("referenceCount").asInt());
    SyncSteps.reach(fixture, List.of());

    assertEquals(id, terraform.list("fairway-sites").path("listId").asText());
    assertEquals(Set.of(), fixture.admin.containers().keySet());
  }

  @Test
  void apply_besideAContainerOfFairwaysOwn_editsOneAndThenAttachesTheOther() {
    try (BackendFixture two =
            BackendFixture.twoSegments(FabricSeed.withActivePolicy(), PlacementMode.ATTACH);
        TerraformTeam team = new TerraformTeam(two, "terraform")) {
      team.declare("100", "200");
      String id = team.definition().path("definitionId").asText();
      long mark = two.simulator.requests().mark();

      SyncSteps.reach(two, List.of(blue(3), A));

      assertEquals(2, two.simulator.requests().countsSince(mark).pushes());
      assertEquals(Set.of("fairway-default", "fairway-blue"), two.admin.containers().keySet());
      assertEquals(id, team.definition().path("definitionId").asText());
      List<String> siteLists =
          new StoredPolicy(two.admin.active())
              .assembly().stream()
                  .filter(
                      item ->
                          two.admin.containers().containsValue(item.path("definitionId").asText()))
                  .map(item -> item.at("/entries/0/siteLists/0").asText())
                  .distinct()
                  .toList();
      assertEquals(List.of(team.list("fairway-sites").path("listId").asText()), siteLists);

      SyncSteps.reach(two, List.of(blue(4), SyncSteps.rule("a", 9)));
      assertEquals(id, team.definition().path("definitionId").asText());
      SyncSteps.reach(two, List.of());
      assertEquals(Set.of("fairway-default"), two.admin.containers().keySet());
    }
  }

  private static PathRule blue(int host) {
    Scope scope =
        new Scope(
            BackendFixture.BLUE,
            new TreeSet<>(BackendFixture.SITES.stream().map(SiteId::new).toList()));
    return SyncSteps.rule(SyncSteps.OWNER, "blue", host, scope);
  }
}
