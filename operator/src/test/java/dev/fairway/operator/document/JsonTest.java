package dev.fairway.operator.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents that are written and read back. */
class JsonTest {

  private static final ExplainDocument LOST =
      new ExplainDocument(
          Json.FORMAT_VERSION,
          "shop-eu/shop/cart",
          "valid",
          "",
          List.of(),
          List.of(),
          new LookView(12, true),
          List.of(),
          List.of(),
          List.of(
              new ExplainDocument.LostView(
                  "10.2.0.1:80/tcp", "shop-eu/shop/web", "any > 10.2.0.1:80/tcp")),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  @Test
  void explain_ofAnExplanation_isTheSame() throws JsonProcessingException {
    assertEquals(LOST, Json.explain(Json.of(LOST)));
  }

  @Test
  void explain_formerNameOfTheAddressPort_isReadToo() throws JsonProcessingException {
    assertEquals(LOST, Json.explain(Json.of(LOST).replace("\"addressPort\"", "\"tuple\"")));
  }

  @Test
  void explain_optionalFieldsThatAreMissing_areEmpty() throws JsonProcessingException {
    assertFalse(Json.of(LOST).contains("words"), Json.of(LOST));
    assertEquals(List.of(), Json.explain(Json.of(LOST)).words());
  }

  @Test
  void explain_fieldThatIsMissing_isRefused() {
    for (String field : List.of("service", "asked", "formatVersion")) {
      String json = Json.of(LOST).replace("\"" + field + "\"", "\"another\"");
      assertThrows(JsonProcessingException.class, () -> Json.explain(json), field);
    }
  }

  private static TraceDocument trace(Map<String, String> words, Map<String, String> now) {
    TraceDocument.PacketView packet =
        new TraceDocument.PacketView(
            new TraceDocument.FlowView("10.1.0.1", 49_152, "10.2.0.1", 80, "tcp"),
            "default",
            "100",
            "200",
            true,
            List.of(),
            "",
            "aaaaaaaaaaaaaaaa",
            "shop-eu/shop/cart",
            "it is so",
            "any",
            "",
            words,
            "",
            now,
            words.isEmpty() ? "" : "10.1.0.1 is at two sites");
    return new TraceDocument(
        Json.FORMAT_VERSION, packet, packet, new LookView(12, true), "", List.of());
  }

  @Test
  void trace_ofATraceWithWordsAndWithout_isTheSame() throws JsonProcessingException {
    for (TraceDocument trace :
        List.of(
            trace(Map.of(), Map.of()),
            trace(Map.of("dscp", "ef"), Map.of("inspect", "firewall", "onward", "mpls")))) {
      assertEquals(trace, Json.trace(Json.of(trace)));
    }
    assertFalse(Json.of(trace(Map.of(), Map.of())).contains("ords"));
  }

  @Test
  void trace_fieldThatIsMissing_isRefused() {
    String json = Json.of(trace(Map.of(), Map.of()));
    for (String field : List.of("flow", "crossesWan", "sourcePort", "because", "reply")) {
      String without = json.replace("\"" + field + "\"", "\"another\"");
      assertThrows(Exception.class, () -> Json.trace(without), () -> "a trace without " + field);
    }
  }
}
