package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpiredSessionTest {

  private static final String READ = "GET /dataservice/template/policy/list";
  private static final String WRITE = "PUT /dataservice/template/policy/list/site/7";

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final ManagerClient client = new ManagerClient(manager.access(), clock);
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));

  @AfterEach
  void close() {
    client.close();
    manager.close();
  }

  static Stream<Named<ScriptedReply>> faces() {
    String gone = "JSESSIONID=x; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    return Stream.of(
        Named.of("sign-in page", ScriptedReply.signInPage()),
        Named.of(
            "sign-in page that calls itself JSON",
            ScriptedReply.json("<!DOCTYPE html>\n<HTML><body></body></html>")),
        Named.of("redirect", ScriptedReply.empty(302).with("Location", "/welcome.html")),
        Named.of("cookie taken", ScriptedReply.json("{}").with("Set-Cookie", gone)),
        Named.of("401", ScriptedReply.empty(401)),
        Named.of("403", ScriptedReply.html(403, "<html>no</html>")));
  }

  @ParameterizedTest
  @MethodSource("faces")
  void get_deadSession_logsInOnceAndAsksAgain(ScriptedReply face) {
    manager.on(READ, face, ScriptedReply.json("{\"data\":[5]}"));

    assertEquals(5, calls.get("/template/policy/list").path("data").path(0).asInt());
    assertEquals(2, manager.count(ScriptedManager.LOGIN));
    assertEquals(2, manager.count(READ));
    assertEquals("JSESSIONID=cookie-secret-2", manager.last(READ).header("Cookie").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("faces")
  void put_deadSession_isSentAgainWithTheNewToken(ScriptedReply face) {
    manager.on(WRITE, face, ScriptedReply.json("{\"done\":true}"));

    assertTrue(calls.put("/template/policy/list/site/7", Map.of()).path("done").asBoolean());
    assertEquals(2, manager.count(WRITE));
    assertEquals("xsrf-secret-2", manager.last(WRITE).header("X-XSRF-TOKEN").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("faces")
  void put_deadAgainRightAfterTheLogin_givesUp(ScriptedReply face) {
    manager.on(WRITE, face);

    ManagerException failure =
        assertThrows(
            ManagerException.class, () -> calls.put("/template/policy/list/site/7", Map.of()));

    assertEquals(Reason.UNAUTHORIZED, failure.reason());
    assertEquals(2, manager.count(ScriptedManager.LOGIN));
    assertEquals(2, manager.count(WRITE));
  }

  @Test
  void put_roleMissing_isSaidWithTheManagersWordsAndNoMoreLogins() {
    manager.on(
        WRITE,
        ScriptedReply.json(403, "{\"error\":{\"message\":\"Forbidden\",\"details\":\"no role\"}}"));
    assertThrows(ManagerException.class, () -> calls.put("/template/policy/list/site/7", Map.of()));

    ManagerException second =
        assertThrows(
            ManagerException.class, () -> calls.put("/template/policy/list/site/7", Map.of()));

    assertEquals(
        "PUT /template/policy/list/site/7: 403, our user probably lacks the role for it; the"
            + " Manager says: Forbidden no role",
        second.sentence());
    assertEquals(2, manager.count(ScriptedManager.LOGIN));
    assertEquals(3, manager.count(WRITE));
  }

  @Test
  void get_forbiddenLongAfterAVainLogin_logsInAgain() {
    manager.on(
        READ,
        ScriptedReply.empty(403),
        ScriptedReply.empty(403),
        ScriptedReply.empty(403),
        ScriptedReply.json("{}"));
    assertThrows(ManagerException.class, () -> calls.get("/template/policy/list"));
    clock.advance(Duration.ofMinutes(6));

    assertTrue(client.within(LimitedCallContext.of(clock)).get("/template/policy/list").isObject());
    assertEquals(3, manager.count(ScriptedManager.LOGIN));
  }

  @Test
  void put_permissionWithdrawnBeforeTheSecondSending_isNotSentAgain() {
    manager.on(WRITE, ScriptedReply.signInPage(), ScriptedReply.json("{}"));
    ManagerApi once = client.within(LimitedCallContext.forWrites(clock, 1));

    assertThrows(
        dev.fairway.spi.BackendException.class,
        () -> once.put("/template/policy/list/site/7", Map.of()));
    assertEquals(1, manager.count(WRITE));
  }

  @Test
  void get_redirectToAnotherHost_isNotFollowed() {
    try (ScriptedManager other = new ScriptedManager()) {
      manager.on(
          READ, ScriptedReply.empty(302).with("Location", other.address() + "/welcome.html"));

      assertThrows(ManagerException.class, () -> calls.get("/template/policy/list"));
      assertEquals(0, other.names().size());
    }
  }
}
