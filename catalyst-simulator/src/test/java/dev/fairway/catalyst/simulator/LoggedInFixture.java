package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A simulated Manager over HTTP, with an active policy, and a client that is logged in. */
final class LoggedInFixture implements AutoCloseable {

  static final String POLICY = "/template/policy/vsmart";

  private static final ObjectMapper READER = new ObjectMapper();

  final SimulatorClock clock = SimulatorClock.virtual(Instant.parse("2026-03-02T08:00:00Z"));
  final SimulatedManager manager = new SimulatedManager(FabricSeed.withActivePolicy(), clock);
  final CatalystSimulator simulator =
      CatalystSimulator.start(SimulatorSettings.builder().clock(clock).build(), manager);
  final SimulatorTestClient client = new SimulatorTestClient(simulator);

  LoggedInFixture() throws IOException, InterruptedException {
    client.enter();
  }

  @Override
  public void close() {
    simulator.close();
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static JsonNode read(HttpResponse<String> answer) throws IOException {
    assertEquals(200, answer.statusCode(), answer::body);
    return READER.readTree(answer.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return read(client.get(path));
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return read(client.post(path, json(body)));
  }

  void finish(JsonNode started) throws IOException, InterruptedException {
    clock.advance(Duration.ofSeconds(6));
    JsonNode status = get("/device/action/status/" + started.path("id").asText());
    assertEquals("done", status.at("/summary/status").asText());
    assertTrue(status.path("data").size() > 0, status::toString);
    status
        .path("data")
        .forEach(row -> assertEquals("success", row.path("statusId").asText(), status::toString));
  }

  JsonNode policy(String name) throws IOException, InterruptedException {
    for (JsonNode row : get(POLICY).path("data")) {
      if (row.path("policyName").asText().equals(name)) {
        return row;
      }
    }
    throw new AssertionError("no policy " + name);
  }

  static List<String> texts(JsonNode rows, String field) {
    return rows.findValuesAsText(field);
  }
}
