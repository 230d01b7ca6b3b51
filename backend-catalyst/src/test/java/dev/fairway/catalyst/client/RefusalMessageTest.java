package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.catalyst.client.ManagerException.Reason;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalMessageTest {

  private static final String WRITE = "POST /dataservice/x";

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final ManagerClient client = new ManagerClient(manager.access(), clock);
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));

  @AfterEach
  void close() {
    client.close();
    manager.close();
  }

  private ManagerException failure(int status, String json) {
    manager.on(WRITE, ScriptedReply.json(status, json));
    ManagerException failure =
        assertThrows(ManagerException.class, () -> calls.post("/x?secret=1", Map.of()));
    assertEquals(1, manager.count(WRITE));
    return failure;
  }

  private static String envelope(String code, String message) {
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "400, XYZ0000, Failed to find specified resource, NOT_FOUND",
    "500, '', Invalid Template Id, NOT_FOUND",
    "404, '', Whatever, NOT_FOUND",
    "400, POLICY0001, Policy could not be created, NAME_TAKEN",
    "400, '', A list with that name already exists, NAME_TAKEN",
    "400, '', Failed to acquire lock, LOCKED",
    "500, '', Template locked in edit mode., LOCKED",
    "400, '', Template edit request has expired, EDIT_EXPIRED",
    "400, '', The list is referenced by a policy, IN_USE",
    "400, ABC123, Something else, REFUSED",
    "200, ABC123, Something else, REFUSED",
  })
  void post_refused_isOfTheKindThatTheWordsMean(
      int status, String code, String message, Reason kind) {
    assertEquals(kind, failure(status, envelope(code, message)).reason());
  }

  @Test
  void post_refused_saysVerbPathStatusAndTheManagersWords() {
    String json =
        "{\"error\":{\"code\":\"ABC1\",\"message\":\"No\\nway\","
            + "\"details\":\"entry\\u0007 3 is odd\"}}";

    assertEquals("POST /x: 400, No way entry 3 is odd (ABC1)", failure(400, json).sentence());
  }

  @Test
  void post_longWords_areCut() {
    String sentence = failure(400, envelope("", "long ".repeat(500))).sentence();

    assertEquals("POST /x: 400, ".length() + 303, sentence.length());
  }

  @Test
  void post_wordsThatRepeatOurTokens_doNotShowThem() {
    String sentence =
        failure(400, envelope("", "bad token xsrf-secret-1 of cookie-secret-1")).sentence();

    assertFalse(sentence.contains("secret-1"), sentence);
  }

  @Test
  void post_refusedWithoutWords_isRefused() {
    assertEquals(Reason.REFUSED, failure(400, "{}").reason());
  }

  @Test
  void post_answerWithAnEmptyError_isFine() {
    manager.on(WRITE, ScriptedReply.json("{\"id\":\"7\",\"error\":{\"message\":\"\"}}"));

    assertEquals("7", calls.post("/x", Map.of()).path("id").asText());
  }
}
