package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLogTest {

  private final CatalystSimulator simulator =
      CatalystSimulator.start(SimulatorSettings.builder().build(), new EchoModel());
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);
  private final CallLog log = simulator.requests();

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void kinds_loginsPreviewsAndQuestionsAreNoWrites() throws Exception {
    visitor.enter();
    for (String question :
        List.of(
            "/template/device/config/input",
            "/template/policy/assembly/vsmart",
            "/template/policy/definition/data/preview",
            "/template/policy/list/site/preview",
            "/statistics/approute/aggregation")) {
      visitor.post(question, "{}");
    }
    visitor.send("POST", "/logout", "", "");
    assertEquals(new CallCounts(8, 0, 0, 0), log.counts());
  }

  @Test
  void kinds_writesPushesAndDeactivationsAreCounted() throws Exception {
    visitor.enter();
    long mark = log.mark();
    visitor.post("/template/policy/list/site", "{}");
    visitor.put("/template/device/config/input", "{}");
    visitor.delete("/template/policy/definition/data/1");
    visitor.post("/template/policy/vsmart/activate/1?confirm=true", "{}");
    visitor.post("/template/device/config/attachfeature", "{}");
    visitor.post("/template/policy/vsmart/deactivate/1?confirm=true", "{}");
    assertEquals(
        "WRITE WRITE WRITE PUSH PUSH DEACTIVATION",
        log.since(mark).stream().map(call -> call.kind().name()).collect(Collectors.joining(" ")));
    assertEquals(new CallCounts(6, 6, 2, 1), log.countsSince(mark));
  }

  @Test
  void reset_forgetsAndMarksStayGood() throws Exception {
    visitor.enter();
    long mark = log.mark();
    log.reset();
    assertEquals(List.of(), log.all());
    visitor.get("/device");
    assertEquals("[GET /device 200]", log.since(mark).toString());
    assertEquals(mark + 1, log.mark());
  }

  @Test
  void refusedWrite_countsAndIsNotCarriedOut() throws Exception {
    visitor.put("/template/policy/vsmart/1", "{}");
    assertEquals("[PUT /template/policy/vsmart/1 200 (not carried out)]", log.all().toString());
    assertEquals(1, log.counts().writes());
  }
}
