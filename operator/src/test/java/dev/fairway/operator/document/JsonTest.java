package dev.fairway.operator.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
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
          List.of());

  @Test
  void explain_ofAnExplanation_isTheSame() throws JsonProcessingException {
    assertEquals(LOST, Json.explain(Json.of(LOST)));
  }

  @Test
  void explain_formerNameOfTheAddressPort_isReadToo() throws JsonProcessingException {
    assertEquals(LOST, Json.explain(Json.of(LOST).replace("\"addressPort\"", "\"tuple\"")));
  }
}
