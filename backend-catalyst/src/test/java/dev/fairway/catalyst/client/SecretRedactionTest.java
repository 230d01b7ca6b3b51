package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.spi.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretRedactionTest {

  private static final List<String> SECRETS =
      List.of(
          ScriptedManager.PASSWORD, "cookie-secret", "xsrf-secret", "key-of-the-kingdom", "hidden");

  private static final List<String> KEPT = List.of("Cookie", "X-XSRF-TOKEN", "Authorization");

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final RecordingLogger log = new RecordingLogger();
  private final List<String> shown = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Every sort of trouble, for each way to log in. */
  private void trouble(ConnectionOptions access) {
    ScriptedReply[] replies = {
      ScriptedReply.json("{\"token\":\"hidden\"}"),
      ScriptedReply.hangUp(),
      ScriptedReply.json("hidden {"),
      ScriptedReply.signInPage(),
      echo(403),
      ScriptedReply.empty(302).with("Location", "/login?token=hidden"),
      echo(500),
    };
    shown.add(access.toString());
    try (ManagerClient client = new ManagerClient(access, clock, RequestListener.none(), log)) {
      shown.add(client.toString());
      for (ScriptedReply reply : replies) {
        manager.on("POST /dataservice/x", reply);
        post(client);
      }
    }
  }

  /** Refuses a request with what came in the headers that hold secrets. */
  private static ScriptedReply echo(int status) {
    return exchange -> {
      String headers =
          KEPT.stream().map(exchange.getRequestHeaders()::getFirst).toList().toString();
      ScriptedReply.json(status, "{\"error\":{\"message\":\"bad " + headers + "\"}}")
          .give(exchange);
    };
  }

  private void post(ManagerClient client) {
    try {
      client.within(LimitedCallContext.of(clock)).post("/x?q=hidden", Map.of("key", "hidden"));
    } catch (ManagerException failure) {
      for (Throwable one = failure; one != null; one = one.getCause()) {
        shown.add(one.toString());
      }
    }
  }

  private void requireHidden() {
    assertTrue(
        shown.stream().anyMatch(line -> line.contains(": 500, bad [") && line.contains("***")));
    shown.addAll(log.lines());
    for (String secret : SECRETS) {
      assertEquals(List.of(), shown.stream().filter(line -> line.contains(secret)).toList());
    }
  }

  @Test
  void form_whateverGoesWrong_noTextHoldsASecret() {
    trouble(manager.access());

    assertTrue(log.lines().contains("DEBUG POST /x 200 0 ms [call-7]"), log.lines().toString());
    requireHidden();
  }

  @Test
  void apiKey_whateverGoesWrong_noTextHoldsASecret() {
    trouble(manager.access(new ManagerLogin.ApiKeyLogin(new Secret("key-of-the-kingdom"))));

    requireHidden();
  }

  @Test
  void jwt_whateverGoesWrong_noTextHoldsASecret() {
    manager.on(
        "POST /jwt/login", ScriptedReply.json("{\"token\":\"hidden-1\",\"csrf\":\"hidden-2\"}"));
    trouble(
        manager.access(
            new ManagerLogin.JwtLogin(ScriptedManager.USER, new Secret(ScriptedManager.PASSWORD))));

    requireHidden();
  }

  @Test
  void login_answerThatRepeatsThePassword_isNotQuoted() {
    manager.on(
        "POST /jwt/login",
        ScriptedReply.json(
            400, "{\"error\":{\"message\":\"bad " + ScriptedManager.PASSWORD + "\"}}"));
    ConnectionOptions access =
        manager.access(
            new ManagerLogin.JwtLogin(ScriptedManager.USER, new Secret(ScriptedManager.PASSWORD)));
    try (ManagerClient client = new ManagerClient(access, clock, RequestListener.none(), log)) {
      shown.add(
          assertThrows(
                  ManagerException.class,
                  () -> client.within(LimitedCallContext.of(clock)).get("/x"))
              .toString());
    }

    assertFalse(shown.get(0).contains(ScriptedManager.PASSWORD), shown.get(0));
    assertFalse(log.lines().toString().contains(ScriptedManager.PASSWORD));
  }
}
