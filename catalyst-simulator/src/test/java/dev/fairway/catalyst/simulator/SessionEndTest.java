package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionEndTest {

  private final EchoModel model = new EchoModel();
  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-03-01T08:00:00Z"));
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder().clock(clock).sessionLimit(2).build(), model);
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private boolean isIn(SimulatorTestClient who) throws Exception {
    return who.get("/device").body().contains("\"user\":\"admin\"");
  }

  @Test
  void session_usedEveryTwentyMinutes_lastsADayAndNoLonger() throws Exception {
    visitor.enter();
    for (int i = 1; i < 72; i++) {
      clock.advance(Duration.ofMinutes(20));
      assertTrue(isIn(visitor), "after " + i * 20 + " min");
    }
    clock.advance(Duration.ofMinutes(20));
    assertTrue(visitor.get("/device").body().contains("loginContainer"));
  }

  @Test
  void session_notUsedForHalfAnHour_isOver() throws Exception {
    visitor.enter();
    clock.advance(Duration.ofMinutes(30));
    assertEquals(false, isIn(visitor));
  }

  @Test
  void login_oneTooMany_endsTheSessionUsedLeastRecently() throws Exception {
    SimulatorTestClient second = new SimulatorTestClient(simulator).enter();
    visitor.enter();
    assertTrue(isIn(second));
    SimulatorTestClient third = new SimulatorTestClient(simulator).enter();
    assertEquals(List.of(false, true, true), List.of(isIn(visitor), isIn(second), isIn(third)));
  }

  @Test
  void deadSession_hasFiveFaces() throws Exception {
    visitor.enter();
    simulator.faultInjector().endSessions();
    assertEquals("200 loginContainer", face(ExpiredSessionResponse.LOGIN_PAGE));
    assertEquals("302 /welcome.html", face(ExpiredSessionResponse.REDIRECT));
    assertEquals("200 1970", face(ExpiredSessionResponse.EXPIRED_COOKIE));
    assertEquals("401 ", face(ExpiredSessionResponse.UNAUTHORIZED));
    assertEquals("403 ", face(ExpiredSessionResponse.FORBIDDEN));
    assertEquals(List.of(), model.asked);
  }

  private String face(ExpiredSessionResponse face) throws Exception {
    simulator.faultInjector().expiredSession(face);
    HttpResponse<String> answer = visitor.get("/device");
    String all = answer.headers().map() + answer.body();
    String found =
        List.of("loginContainer", "/welcome.html", "1970").stream()
            .filter(all::contains)
            .findFirst()
            .orElse("");
    return answer.statusCode() + " " + found;
  }

  @Test
  void sessionEnds_inTheMiddle_onlyOneWhoAskedIsOut() throws Exception {
    visitor.enter();
    SimulatorTestClient other = new SimulatorTestClient(simulator).enter();
    simulator.faultInjector().next("PUT", "/template/**", SimulatedFault.sessionEnds());
    assertTrue(visitor.put("/template/policy/vsmart/1", "{}").body().contains("loginContainer"));
    assertEquals(List.of(), model.asked);
    assertTrue(isIn(other));
  }
}
