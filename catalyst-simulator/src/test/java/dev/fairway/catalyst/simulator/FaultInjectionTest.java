package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.faultinjection.HeldRequests;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultInjectionTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String DATA = "/template/policy/definition/data/*";

  private final EchoModel model = new EchoModel();
  private final SimulatorClock clock = SimulatorClock.virtual(START);
  private final CatalystSimulator simulator =
      CatalystSimulator.start(SimulatorSettings.builder().clock(clock).build(), model);
  private final SimulatorFaultInjector faults = simulator.faultInjector();
  private final SimulatorTestClient visitor = new SimulatorTestClient(simulator);

  @BeforeEach
  void enter() throws Exception {
    visitor.enter();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private int put(String id) throws Exception {
    return visitor.put("/template/policy/definition/data/" + id, "{}").statusCode();
  }

  @Test
  void fault_ofTheNextTwo_befallsTwoMatchingRequests() throws Exception {
    faults.next(2, "PUT", DATA, SimulatedFault.unavailable(7));
    assertEquals(200, visitor.get("/template/policy/definition/data/1").statusCode());
    assertEquals(List.of(503, 503, 200), List.of(put("1"), put("1"), put("1")));
    assertEquals(2, model.asked.size());
  }

  @Test
  void fault_ofTheThird_befallsTheThird() throws Exception {
    faults.nth(3, "*", "**", SimulatedFault.serverError());
    assertEquals(List.of(200, 200, 500, 200), List.of(put("1"), put("2"), put("3"), put("4")));
  }

  @Test
  void fault_ofTheSecondWrite_doesNotCountPreviews() throws Exception {
    faults.nthWrite(2, SimulatedFault.refused());
    assertEquals(200, put("1"));
    assertEquals(200, visitor.post("/template/policy/assembly/vsmart", "{}").statusCode());
    assertEquals(400, put("2"));
  }

  @Test
  void throttled_saysWhenToComeAgainOrNot() throws Exception {
    faults.next("GET", "/device", SimulatedFault.throttled(15));
    faults.nth(2, "GET", "/device", SimulatedFault.throttled());
    HttpResponse<String> first = visitor.get("/device");
    HttpResponse<String> second = visitor.get("/device");
    assertEquals(List.of(429, 429), List.of(first.statusCode(), second.statusCode()));
    assertEquals("15", first.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(second.headers().firstValue("Retry-After").isEmpty());
  }

  @Test
  void pagesAndGarbage_haveStatus200OrNotAndAreNoJson() throws Exception {
    faults.next("GET", "/a", SimulatedFault.garbage());
    faults.next("GET", "/b", SimulatedFault.loginPage());
    faults.next("GET", "/c", SimulatedFault.notReady());
    assertEquals("{\"data\":[{\"name\":\"ma", visitor.get("/a").body());
    assertTrue(visitor.get("/b").body().startsWith("<html>"));
    HttpResponse<String> starting = visitor.get("/c");
    assertEquals(503, starting.statusCode());
    assertTrue(starting.body().contains("vManage Server is not ready or temporarily unavailable"));
    assertEquals(List.of(), model.asked);
  }

  @Test
  void passwordReset_redirectsInsteadOfLettingIn() throws Exception {
    faults.next("POST", "/j_security_check", SimulatedFault.passwordReset());
    HttpResponse<String> answer = visitor.login("admin", "admin");
    assertEquals(302, answer.statusCode());
    assertEquals("/passwordReset.html", answer.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void cut_beforehand_isNotCarriedOut() {
    faults.next("PUT", DATA, SimulatedFault.cut());
    assertThrows(IOException.class, () -> put("1"));
    assertEquals(List.of(), model.asked);
    LoggedCall last = last();
    assertEquals("PUT /template/policy/definition/data/1 0 (not carried out)", last.toString());
  }

  private LoggedCall last() {
    List<LoggedCall> all = simulator.requests().all();
    return all.get(all.size() - 1);
  }

  @Test
  void answerLost_isCarriedOutOnce() {
    faults.next("PUT", DATA, SimulatedFault.answerLost());
    assertThrows(IOException.class, () -> put("1"));
    assertEquals(1, model.asked.size());
    assertTrue(last().carriedOut());
    assertEquals(0, last().status());
  }

  @Test
  void garbageAfterwards_isCarriedOut() throws Exception {
    faults.next("PUT", DATA, SimulatedFault.garbage().afterwards());
    assertTrue(visitor.put("/template/policy/definition/data/1", "{}").body().startsWith("{\"da"));
    assertEquals(1, model.asked.size());
  }

  @Test
  void slow_takesTimeOfTheClockOnly() throws Exception {
    faults.always("GET", "/device", SimulatedFault.slow(Duration.ofSeconds(40)));
    faults.nth(2, "GET", "/device", SimulatedFault.unavailable());
    assertEquals(200, visitor.get("/device").statusCode());
    assertEquals(503, visitor.get("/device").statusCode());
    assertEquals(START.plusSeconds(80), clock.instant());
  }

  @Test
  void hold_hangsUntilReleased() throws Exception {
    HeldRequests held = faults.hold("POST", "/template/**");
    CompletableFuture<HttpResponse<String>> answer =
        visitor.later("POST", "/template/policy/vsmart", "{}");
    assertTrue(held.await(1, LONG));
    assertEquals(List.of(), model.asked);
    assertFalse(answer.isDone());
    held.release();
    assertEquals(200, answer.get(30, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void holdAnswers_isCarriedOutBeforeItHangs() throws Exception {
    HeldRequests held = faults.holdAnswers("POST", "/template/**");
    CompletableFuture<HttpResponse<String>> answer =
        visitor.later("POST", "/template/policy/vsmart", "{}");
    assertTrue(held.await(1, LONG));
    assertEquals(1, model.asked.size());
    held.cut();
    assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
  }

  @Test
  void hold_endsWithTheSimulator() throws Exception {
    HeldRequests held = faults.hold("*", "**");
    CompletableFuture<HttpResponse<String>> answer = visitor.later("GET", "/device", "");
    assertTrue(held.await(1, LONG));
    simulator.close();
    assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    assertEquals(List.of(), model.asked);
  }

  @Test
  void dieAfter_servesSoManyAndThenNobodyUntilRevived() throws Exception {
    faults.dieAfter(2);
    assertEquals(List.of(200, 200), List.of(put("1"), put("2")));
    assertThrows(IOException.class, () -> put("3"));
    assertThrows(IOException.class, () -> new SimulatorTestClient(simulator).enter());
    faults.revive();
    assertEquals(200, put("3"));
    assertEquals(3, model.asked.size());
  }

  @Test
  void hooks_runBeforeWritesOnlyAndAfterEveryAnswer() throws Exception {
    List<String> seen = new ArrayList<>();
    faults.onWrite(() -> seen.add("write after " + model.asked.size()));
    faults.onAnswered(call -> seen.add(call.toString()));
    visitor.get("/device");
    put("1");
    assertEquals(
        List.of("GET /device 200", "write after 1", "PUT /template/policy/definition/data/1 200"),
        seen);
  }

  @Test
  void clear_takesEverythingBack() throws Exception {
    faults.always("*", "**", SimulatedFault.forbidden());
    faults.dieAfter(0);
    HeldRequests held = faults.hold("*", "**");
    faults.clear();
    assertEquals(200, put("1"));
    assertTrue(held.await(0, LONG));
  }

  @Test
  void words_thatMeanNothing_areRefusedByName() {
    assertThrows(IllegalArgumentException.class, () -> faults.hold("FETCH", "/device"), "FETCH");
    for (String path : List.of("device", "/device/**/x", "/dev*", "")) {
      assertThrows(IllegalArgumentException.class, () -> faults.hold("GET", path), path);
    }
    assertThrows(IllegalArgumentException.class, () -> SimulatedFault.throttled(-1));
    assertThrows(IllegalArgumentException.class, () -> faults.dieAfter(-1));
  }
}
