package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest {

  private static final String PATH = "/dataservice/template/policy/list/site";
  private static final String JSON = "application/json";

  private final EchoModel model = new EchoModel();
  private final CatalystSimulator simulator =
      CatalystSimulator.start(SimulatorSettings.builder().largestBody(1000).build(), model);
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @BeforeEach
  void enter() throws Exception {
    visitor.enter();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private void assertRefused(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith("{\"error\":{"), answer.body());
    assertEquals(List.of(), model.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sequences\":[]}]}",
        "{\"a\":1} x",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"o\":{\"a\":1,\"a\":2}}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":",
        "// {}",
        "\uFEFF{}",
        "\"words\"",
        "17",
        " ",
      })
  void body_thatIsNotOneStrictTree_isRefused(String body) throws Exception {
    assertRefused(400, visitor.send("POST", PATH, JSON, body));
  }

  @Test
  void body_thatIsNotUtf8_isRefused() throws Exception {
    byte[] latin = "{\"name\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(400, visitor.send("POST", PATH, JSON, latin));
  }

  @Test
  void body_ofAnotherType_isRefused() throws Exception {
    assertRefused(415, visitor.send("POST", PATH, "text/plain", "{}"));
  }

  @Test
  void body_ofATypeThatIsNotSaid_isReadAsStrictlyAsJson() throws Exception {
    assertRefused(400, visitor.send("POST", PATH, "", "{\"a\":1,}"));
    assertEquals(200, visitor.send("POST", PATH, "", "{\"a\":1}").statusCode());
    assertEquals(1, model.asked.get(0).body().orElseThrow().path("a").asInt());
  }

  @Test
  void slashAtTheEnd_saysNothing_twoOfThemDo() throws Exception {
    assertEquals(200, visitor.send("POST", PATH + "/", JSON, "{}").statusCode());
    assertEquals(200, visitor.send("POST", PATH + "//", JSON, "{}").statusCode());
    assertEquals("/template/policy/list/site", model.asked.get(0).path());
    assertEquals("/template/policy/list/site/", model.asked.get(1).path());
  }

  @Test
  void body_thatIsTooLong_isRefused() throws Exception {
    String body = "{\"a\":\"" + "x".repeat(992) + "\"}";
    assertRefused(413, visitor.send("POST", PATH, JSON, body + " "));
  }

  @Test
  void body_thatIsJustShortEnoughAndPretty_isRead() throws Exception {
    String body = "{\"a\":\"" + "x".repeat(991) + "\"}\n";
    assertEquals(
        200, visitor.send("POST", PATH, "Application/JSON; charset=utf-8", body).statusCode());
    assertEquals(991, model.asked.get(0).body().orElseThrow().path("a").asText().length());
  }

  @Test
  void refusal_doesNotRepeatTheBody() throws Exception {
    String answer = visitor.send("POST", PATH, JSON, "{\"password\":\"s3cret\" s3cret}").body();
    assertEquals(-1, answer.indexOf("s3cret"), answer);
  }

  @Test
  void query_withANameTwiceAndWithEmptyParts_isPassedOnWhole() throws Exception {
    assertEquals(200, visitor.get("/device?a=1&&a=2&b&&&").statusCode());
    assertEquals(Map.of("a", List.of("1", "2"), "b", List.of("")), model.asked.get(0).query());
  }

  @Test
  void path_thatClimbsOrHidesASlash_isRefused() throws Exception {
    assertRefused(400, visitor.get("/template/../device"));
    assertRefused(400, visitor.get("/template/policy%2Flist"));
  }

  @Test
  void path_outsideTheApi_isNotFound() throws Exception {
    assertEquals(404, visitor.send("GET", "/template/policy/list", "", "").statusCode());
    assertEquals(List.of(), model.asked);
  }

  @Test
  void bugOfTheModel_isSaid() throws Exception {
    HttpResponse<String> answer = visitor.get("/bug");
    assertEquals(500, answer.statusCode());
    assertTrue(answer.body().contains("the model is broken"));
  }
}
