package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginMethodsTest {

  private static final String WRITE = "POST /dataservice/x";
  private static final String SERVER = "GET /dataservice/client/server";
  private static final String TENANTS = "GET /dataservice/tenant";

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager().on(WRITE, ScriptedReply.json("{}"));

  @AfterEach
  void close() {
    manager.close();
  }

  private void write(ConnectionOptions access) {
    try (ManagerClient client = new ManagerClient(access, clock)) {
      client.within(LimitedCallContext.of(clock)).post("/x", Map.of());
    }
  }

  private ManagerException refused(ConnectionOptions access) {
    ManagerException failure = assertThrows(ManagerException.class, () -> write(access));
    assertEquals(0, manager.count(WRITE));
    return failure;
  }

  private ConnectionOptions jwt() {
    return manager.access(
        new ManagerLogin.JwtLogin(ScriptedManager.USER, new Secret(ScriptedManager.PASSWORD)));
  }

  private ConnectionOptions apiKey() {
    return manager.access(new ManagerLogin.ApiKeyLogin(new Secret("key-of-the-kingdom")));
  }

  @Test
  void form_badPassword_isOneRequestForAWhile() {
    manager.on(ScriptedManager.LOGIN, ScriptedReply.signInPage());
    try (ManagerClient client = new ManagerClient(manager.access(), clock)) {
      ManagerApi calls = client.within(LimitedCallContext.of(clock));
      ManagerException first = assertThrows(ManagerException.class, () -> calls.get("/a"));
      ManagerException second = assertThrows(ManagerException.class, () -> calls.get("/a"));

      assertEquals(
          "POST /j_security_check: the Manager does not accept user 'ada' with this password",
          first.sentence());
      assertEquals(Reason.UNAUTHORIZED, second.reason());
      assertEquals(List.of(ScriptedManager.LOGIN), manager.names());

      clock.advance(Duration.ofSeconds(31));
      assertThrows(ManagerException.class, () -> calls.get("/a"));
      assertEquals(2, manager.count(ScriptedManager.LOGIN));
    }
  }

  @Test
  void form_firstPasswordNotChanged_isSaid() {
    manager.on(
        ScriptedManager.LOGIN,
        ScriptedReply.empty(302).with("Location", "/passwordReset.html?x=1"));

    assertTrue(refused(manager.access()).sentence().endsWith("must change its first password"));
  }

  @Test
  void form_noCookieComesBack_isSaid() {
    manager.on(ScriptedManager.LOGIN, ScriptedReply.empty(200));

    ManagerException failure = refused(manager.access());

    assertEquals(Reason.UNAUTHORIZED, failure.reason());
    assertTrue(failure.sentence().contains("take cookies out"));
  }

  @Test
  void form_pageInPlaceOfTheToken_isNoToken() {
    manager.on(ScriptedManager.TOKEN, ScriptedReply.signInPage());

    assertEquals(Reason.UNAUTHORIZED, refused(manager.access()).reason());
  }

  @Test
  void form_managerThatStarts_isWaitedFor() {
    manager.on(
        ScriptedManager.LOGIN,
        ScriptedReply.html(
            200, "<html><img alt='vManage Server is not ready or temporarily unavailable'></html>"),
        ScriptedReply.empty(200).with("Set-Cookie", "JSESSIONID=after-start; Path=/"));

    write(manager.access());

    assertEquals("JSESSIONID=after-start", manager.last(WRITE).header("Cookie").orElseThrow());
    assertEquals(Duration.ofSeconds(15), clock.waited());
  }

  @Test
  void jwt_tokenAndGuardGoWithEveryWrite() {
    manager.on("POST /jwt/login", ScriptedReply.json("{\"token\":\"aaa.bbb\",\"csrf\":\"guard\"}"));

    write(jwt());

    ScriptedManager.SentRequest asked = manager.last(WRITE);
    assertEquals("Bearer aaa.bbb", asked.header("Authorization").orElseThrow());
    assertEquals("guard", asked.header("X-XSRF-TOKEN").orElseThrow());
    assertEquals(List.of("POST /jwt/login", WRITE), manager.names());
  }

  @Test
  void jwt_tokenThatRanOut_isReplacedOnce() {
    manager.on(
        "POST /jwt/login",
        ScriptedReply.json("{\"token\":\"one\",\"csrf\":\"c1\"}"),
        ScriptedReply.json("{\"token\":\"two\",\"csrf\":\"c2\"}"));
    manager.on(WRITE, ScriptedReply.empty(401), ScriptedReply.json("{}"));

    write(jwt());

    assertEquals("Bearer two", manager.last(WRITE).header("Authorization").orElseThrow());
  }

  @Test
  void jwt_badPasswordOrOldRelease_isSaid() {
    manager.on("POST /jwt/login", ScriptedReply.json(401, "{}"), ScriptedReply.empty(404));

    assertTrue(refused(jwt()).sentence().contains("does not accept user 'ada'"));
    assertTrue(refused(jwt()).sentence().contains("use login 'session'"));
  }

  @Test
  void apiKey_goesWithEveryRequestAndNeedsNoLogout() {
    write(apiKey());

    assertEquals(
        "Bearer key-of-the-kingdom", manager.last(WRITE).header("Authorization").orElseThrow());
    assertEquals(
        "Bearer key-of-the-kingdom",
        manager.last(ScriptedManager.TOKEN).header("Authorization").orElseThrow());
    assertEquals(List.of(ScriptedManager.TOKEN, WRITE), manager.names());
  }

  @Test
  void apiKey_notAccepted_isUnauthorized() {
    manager.on(ScriptedManager.TOKEN, ScriptedReply.empty(401));

    assertEquals(Reason.UNAUTHORIZED, refused(apiKey()).reason());
    assertEquals(1, manager.names().size());
  }

  private void tenants() {
    manager.on(
        SERVER,
        ScriptedReply.json(
            "{\"data\":{\"tenancyMode\":\"MultiTenant\",\"userMode\":\"provider\"}}"));
    manager.on(
        TENANTS,
        ScriptedReply.json(
            "{\"data\":[{\"name\":\"other\",\"tenantId\":\"t-0\"},"
                + "{\"name\":\"acme\",\"subDomain\":\"acme.example\",\"tenantId\":\"t-1\"}]}"));
    manager.on(
        "POST /dataservice/tenant/t-1/vsessionid", ScriptedReply.json("{\"VSessionId\":\"v-9\"}"));
  }

  @Test
  void tenant_byNameOrSubdomain_goesWithEveryRequest() {
    for (String name : List.of("acme", "acme.example", "t-1")) {
      tenants();

      write(manager.access().withTenant(name));

      assertEquals(Optional.of("v-9"), manager.last(WRITE).header("VSessionId"));
    }
  }

  @Test
  void tenant_unknown_isNamed() {
    tenants();

    assertEquals(
        "there is no tenant 'nobody' on the Manager",
        refused(manager.access().withTenant("nobody")).sentence());
  }

  @Test
  void tenant_onAManagerWithoutTenants_isRefused() {
    manager.on(
        SERVER,
        ScriptedReply.json("{\"data\":{\"tenancyMode\":\"SingleTenant\",\"userMode\":\"\"}}"));

    assertEquals(Reason.UNAUTHORIZED, refused(manager.access().withTenant("acme")).reason());
  }
}
