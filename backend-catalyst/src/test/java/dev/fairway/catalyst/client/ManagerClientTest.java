package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagerClientTest {

  private static final String LISTS = "GET /dataservice/template/policy/list";

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final List<String> heard = new ArrayList<>();
  private final ManagerClient client =
      new ManagerClient(
          manager.access(),
          clock,
          (verb, path, outcome, took) -> heard.add(verb + " " + path + " " + outcome));
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));

  @AfterEach
  void close() {
    client.close();
    manager.close();
  }

  @Test
  void get_firstOfManyRequests_logsInOnceAndSharesTheSession() {
    manager.on(LISTS, ScriptedReply.json("{\"data\":[1]}"));

    calls.get("/template/policy/list");
    JsonNode second = client.within(LimitedCallContext.of(clock)).get("/template/policy/list");

    assertEquals(1, second.path("data").path(0).asInt());
    assertEquals(
        List.of(ScriptedManager.LOGIN, ScriptedManager.TOKEN, LISTS, LISTS), manager.names());
    assertEquals("JSESSIONID=cookie-secret-1", manager.last(LISTS).header("Cookie").orElseThrow());
    assertEquals(
        "j_username=ada&j_password=open-sesame-42", manager.last(ScriptedManager.LOGIN).body());
  }

  @Test
  void get_manyThreadsAtOnce_logInOnce() throws Exception {
    manager.on(LISTS, ScriptedReply.json("{}"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<JsonNode>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  index ->
                      threads.submit(
                          () ->
                              client
                                  .within(LimitedCallContext.of(clock))
                                  .get("/template/policy/list")))
              .toList();
      for (Future<JsonNode> answer : answers) {
        assertTrue(answer.get().isObject());
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, manager.count(ScriptedManager.LOGIN));
    assertEquals(8, manager.count(LISTS));
  }

  @Test
  void put_carriesTheTokenAndAnIndentedBody() {
    String put = "PUT /dataservice/template/policy/list/site/7";
    manager.on(put, ScriptedReply.json("{\"masterTemplatesAffected\":[\"T1\"]}"));

    JsonNode answer = calls.put("/template/policy/list/site/7", Map.of("name", "fairway"));

    assertEquals("T1", answer.path("masterTemplatesAffected").path(0).asText());
    ScriptedManager.SentRequest asked = manager.last(put);
    assertEquals("xsrf-secret-1", asked.header("X-XSRF-TOKEN").orElseThrow());
    assertEquals("{\n  \"name\" : \"fairway\"\n}", asked.body());
    assertTrue(asked.header("Content-Type").orElseThrow().startsWith("application/json"));
  }

  @Test
  void delete_answeredByNothing_isAMissingNode() {
    manager.on("DELETE /dataservice/template/policy/list/site/7", ScriptedReply.empty(200));

    assertTrue(calls.delete("/template/policy/list/site/7").isMissingNode());
  }

  @Test
  void post_anArrayForAnAnswer_isRead() {
    manager.on("POST /dataservice/template/x", ScriptedReply.json("[{\"deviceId\":\"1.1.1.1\"}]"));

    assertEquals("1.1.1.1", calls.post("/template/x", Map.of()).path(0).path("deviceId").asText());
  }

  @Test
  void get_releaseWithoutToken_goesOnWithoutOne() {
    manager.on(ScriptedManager.TOKEN, ScriptedReply.html(404, "<html>no</html>"));
    manager.on("POST /dataservice/x", ScriptedReply.json("{}"));

    calls.post("/x", Map.of());

    assertEquals(Optional.empty(), manager.last("POST /dataservice/x").header("X-XSRF-TOKEN"));
  }

  @Test
  void listener_hearsEveryRequestWithoutItsQuery() {
    manager.on("GET /dataservice/device", ScriptedReply.json("{}"));

    calls.get("/device?deviceId=10.0.0.1");

    assertEquals(
        List.of("POST /j_security_check 200", "GET /client/token 200", "GET /device 200"), heard);
    assertEquals(
        "/dataservice/device?deviceId=10.0.0.1", manager.last("GET /dataservice/device").target());
  }

  @Test
  void listener_thatThrows_endsTheCallAfterTheRequest() {
    manager.on("POST /dataservice/x", ScriptedReply.json("{}"));
    try (ManagerClient crashing =
        new ManagerClient(
            manager.access(),
            clock,
            (verb, path, outcome, took) -> {
              if (path.equals("/x")) {
                throw new IllegalStateException("power cut");
              }
            })) {
      ManagerApi doomed = crashing.within(LimitedCallContext.of(clock));

      assertThrows(IllegalStateException.class, () -> doomed.post("/x", Map.of()));
    }
    assertEquals(1, manager.count("POST /dataservice/x"));
  }

  @Test
  void path_thatLeadsAway_isABug() {
    assertThrows(IllegalArgumentException.class, () -> calls.get("https://elsewhere/"));
    assertThrows(IllegalArgumentException.class, () -> calls.get("template"));
  }
}
