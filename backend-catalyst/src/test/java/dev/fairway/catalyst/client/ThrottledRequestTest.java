package dev.fairway.catalyst.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottledRequestTest {

  private static final String READ = "GET /dataservice/x";
  private static final String WRITE = "POST /dataservice/x";
  private static final ScriptedReply FINE = ScriptedReply.json("{}");
  private static final ScriptedReply TOO_MANY = ScriptedReply.empty(429);

  private final SkippingManagerClock clock = new SkippingManagerClock();
  private final ScriptedManager manager = new ScriptedManager();
  private final ManagerClient client = new ManagerClient(manager.access(), clock);
  private final ManagerApi calls = client.within(LimitedCallContext.of(clock));

  @AfterEach
  void close() {
    client.close();
    manager.close();
  }

  @Test
  void post_tooManyRequestsWithATime_isSentAgainAfterIt() {
    manager.on(WRITE, TOO_MANY.with("Retry-After", "7"), FINE);

    calls.post("/x", Map.of());

    assertEquals(2, manager.count(WRITE));
    assertEquals(Duration.ofSeconds(7), clock.waited());
  }

  @Test
  void post_tooManyRequestsWithoutATime_waitsLongerEachTime() {
    manager.on(WRITE, TOO_MANY, TOO_MANY, FINE);

    calls.post("/x", Map.of());

    assertEquals(3, manager.count(WRITE));
    assertEquals(Duration.ofSeconds(15 + 30), clock.waited());
  }

  @Test
  void post_unavailableWithATimeOfZero_isRepeatedByUsAloneAndWithPermission() {
    manager.on(WRITE, ScriptedReply.empty(503).with("Retry-After", "0"), FINE);
    ManagerApi once = client.within(LimitedCallContext.forWrites(clock, 1));

    BackendException withdrawn =
        assertThrows(BackendException.class, () -> once.post("/x", Map.of()));

    assertEquals(ErrorKind.ABANDONED, withdrawn.kind());
    assertEquals(1, manager.count(WRITE));
    assertEquals(Duration.ofSeconds(1), clock.waited());
  }

  @Test
  void delete_unavailableWithATimeOfZero_isRepeatedByUsAlone() {
    manager.on("DELETE /dataservice/x", ScriptedReply.empty(503).with("Retry-After", "0"), FINE);

    client.within(LimitedCallContext.of(clock)).delete("/x");

    assertEquals(2, manager.count("DELETE /dataservice/x"));
    assertEquals(Duration.ofSeconds(1), clock.waited());
  }

  @Test
  void get_tooManyForTheTimeLeft_failsAtOnceAndSaysWhenToCome() {
    manager.on(READ, TOO_MANY.with("Retry-After", "90"));
    ManagerApi hurried = client.within(LimitedCallContext.lasting(clock, Duration.ofSeconds(60)));

    ManagerException failure = assertThrows(ManagerException.class, () -> hurried.get("/x"));

    assertEquals(Reason.THROTTLED, failure.reason());
    assertEquals(Optional.of(Duration.ofSeconds(90)), failure.retryAfter());
    assertEquals(ErrorKind.THROTTLED, failure.kind());
    assertEquals(Duration.ZERO, clock.waited());
    assertEquals(1, manager.count(READ));
  }

  @Test
  void get_whileTheManagerWantsPeace_isNotSentByAnybody() {
    manager.on(READ, TOO_MANY.with("Retry-After", "90"));
    LimitedCallContext hurried = LimitedCallContext.lasting(clock, Duration.ofSeconds(60));
    assertThrows(ManagerException.class, () -> client.within(hurried).get("/x"));

    ManagerException failure =
        assertThrows(ManagerException.class, () -> client.within(hurried).get("/other"));

    assertEquals(Reason.THROTTLED, failure.reason());
    assertEquals(0, manager.count("GET /dataservice/other"));
  }

  @Test
  void get_neverReady_givesUpAfterAFewTries() {
    manager.on(READ, ScriptedReply.html(503, "<html>starting</html>"));

    ManagerException failure = assertThrows(ManagerException.class, () -> calls.get("/x"));

    assertEquals(Reason.NOT_READY, failure.reason());
    assertTrue(failure.retryAfter().isPresent());
    assertEquals(4, manager.count(READ));
  }

  @Test
  void post_pageOfAStartingManager_isNoDeadSession() {
    manager.on(
        WRITE,
        ScriptedReply.html(
            200, "<html><img alt=\"vManage Server is not ready or temporarily unavailable\">"),
        FINE);

    calls.post("/x", Map.of());

    assertEquals(1, manager.count(ScriptedManager.LOGIN));
    assertEquals(2, manager.count(WRITE));
  }

  @Test
  void get_moreThanASecondBears_waitsForTheNextSecond() {
    manager.on(READ, FINE);
    try (ManagerClient slow =
        new ManagerClient(
            manager.access().withRateLimits(new RequestRateLimits(5, 48, Duration.ofSeconds(15))),
            clock)) {
      ManagerApi slowly = slow.within(LimitedCallContext.of(clock));
      for (int request = 0; request < 8; request++) {
        slowly.get("/x");
      }
    }

    // Two of a login and eight of ours, five in each second; the third second belongs to the end.
    assertEquals(8, manager.count(READ));
    assertEquals(Duration.ofSeconds(1), clock.waited());
  }

  @Test
  void get_bulk_keepsThePaceOfAMinute() {
    manager.on("GET /dataservice/data/device/state/x", FINE);
    manager.on(READ, FINE);
    for (int request = 0; request < 49; request++) {
      calls.get("/data/device/state/x");
    }
    Duration waited = clock.waited();
    calls.get("/x");

    assertEquals(Duration.ofMinutes(1), waited);
    assertEquals(waited, clock.waited());
  }
}
