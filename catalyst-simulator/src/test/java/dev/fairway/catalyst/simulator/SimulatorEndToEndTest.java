package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorEndToEndTest {

  private static final String SITES =
      "{\"name\":\"branches\",\"description\":\"Branches\",\"type\":\"site\","
          + "\"entries\":[{\"siteId\":\"100\"}]}";

  @Test
  void demo_isReachedInFiveLines() throws Exception {
    // tag::start[]
    SimulatorClock clock = SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));
    SimulatedManager manager = new SimulatedManager(FabricSeed.demo(), clock);
    SimulatorSettings settings = SimulatorSettings.builder().clock(clock).build();
    try (CatalystSimulator simulator = CatalystSimulator.start(settings, manager)) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator).enter();
      HttpResponse<String> devices = visitor.get("/device");
      // end::start[]
      assertTrue(devices.body().contains("\"data\":["), devices.body());
    }
  }

  @Test
  void answerLost_leavesTheObjectThatASecondTryIsRefusedFor() throws Exception {
    SimulatorClock clock = SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));
    SimulatedManager manager = new SimulatedManager(FabricSeed.demo(), clock);
    SimulatorSettings settings = SimulatorSettings.builder().clock(clock).build();
    try (CatalystSimulator simulator = CatalystSimulator.start(settings, manager)) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator).enter();
      simulator
          .faultInjector()
          .next("POST", "/template/policy/list/site", SimulatedFault.answerLost());
      assertThrows(IOException.class, () -> visitor.post("/template/policy/list/site", SITES));
      assertEquals(400, visitor.post("/template/policy/list/site", SITES).statusCode());
      assertTrue(visitor.get("/template/policy/list/site").body().contains("branches"));
    }
  }
}
