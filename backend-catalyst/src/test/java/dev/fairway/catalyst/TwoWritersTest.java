package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.catalyst.simulator.model.AdminUser;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another writer of the active policy, and what becomes of the rules that it takes away. */
class TwoWritersTest {

  private static final PathRule A = SyncSteps.rule("a", 1);
  private static final PathRule B = SyncSteps.rule("b", 2);
  private static final Duration YIELD = PushTiming.USUAL.yieldAfterForeign();

  private final BackendFixture fixture = BackendFixture.attach();
  private final TerraformTeam terraform = new TerraformTeam(fixture, "terraform");

  @AfterEach
  void close() {
    terraform.close();
    fixture.close();
  }

  private ApplyReport apply(SdwanBackend backend, List<PathRule> desired) {
    return backend.apply(
        SyncSteps.plan(fixture, backend, desired),
        SyncSteps.wan(fixture, backend),
        SyncSteps.call(fixture));
  }

  private BackendException conflict(SdwanBackend backend, List<PathRule> desired) {
    long writes = fixture.watched.writes();
    BackendException held = assertThrows(BackendException.class, () -> apply(backend, desired));
    assertEquals(ErrorKind.CONFLICT, held.kind(), held::getMessage);
    assertEquals(writes, fixture.watched.writes(), "nothing is written");
    return held;
  }

  private ObservedPolicy observe(SdwanBackend backend) {
    return backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture));
  }

  /** The ids of everything that Fairway made, by name. */
  private Map<String, String> ids() {
    Map<String, String> ids = new TreeMap<>(fixture.admin.containers());
    for (JsonNode list : fixture.admin.all(AdminActions.LISTS)) {
      if (list.path("name").asText().matches("(fw-|fairway).*")) {
        ids.put(list.path("name").asText(), list.path("listId").asText());
      }
    }
    return ids;
  }

  @Test
  void apply_afterTheEntryWasTakenOut_waitsAndThenAttachesTheSameContainer() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A, B)).succeeded());
      observe(backend);
      Map<String, String> before = ids();

      terraform.takeOut();
      BackendException held = conflict(backend, List.of(A, B));

      assertTrue(held.retryAfter().orElseThrow().compareTo(YIELD) <= 0);
      assertTrue(
          String.valueOf(held.getMessage())
              .matches(
                  "user 'terraform' at [0-9TZ:-]+ took rules of Fairway out of force: the entry of"
                      + " data policy 'fairway-default' is not in the active policy 'corporate' any"
                      + " more; they are put back from [0-9TZ:-]+ on"),
          held::getMessage);
      fixture.time.clock.advance(held.retryAfter().orElseThrow());
      long mark = fixture.simulator.requests().mark();
      assertTrue(apply(backend, List.of(A, B)).succeeded());

      assertEquals(before, ids(), "no container and no list is made anew");
      assertEquals(List.of(A, B), observe(backend).mine());
      assertEquals(List.of(), observe(backend).unfinished());
      assertEquals(1, fixture.simulator.requests().countsSince(mark).pushes());
    }
  }

  @Test
  void apply_whileTheOtherEditsAgain_waitsAnew() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A)).succeeded());
      observe(backend);
      terraform.takeOut();
      conflict(backend, List.of(A));
      fixture.time.clock.advance(YIELD.minusSeconds(1));
      terraform.putPolicy(
          item -> !fixture.admin.containers().containsValue(item.path("definitionId").asText()));

      fixture.time.clock.advance(Duration.ofSeconds(2));

      assertTrue(
          conflict(backend, List.of(A)).retryAfter().orElseThrow().compareTo(YIELD.dividedBy(2))
              > 0);
    }
  }

  @Test
  void apply_ofAFreshProcess_waitsAfterAnEditOfAnotherAccountAndNotAfterAnOldOne() {
    SyncSteps.reach(fixture, List.of(A));
    terraform.takeOut();
    try (SdwanBackend fresh = fixture.open(SyncSteps.OWNER)) {
      Duration left = conflict(fresh, List.of(A)).retryAfter().orElseThrow();
      assertTrue(left.compareTo(YIELD) < 0, "the edit was half a minute ago: " + left);
    }
    fixture.time.clock.advance(YIELD);
    SyncSteps.reach(fixture, List.of(A));
  }

  @Test
  void apply_ofAFreshProcessAfterAnEditWithItsOwnAccount_mendsAtOnce() {
    SyncSteps.reach(fixture, List.of(A));
    try (TerraformTeam same = new TerraformTeam(fixture, "fairway")) {
      same.takeOut();
    }
    SyncSteps.reach(fixture, List.of(A));
  }

  @Test
  void apply_afterSequencesWereDeleted_waitsToo() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A, B)).succeeded());
      observe(backend);
      fixture.time.clock.advance(Duration.ofSeconds(1));
      ObjectNode body = terraform.definition();
      body.putArray("sequences");
      terraform.put(AdminActions.DATA + "/" + body.path("definitionId").asText(), body);
      terraform.push();

      String why = String.valueOf(conflict(backend, List.of(A, B)).getMessage());

      assertTrue(why.contains("rules that were in force are not there any more"), why);
      fixture.time.clock.advance(YIELD);
      assertTrue(apply(backend, List.of(A, B)).succeeded());
    }
  }

  @Test
  void apply_afterTheContainerWasEditedInAForeignSequence_doesNotWait() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A)).succeeded());
      observe(backend);
      fixture.admin.plant(1);

      assertTrue(apply(backend, List.of(A, B)).succeeded());
    }
  }

  @Test
  void apply_whileSomebodyHoldsTheEditLock_makesNoListAndTriesAgainAfterThePause() {
    SyncSteps.reach(fixture, List.of(A));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      fixture.model.adminUser("ana").takeLock(YIELD.multipliedBy(2).plusSeconds(30));
      for (int attempt = 0; attempt < 2; attempt++) {
        Map<String, String> before = ids();
        long mark = fixture.simulator.requests().mark();
        BackendException busy =
            assertThrows(BackendException.class, () -> apply(backend, List.of(A, B)));
        assertEquals(ErrorKind.CONFLICT, busy.kind());
        List<LoggedCall> calls = fixture.simulator.requests().since(mark);
        assertTrue(
            calls.stream()
                .noneMatch(
                    call -> call.path().contains("/policy/list/") || call.verb().equals("DELETE")),
            calls::toString);
        assertEquals(before, ids());
        fixture.time.clock.advance(busy.retryAfter().orElseThrow());
      }
      fixture.time.clock.advance(Duration.ofMinutes(1));
      assertTrue(apply(backend, List.of(A, B)).succeeded());
    }
  }

  @Test
  void apply_asTheFirstOneWhileSomebodyHoldsTheEditLock_makesNoList() {
    fixture.model.adminUser("ana").takeLock(Duration.ofMinutes(3));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      BackendException busy =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A)));
      assertEquals(ErrorKind.CONFLICT, busy.kind());
      assertEquals(Map.of(), ids());
    }
  }

  @Test
  void observe_afterAListLostItsMark_tellsItsOwnerAloneAndNeverDeletesIt() {
    SyncSteps.reach(fixture, List.of(A));
    JsonNode list =
        fixture.admin.all(AdminActions.LISTS).stream()
            .filter(found -> found.path("name").asText().startsWith("fw-"))
            .findFirst()
            .orElseThrow();
    ObjectNode body = list.deepCopy();
    body.remove("description");
    terraform.put(AdminActions.LISTS + "/dataprefix/" + list.path("listId").asText(), body);
    terraform.push();
    fixture.time.clock.advance(YIELD);

    SyncSteps.reach(fixture, List.of(A));

    String name = list.path("name").asText();
    assertEquals(list.path("listId").asText(), ids().get(name), "what is not marked stays");
    assertNotEquals(null, ids().get(name + "_2"));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      List<String> said = unmarked(observe(backend));
      assertEquals(1, said.size());
      assertTrue(
          said.get(0).startsWith("the list '" + name + "' of a rule has lost Fairway's mark"),
          said::toString);
    }
    try (SdwanBackend other = fixture.open(new OwnerId("shop-us"))) {
      assertEquals(List.of(), unmarked(observe(other)));
    }
  }

  private static List<String> unmarked(ObservedPolicy observed) {
    return observed.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.LIST_UNMARKED)
        .map(diagnostic -> diagnostic.message())
        .toList();
  }

  @Test
  void apply_ofEveryKind_keepsWhatThePolicySaysBesideItsAssembly() {
    ObjectNode policy = fixture.admin.active();
    ObjectNode kept = ((ObjectNode) policy.path("policyDefinition")).putObject("settings");
    kept.put("theirs", "stays");
    ((ObjectNode) policy.path("policyDefinition")).putArray("regionRoleAssembly");
    terraform.put(AdminActions.POLICIES + "/" + policy.path("policyId").asText(), policy);
    terraform.push();
    fixture.time.clock.advance(YIELD);

    SyncSteps.reach(fixture, List.of(A));
    SyncSteps.reach(fixture, List.of(B));
    assertEquals(kept, fixture.admin.active().at("/policyDefinition/settings"));
    SyncSteps.reach(fixture, List.of());

    assertEquals(kept, fixture.admin.active().at("/policyDefinition/settings"));
    assertTrue(fixture.admin.active().at("/policyDefinition/regionRoleAssembly").isArray());
  }

  /** A client that loses the entries of what it edits: the rules hold nowhere. */
  @Test
  void apply_afterTheEntriesOfItsItemWereLost_writesThemAgain() {
    SyncSteps.reach(fixture, List.of(A));
    terraform.putPolicy(
        item -> {
          if (fixture.admin.containers().containsValue(item.path("definitionId").asText())) {
            item.remove("entries");
          }
          return true;
        });
    terraform.push();
    fixture.time.clock.advance(YIELD);

    SyncSteps.reach(fixture, List.of(A));

    assertEquals(Set.of("fairway-default"), fixture.admin.containers().keySet());
  }

  /** The other puts the policy and pushes right after it was read: what it wrote stays. */
  @Test
  void apply_whileTheOtherAppliesAnEdit_waitsForItsPushAndTakesNothingBack() {
    SyncSteps.reach(fixture, List.of(A));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, backend, List.of(A, B));
      fixture.watched.afterReading(
          AdminActions.DATA + "/",
          () -> {
            ObjectNode policy = fixture.admin.active();
            policy.put("policyDescription", "edited by the team");
            ((ArrayNode) policy.at("/policyDefinition/assembly")).remove(0);
            AdminUser team = fixture.model.adminUser("terraform");
            team.ask(
                "PUT",
                AdminActions.POLICIES + "/" + policy.path("policyId").asText(),
                Optional.of(policy));
            team.push();
            fixture.time.clock.advance(Duration.ofSeconds(1));
          });

      BackendException busy =
          assertThrows(
              BackendException.class,
              () -> backend.apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)));

      assertEquals(ErrorKind.CONFLICT, busy.kind(), busy::getMessage);
      assertEquals("edited by the team", fixture.admin.active().path("policyDescription").asText());
    }
  }

  @Test
  void purge_afterTheEntryWasTakenOut_doesNotWait() {
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A)).succeeded());
      observe(backend);
      terraform.takeOut();
      Plan plan = SyncSteps.plan(fixture, backend, List.of());
      assertTrue(
          backend
              .purge(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());
    }
    assertEquals(Map.of(), ids());
  }
}
