package dev.fairway.faultinjection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Faults and holds of requests that are plain texts. */
class FaultInjectorTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final FaultInjector<String, String> faults = new FaultInjector<>();

  @Test
  void faults_rules_countTheRequestsThatMatchThem() {
    faults.add("get"::equals, "second and third", 2, 3);
    faults.add(request -> true, "first", 1, 1);
    assertEquals(List.of("first"), faults.faults("get"));
    assertEquals(List.of(), faults.faults("put"));
    assertEquals(List.of("second and third"), faults.faults("get"));
    assertEquals(List.of("second and third"), faults.faults("get"));
    assertEquals(List.of(), faults.faults("get"));
  }

  @Test
  void firstFault_ruleBehindAnother_doesNotCountTheRequest() {
    faults.add(request -> true, "one", 1, 1);
    faults.add(request -> true, "other", 1, 1);
    assertEquals(Optional.of("one"), faults.firstFault("get"));
    assertEquals(Optional.of("other"), faults.firstFault("get"));
    assertEquals(Optional.empty(), faults.firstFault("get"));
  }

  @Test
  void add_noRequestAtAll_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> faults.add(request -> true, "none", 2, 1));
    assertThrows(IllegalArgumentException.class, () -> faults.add(request -> true, "none", 0, 1));
  }

  private CompletableFuture<Boolean> request(String request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            faults.hang(request);
            return true;
          } catch (ConnectionCutException cut) {
            return false;
          }
        });
  }

  @Test
  void hold_untilReleased_hangsWhatMatches() throws Exception {
    HeldRequests held = faults.hold("get"::equals);
    CompletableFuture<Boolean> hanging = request("get");
    assertTrue(held.await(1, LONG));
    assertTrue(request("put").get(10, TimeUnit.SECONDS));
    assertFalse(hanging.isDone());
    held.release();
    assertTrue(hanging.get(10, TimeUnit.SECONDS));
    assertTrue(request("get").get(10, TimeUnit.SECONDS));
    assertFalse(held.await(1, Duration.ZERO));
  }

  @Test
  void cut_heldRequests_breaksTheirConnections() throws Exception {
    HeldRequests held = faults.hold(request -> true);
    CompletableFuture<Boolean> hanging = request("get");
    assertTrue(held.await(1, LONG));
    faults.cutHeld();
    assertFalse(hanging.get(10, TimeUnit.SECONDS));
  }

  @Test
  void clear_rulesAndHolds_areTakenBack() throws Exception {
    faults.add(request -> true, "fault", 1, 9);
    HeldRequests held = faults.hold(request -> true);
    CompletableFuture<Boolean> hanging = request("get");
    assertTrue(held.await(1, LONG));
    faults.clear();
    assertTrue(hanging.get(10, TimeUnit.SECONDS));
    assertEquals(List.of(), faults.faults("get"));
  }
}
