package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleasesTest {

  private final EchoModel model = new EchoModel();
  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));

  private CatalystSimulator start(String release) {
    return CatalystSimulator.start(
        SimulatorSettings.builder()
            .clock(clock)
            .release(release)
            .apiKey("key-of-robot", "robot")
            .build(),
        model);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JsonMapper.builder().build().readTree(answer.body());
  }

  @Test
  void before19_2_writesNeedNoTokenAndThereIsNone() throws Exception {
    try (CatalystSimulator simulator = start("18.4.5")) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      visitor.login("admin", "admin");
      assertEquals(404, visitor.get("/client/token").statusCode());
      assertEquals(200, visitor.post("/template/policy/vsmart", "{}").statusCode());
    }
  }

  @Test
  void logout_before20_12_isGetAndAfterwardsPost() throws Exception {
    try (CatalystSimulator older = start("20.9.0.02-li");
        CatalystSimulator newer = start("20.12.3")) {
      assertEquals("302 405", logouts(new SimulatorTestClient(older)));
      assertEquals("405 200", logouts(new SimulatorTestClient(newer)));
    }
  }

  private static String logouts(SimulatorTestClient visitor) throws Exception {
    return visitor.send("GET", "/logout?nocache=17", "", "").statusCode()
        + " "
        + visitor.send("POST", "/logout", "", "").statusCode();
  }

  @Test
  void serverAndAbout_sayReleaseUserAndToken() throws Exception {
    try (CatalystSimulator simulator = start("20.15.1")) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator).enter();
      JsonNode server = json(visitor.get("/client/server")).path("data");
      assertEquals("20.15.1", server.path("platformVersion").asText());
      assertEquals("SingleTenant", server.path("tenancyMode").asText());
      assertEquals(visitor.headers.get("X-XSRF-TOKEN"), server.path("CSRFToken").asText());
      JsonNode about = json(visitor.get("/client/about")).path("data");
      assertEquals("20.15.1", about.path("version").asText());
      assertEquals(0, model.asked.size());
    }
  }

  @Test
  void apiKey_standsForItsUserAndItsWritesNeedTheToken() throws Exception {
    try (CatalystSimulator simulator = start("20.12.3")) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      visitor.headers.put("Authorization", "Bearer key-of-robot");
      assertEquals("robot", json(visitor.get("/device")).path("user").asText());
      assertEquals(403, visitor.post("/x", "{}").statusCode());
      visitor.headers.put("X-XSRF-TOKEN", visitor.get("/client/token").body());
      assertEquals(200, visitor.post("/x", "{}").statusCode());
      visitor.headers.put("Authorization", "Bearer another");
      assertEquals(401, visitor.get("/client/server").statusCode());
    }
  }

  @Test
  void jwt_before20_18_isNotThere() throws Exception {
    try (CatalystSimulator simulator = start("20.15.1")) {
      String login = "{\"username\":\"admin\",\"password\":\"admin\"}";
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      assertEquals(404, visitor.send("POST", "/jwt/login", "application/json", login).statusCode());
    }
  }

  @Test
  void jwt_livesAsLongAsAskedAndIsRenewed() throws Exception {
    try (CatalystSimulator simulator = start("20.18.1")) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      JsonNode first = jwt(visitor, "/jwt/login", "\"username\":\"admin\",\"password\":\"admin\"");
      visitor.headers.put("Authorization", "Bearer " + first.path("token").asText());
      visitor.headers.put("X-XSRF-TOKEN", first.path("csrf").asText());
      assertEquals(200, visitor.post("/x", "{}").statusCode());
      clock.advance(Duration.ofSeconds(60));
      assertEquals(401, visitor.get("/x").statusCode());
      String refresh = "\"refresh\":\"" + first.path("refresh").asText() + "\"";
      JsonNode second = jwt(visitor, "/jwt/refresh", refresh);
      visitor.headers.put("Authorization", "Bearer " + second.path("token").asText());
      assertEquals("admin", json(visitor.get("/x")).path("user").asText());
      clock.advance(Duration.ofSeconds(60L * 86_400));
      assertTrue(jwt(visitor, "/jwt/refresh", refresh).has("error"));
    }
  }

  private static JsonNode jwt(SimulatorTestClient visitor, String path, String fields)
      throws Exception {
    String body = "{" + fields + ",\"duration\":60}";
    return json(visitor.send("POST", path, "application/json", body));
  }

  @Test
  void jwt_wrongPasswordOrDuration_isRefused() throws Exception {
    try (CatalystSimulator simulator = start("20.18.1")) {
      SimulatorTestClient visitor = new SimulatorTestClient(simulator);
      String wrong = "{\"username\":\"admin\",\"password\":\"guess\"}";
      String never = "{\"username\":\"admin\",\"password\":\"admin\",\"duration\":604801}";
      assertEquals(401, visitor.send("POST", "/jwt/login", "application/json", wrong).statusCode());
      assertEquals(400, visitor.send("POST", "/jwt/login", "application/json", never).statusCode());
    }
  }
}
