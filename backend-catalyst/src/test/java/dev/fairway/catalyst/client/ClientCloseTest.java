package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCloseTest {

  private static final String ABOUT = "GET /dataservice/client/about";

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final ManagerClient client = new ManagerClient(manager.access(), clock);
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch until = new CountDownLatch(1);

  @AfterEach
  void close() {
    until.countDown();
    client.close();
    manager.close();
  }

  @Test
  void close_newRelease_postsTheLogoutWithTheSessionOnce() {
    manager.on("GET /dataservice/x", ScriptedReply.json("{}"));
    calls.get("/x");

    client.close();
    client.close();

    assertEquals(1, manager.count("POST /logout"));
    ScriptedManager.SentRequest logout = manager.last("POST /logout");
    assertEquals("JSESSIONID=cookie-secret-1", logout.header("Cookie").orElseThrow());
    assertEquals("xsrf-secret-1", logout.header("X-XSRF-TOKEN").orElseThrow());
  }

  @Test
  void close_oldRelease_getsTheLogoutPastEveryCache() {
    manager.on(ABOUT, ScriptedReply.json("{\"data\":{\"version\":\"20.9.5\"}}"));
    manager.on("GET /dataservice/x", ScriptedReply.json("{}"));
    calls.get("/x");

    client.close();

    assertEquals(0, manager.count("POST /logout"));
    assertTrue(manager.last("GET /logout").target().startsWith("/logout?nocache="));
    assertEquals(1, manager.count(ABOUT));
  }

  @Test
  void close_neverLoggedIn_sendsNothing() {
    client.close();

    assertEquals(0, manager.names().size());
  }

  @Test
  void close_managerGone_doesNotThrow() {
    calls.get("/client/about");
    manager.close();

    client.close();

    assertEquals(1, manager.count(ABOUT));
  }

  @Test
  void close_interruptedThread_logsOutAndKeepsTheFlag() {
    calls.get("/client/about");

    Thread.currentThread().interrupt();
    client.close();

    assertTrue(Thread.interrupted());
    assertEquals(1, manager.count("POST /logout"));
  }

  @Test
  void get_afterClose_failsPlainly() {
    client.close();

    ManagerException failure = assertThrows(ManagerException.class, () -> calls.get("/x"));

    assertEquals(Reason.UNREACHABLE, failure.reason());
    assertTrue(failure.sentence().contains("closed by us"), failure.sentence());
    assertEquals(0, manager.names().size());
  }

  @Test
  void close_duringARead_endsIt() throws Exception {
    manager.on("GET /dataservice/x", ScriptedReply.hang(reached, until));
    CompletableFuture<ManagerException> ended = failing(() -> calls.get("/x"));
    reached.await();

    client.close();

    assertEquals(Reason.UNREACHABLE, ended.get(10, TimeUnit.SECONDS).reason());
    assertEquals(1, manager.count("POST /logout"));
  }

  @Test
  void close_duringAWrite_leavesItsAnswerLost() throws Exception {
    manager.on("PUT /dataservice/x", ScriptedReply.hang(reached, until));
    CompletableFuture<ManagerException> ended = failing(() -> calls.put("/x", Map.of()));
    reached.await();

    client.close();

    assertEquals(Reason.ANSWER_LOST, ended.get(10, TimeUnit.SECONDS).reason());
    assertFalse(ended.isCompletedExceptionally());
  }

  @Test
  void close_duringAWait_endsItWithoutAnotherTry() {
    manager.on("GET /dataservice/x", ScriptedReply.empty(503));
    ClosingClock closing = new ClosingClock();
    ManagerClient doomed = new ManagerClient(manager.access(), closing);
    closing.victim = doomed;
    ManagerApi waiting = doomed.within(LimitedCallContext.of(closing));

    ManagerException failure = assertThrows(ManagerException.class, () -> waiting.get("/x"));

    assertEquals(Reason.UNREACHABLE, failure.reason());
    assertEquals(1, manager.count("GET /dataservice/x"));
    assertEquals(Duration.ofHours(1).plusSeconds(1), closing.now());
  }

  /** Closes a client in the first second of its first wait. */
  private static final class ClosingClock implements ManagerClock {

    private final SkippingManagerClock clock = new SkippingManagerClock();
    private @Nullable ManagerClient victim;

    @Override
    public Duration now() {
      return clock.now();
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      clock.sleep(duration);
      Objects.requireNonNull(victim).close();
    }
  }

  private static CompletableFuture<ManagerException> failing(Runnable request) {
    return CompletableFuture.supplyAsync(() -> assertThrows(ManagerException.class, request::run));
  }
}
