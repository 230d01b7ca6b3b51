package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  private final EchoModel model = new EchoModel();
  private final CatalystSimulator simulator =
      CatalystSimulator.start(SimulatorSettings.builder().build(), model);
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void login_rightPassword_saysNothingAndGivesACookie() throws Exception {
    HttpResponse<String> answer = visitor.login("admin", "admin");
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertTrue(answer.headers().firstValue("Set-Cookie").orElseThrow().startsWith("JSESSIONID="));
  }

  @Test
  void login_wrongPassword_showsThePageWithStatus200AndACookieOfNobody() throws Exception {
    HttpResponse<String> answer = visitor.login("admin", "guess");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("<html>"));
    assertTrue(visitor.get("/device").body().contains("loginContainer"));
    assertEquals(List.of(), model.asked);
  }

  @Test
  void token_asTextAndAsJson_isTheSame() throws Exception {
    visitor.enter();
    String token = visitor.headers.get("X-XSRF-TOKEN");
    String json = visitor.get("/client/token?json=true").body();
    assertEquals("{\"token\":\"" + token + "\"}", json);
  }

  @Test
  void read_ofSomebodyLoggedIn_reachesTheModelDecoded() throws Exception {
    visitor.enter().get("/template/policy/li%73t?name=a%20b");
    assertEquals("/template/policy/list", model.asked.get(0).path());
    assertEquals(Map.of("name", List.of("a b")), model.asked.get(0).query());
    assertEquals("admin", model.asked.get(0).user());
  }

  @Test
  void write_withoutOrWithAWrongToken_isForbiddenAndNotCarriedOut() throws Exception {
    visitor.enter();
    visitor.headers.put("X-XSRF-TOKEN", "another");
    assertEquals(403, visitor.post("/template/policy/vsmart", "{}").statusCode());
    visitor.headers.remove("X-XSRF-TOKEN");
    assertEquals(403, visitor.delete("/template/policy/vsmart/1").statusCode());
    assertEquals(List.of(), model.asked);
    assertFalse(simulator.requests().all().get(2).carriedOut());
  }

  @Test
  void write_withToken_isCarriedOut() throws Exception {
    visitor.enter();
    String answer = visitor.put("/template/policy/vsmart/1", "{\"a\":[1]}").body();
    assertTrue(answer.contains("\"body\":{\"a\":[1]}"), answer);
    HttpResponse<String> deleted = visitor.delete("/template/policy/vsmart/1");
    assertEquals("200 ''", deleted.statusCode() + " '" + deleted.body() + "'");
  }

  @Test
  void ready_ofNobody_isAnswered() throws Exception {
    assertEquals("{\"isServerReady\":true}", visitor.get("/client/server/ready").body());
  }

  @Test
  void logout_endsTheSession() throws Exception {
    visitor.enter();
    assertEquals(200, visitor.send("POST", "/logout", "", "").statusCode());
    assertTrue(visitor.get("/device").body().contains("loginContainer"));
  }
}
