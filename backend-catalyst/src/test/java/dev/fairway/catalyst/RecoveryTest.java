package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.simulator.model.PushOutcome;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States that other users and controllers cause, and from which syncs have to recover. */
class RecoveryTest {

  private static final PathRule A = SyncSteps.rule("a", 1);
  private static final PathRule B = SyncSteps.rule("b", 2);
  private static final PathRule A_ELSEWHERE = SyncSteps.rule("a", 7);

  private final BackendFixture fixture =
      new BackendFixture(
          FabricSeed.withActivePolicy().toBuilder()
              .controller(SeedController.of(2, SeedController.Mode.TEMPLATE))
              .build(),
          PlacementMode.ATTACH);

  @AfterEach
  void close() {
    fixture.close();
  }

  private ApplyReport apply(SdwanBackend backend, List<PathRule> desired) {
    return backend.apply(
        SyncSteps.plan(fixture, backend, desired),
        SyncSteps.wan(fixture, backend),
        SyncSteps.call(fixture));
  }

  private String container() {
    return fixture.admin.containers().values().iterator().next();
  }

  /** Leaves an edit in the database that no controller has, and the mark of its change. */
  private void cutOff(List<PathRule> desired) {
    try (SdwanBackend dying = fixture.open(SyncSteps.OWNER)) {
      int requests = 0;
      String before = fixture.admin.definition(container()).path("sequences").toString();
      while (fixture.admin.definition(container()).path("sequences").toString().equals(before)) {
        fixture.simulator.faultInjector().revive();
        var plan = SyncSteps.plan(fixture, dying, desired);
        fixture.simulator.faultInjector().dieAfter(requests++);
        try {
          dying.apply(plan, SyncSteps.wan(fixture, dying), SyncSteps.call(fixture));
        } catch (BackendException died) {
          continue;
        }
      }
    }
    fixture.simulator.faultInjector().revive();
  }

  @Test
  void apply_whereNoControllerTakesWhatWasCutOff_carriesOutAPlanThatTheyTake() {
    SyncSteps.reach(fixture, List.of(A));
    cutOff(List.of(A, B));
    fixture.model.nextPush(PushOutcome.failure("no room for another sequence"));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertTrue(apply(backend, List.of(A_ELSEWHERE)).succeeded());
    }
    SyncSteps.reach(fixture, List.of(A_ELSEWHERE));
  }

  @Test
  void apply_whileAControllerIsAway_canBeFollowedByAnother() {
    SyncSteps.reach(fixture, List.of(A));
    fixture.model.adminUser("ana").controller("vsmart-2", false);
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      apply(backend, List.of(A, B));
      assertTrue(apply(backend, List.of(A, B)).succeeded(), "the Manager delivers it later");
      assertEquals(
          List.of(),
          backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)).unfinished(),
          "nothing is left to do");
      long pushes = fixture.model.pushes();
      apply(backend, List.of(A, B));
      assertEquals(pushes, fixture.model.pushes());
    }
    fixture.model.adminUser("ana").controller("vsmart-2", true);
    SyncSteps.reach(fixture, List.of(B));
  }

  @Test
  void apply_besideAMarkThatCannotBeRead_namesTheListThatStandsInTheWay() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("name", "fairway-change").put("type", "dataPrefix").put("description", "mine now");
    list.putArray("entries").addObject().put("ipPrefix", "192.0.2.0/32");
    fixture.admin.ask("POST", AdminActions.LISTS + "/dataprefix", Optional.of(list));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      BackendException refused =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("'fairway-change'"), refused::getMessage);
    }
  }

  @Test
  void apply_whereSomebodyMadeTheContainerDropTheRest_letsItPassAgain() {
    SyncSteps.reach(fixture, List.of(A));
    ObjectNode body = fixture.admin.definition(container());
    body.putObject("defaultAction").put("type", "drop");
    fixture.admin.edit(container(), body);
    SyncSteps.reach(fixture, List.of(A));
    assertEquals(
        "accept",
        fixture.admin.definition(container()).path("defaultAction").path("type").asText());
  }

  @Test
  void apply_whereSomebodyCopiedASequenceOfOurs_leavesOneOfThem() {
    SyncSteps.reach(fixture, List.of(A));
    ObjectNode body = fixture.admin.definition(container());
    ArrayNode sequences = (ArrayNode) body.path("sequences");
    ObjectNode copy = sequences.get(0).deepCopy();
    sequences.add(copy.put("sequenceId", 77));
    fixture.admin.edit(container(), body);
    SyncSteps.reach(fixture, List.of(A));
    assertEquals(1, fixture.admin.definition(container()).path("sequences").size());
  }

  @Test
  void observe_whereAnActiveDataPolicyIsAnsweredByNothing_isNoEmptyPolicy() {
    SyncSteps.reach(fixture, List.of(A));
    fixture
        .simulator
        .faultInjector()
        .always(
            "GET",
            AdminActions.DATA + "/" + container(),
            SimulatedFault.answer(200, "application/json", "{}"));
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      assertThrows(
          BackendException.class,
          () -> backend.observe(SyncSteps.wan(fixture, backend), SyncSteps.call(fixture)));
    }
  }
}
