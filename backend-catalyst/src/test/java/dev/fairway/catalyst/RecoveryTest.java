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

/** States that people and controllers bring about, and from which passes have to find back. */
class RecoveryTest {

  private static final PathRule A = Passes.rule("a", 1);
  private static final PathRule B = Passes.rule("b", 2);
  private static final PathRule A_ELSEWHERE = Passes.rule("a", 7);

  private final BackendFixture bench =
      new BackendFixture(
          FabricSeed.withPeople().toBuilder()
              .controller(SeedController.of(2, SeedController.Mode.TEMPLATE))
              .build(),
          PlacementMode.ATTACH);

  @AfterEach
  void close() {
    bench.close();
  }

  private ApplyReport apply(SdwanBackend backend, List<PathRule> desired) {
    return backend.apply(
        Passes.plan(bench, backend, desired), Passes.wan(bench, backend), Passes.call(bench));
  }

  private String container() {
    return bench.people.containers().values().iterator().next();
  }

  /** Leaves an edit in the database that no controller has, and the mark of its change. */
  private void cutOff(List<PathRule> desired) {
    try (SdwanBackend dying = bench.open(Passes.OWNER)) {
      int requests = 0;
      String before = bench.people.definition(container()).path("sequences").toString();
      while (bench.people.definition(container()).path("sequences").toString().equals(before)) {
        bench.simulator.weather().revive();
        var plan = Passes.plan(bench, dying, desired);
        bench.simulator.weather().dieAfter(requests++);
        try {
          dying.apply(plan, Passes.wan(bench, dying), Passes.call(bench));
        } catch (BackendException died) {
          continue;
        }
      }
    }
    bench.simulator.weather().revive();
  }

  @Test
  void apply_whereNoControllerTakesWhatWasCutOff_carriesOutAPlanThatTheyTake() {
    Passes.reach(bench, List.of(A));
    cutOff(List.of(A, B));
    bench.model.nextPush(PushOutcome.failure("no room for another sequence"));
    try (SdwanBackend backend = bench.open(Passes.OWNER)) {
      assertTrue(apply(backend, List.of(A_ELSEWHERE)).succeeded());
    }
    Passes.reach(bench, List.of(A_ELSEWHERE));
  }

  @Test
  void apply_whileAControllerIsAway_canBeFollowedByAnother() {
    Passes.reach(bench, List.of(A));
    bench.model.person("ana").controller("vsmart-2", false);
    try (SdwanBackend backend = bench.open(Passes.OWNER)) {
      apply(backend, List.of(A, B));
      assertTrue(apply(backend, List.of(A, B)).succeeded(), "the Manager delivers it later");
      assertEquals(
          List.of(),
          backend.observe(Passes.wan(bench, backend), Passes.call(bench)).unfinished(),
          "nothing is left to do");
      long pushes = bench.model.pushes();
      apply(backend, List.of(A, B));
      assertEquals(pushes, bench.model.pushes());
    }
    bench.model.person("ana").controller("vsmart-2", true);
    Passes.reach(bench, List.of(B));
  }

  @Test
  void apply_besideAMarkThatCannotBeRead_namesTheListThatStandsInTheWay() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("name", "fairway-change").put("type", "dataPrefix").put("description", "mine now");
    list.putArray("entries").addObject().put("ipPrefix", "192.0.2.0/32");
    bench.people.ask("POST", People.LISTS + "/dataprefix", Optional.of(list));
    try (SdwanBackend backend = bench.open(Passes.OWNER)) {
      BackendException refused =
          assertThrows(BackendException.class, () -> apply(backend, List.of(A)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("'fairway-change'"), refused::getMessage);
    }
  }

  @Test
  void apply_whereSomebodyMadeTheContainerDropTheRest_letsItPassAgain() {
    Passes.reach(bench, List.of(A));
    ObjectNode body = bench.people.definition(container());
    body.putObject("defaultAction").put("type", "drop");
    bench.people.edit(container(), body);
    Passes.reach(bench, List.of(A));
    assertEquals(
        "accept", bench.people.definition(container()).path("defaultAction").path("type").asText());
  }

  @Test
  void apply_whereSomebodyCopiedASequenceOfOurs_leavesOneOfThem() {
    Passes.reach(bench, List.of(A));
    ObjectNode body = bench.people.definition(container());
    ArrayNode sequences = (ArrayNode) body.path("sequences");
    ObjectNode copy = sequences.get(0).deepCopy();
    sequences.add(copy.put("sequenceId", 77));
    bench.people.edit(container(), body);
    Passes.reach(bench, List.of(A));
    assertEquals(1, bench.people.definition(container()).path("sequences").size());
  }

  @Test
  void observe_whereAnActiveDataPolicyIsAnsweredByNothing_isNoEmptyPolicy() {
    Passes.reach(bench, List.of(A));
    bench
        .simulator
        .weather()
        .always(
            "GET",
            People.DATA + "/" + container(),
            SimulatedFault.answer(200, "application/json", "{}"));
    try (SdwanBackend backend = bench.open(Passes.OWNER)) {
      assertThrows(
          BackendException.class,
          () -> backend.observe(Passes.wan(bench, backend), Passes.call(bench)));
    }
  }
}
