package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.BackendException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LostResponseTest {

  private static final String READ = "GET /dataservice/x";
  private static final String WRITE = "PUT /dataservice/x";
  private static final RequestLimits SMALL =
      new RequestLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1024);

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final ManagerClient client = new ManagerClient(manager.access().withLimits(SMALL), clock);
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch until = new CountDownLatch(1);

  @AfterEach
  void close() {
    until.countDown();
    client.close();
    manager.close();
  }

  static Stream<Named<ScriptedReply>> unreadable() {
    return Stream.of(
        Named.of("no answer", ScriptedReply.hangUp()),
        Named.of("half an answer", LostResponseTest::half),
        Named.of("broken JSON", ScriptedReply.json("{\"id\":")),
        Named.of("two values", ScriptedReply.json("{} {}")),
        Named.of("a field twice", ScriptedReply.json("{\"id\":1,\"id\":2}")),
        Named.of("no JSON by its own words", ScriptedReply.typed(200, "text/plain", "{}")),
        Named.of("too large", ScriptedReply.json("\"" + "x".repeat(2000) + "\"")),
        Named.of("500 without a word", ScriptedReply.empty(500)),
        Named.of("502 of something between", ScriptedReply.html(502, "<html>bad gateway</html>")));
  }

  private static void half(com.sun.net.httpserver.HttpExchange exchange)
      throws java.io.IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    exchange.close();
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void put_unreadableAnswer_isLostAndNotSentAgain(ScriptedReply reply) {
    manager.on(WRITE, reply);

    ManagerException failure =
        assertThrows(ManagerException.class, () -> calls.put("/x", Map.of()));

    assertEquals(Reason.ANSWER_LOST, failure.reason());
    assertTrue(failure.maybeDone());
    assertTrue(failure.sentence().startsWith("PUT /x: "));
    assertEquals(1, manager.count(WRITE));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void get_unreadableAnswer_isUnreadableInTheEnd(ScriptedReply reply) {
    manager.on(READ, reply);

    ManagerException failure = assertThrows(ManagerException.class, () -> calls.get("/x"));

    assertEquals(Reason.UNREADABLE, failure.reason());
    assertFalse(failure.maybeDone());
  }

  @Test
  void get_answerLostOnce_isAskedAgain() {
    manager.on(READ, ScriptedReply.hangUp(), ScriptedReply.json("{\"a\":1}"));

    assertEquals(1, calls.get("/x").path("a").asInt());
    assertEquals(Duration.ofSeconds(1), clock.waited());
  }

  @Test
  void put_permissionWithdrawn_isNotSent() {
    manager.on(WRITE, ScriptedReply.json("{}"));

    assertThrows(
        BackendException.class,
        () -> client.within(LimitedCallContext.forWrites(clock, 0)).put("/x", Map.of()));
    assertEquals(0, manager.count(WRITE));
  }

  @Test
  void ask_needsNoPermission() {
    manager.on("POST /dataservice/preview", ScriptedReply.json("{\"preview\":\"policy\"}"));
    ManagerApi none = client.within(LimitedCallContext.forWrites(clock, 0));

    assertEquals("policy", none.ask("/preview", Map.of()).path("preview").asText());
  }

  @Test
  void put_noTimeLeft_isNotSent() {
    ManagerApi late = client.within(LimitedCallContext.lasting(clock, Duration.ZERO));

    ManagerException failure = assertThrows(ManagerException.class, () -> late.put("/x", Map.of()));

    assertEquals(Reason.OUT_OF_TIME, failure.reason());
    assertEquals(0, manager.names().size());
  }

  @Test
  void put_managerSlowerThanTheCallMayTake_isLost() {
    manager.on(WRITE, ScriptedReply.hang(reached, until));
    calls.get("/client/about");
    ManagerApi hurried = client.within(LimitedCallContext.lasting(clock, Duration.ofSeconds(1)));

    ManagerException failure =
        assertThrows(ManagerException.class, () -> hurried.put("/x", Map.of()));

    assertEquals(Reason.ANSWER_LOST, failure.reason());
    assertEquals(1, manager.count(WRITE));
  }

  @Test
  void put_interrupted_isLostAndTheFlagStands() throws InterruptedException {
    manager.on(WRITE, ScriptedReply.hang(reached, until));

    assertEquals(Reason.ANSWER_LOST, interrupted(() -> calls.put("/x", Map.of())));
  }

  @Test
  void get_interrupted_isOutOfTimeAndTheFlagStands() throws InterruptedException {
    manager.on(READ, ScriptedReply.hang(reached, until));

    assertEquals(Reason.OUT_OF_TIME, interrupted(() -> calls.get("/x")));
  }

  private Reason interrupted(Runnable request) throws InterruptedException {
    Reason[] kind = new Reason[1];
    boolean[] flag = new boolean[1];
    Thread asking =
        new Thread(
            () -> {
              kind[0] = assertThrows(ManagerException.class, request::run).reason();
              flag[0] = Thread.currentThread().isInterrupted();
            });
    asking.start();
    reached.await();
    asking.interrupt();
    asking.join(10_000);
    assertTrue(flag[0]);
    return kind[0];
  }

  @Test
  void pause_isNotLongerThanTheCall() {
    ManagerApi hurried = client.within(LimitedCallContext.lasting(clock, Duration.ofMillis(2500)));

    hurried.pause(Duration.ofMinutes(1));

    assertEquals(Duration.ofMillis(2500), clock.waited());
    assertEquals(
        Reason.OUT_OF_TIME,
        assertThrows(ManagerException.class, () -> hurried.pause(Duration.ofSeconds(1))).reason());
  }

  @Test
  void put_nobodyListens_isUnreachableAndCertainlyNotDone() {
    manager.close();

    ManagerException failure =
        assertThrows(ManagerException.class, () -> calls.put("/x", Map.of()));

    assertEquals(Reason.UNREACHABLE, failure.reason());
    assertFalse(failure.maybeDone());
  }
}
