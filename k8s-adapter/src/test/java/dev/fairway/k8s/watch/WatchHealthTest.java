package dev.fairway.k8s.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchHealthTest {

  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final AtomicInteger moves = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final WatchHealth health =
      new WatchHealth(
          WatchedResource.NODES,
          now::get,
          moves::incrementAndGet,
          () -> {},
          failures::incrementAndGet);

  private void advance(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static ApiFailure problem(int code) {
    return ApiFailure.ofCode(code, WatchedResource.NODES.request(true));
  }

  @Test
  void state_ofAWatchThatComesUp_goesFromReadingToWatching() {
    assertEquals(Phase.NOT_STARTED, health.state().phase());
    health.listing();
    assertEquals(Phase.READING, health.state().phase());
    health.readWhole();
    health.watching();
    advance(3);

    assertEquals(
        new ResourceWatchState(Phase.WATCHING, true, Duration.ofSeconds(3), Optional.empty()),
        health.state());
    assertEquals(3, moves.get());
  }

  @Test
  void state_ofABrokenWatch_isBrokenSinceTheFirstFailureForTheLastReason() {
    health.watching();
    health.failed(problem(503));
    advance(10);
    health.failed(problem(500));
    advance(1);

    assertEquals(Duration.ofSeconds(11), health.state().lasting());
    assertEquals(problem(500).sentence(), health.state().problem().orElseThrow());
    assertEquals(2, failures.get());
  }

  @Test
  void state_ofADeniedWatch_isCalledAMissingRightOnceThatLasts() {
    health.failed(problem(403));
    assertTrue(health.state().problem().orElseThrow().contains("as while it starts"));
    advance(30);
    health.failed(problem(403));
    assertEquals(problem(403).sentence(), health.state().problem().orElseThrow());

    health.failed(problem(503));
    health.failed(problem(403));
    assertTrue(health.state().problem().orElseThrow().contains("as while it starts"));
  }

  @Test
  void state_ofABrokenWatchThatLists_staysBrokenUntilItWatches() {
    health.failed(problem(503));
    health.listing();
    health.readWhole();
    assertEquals(Phase.BROKEN, health.state().phase());

    health.watching();
    assertEquals(Phase.WATCHING, health.state().phase());
    assertEquals(Optional.empty(), health.state().problem());
  }

  @Test
  void silent_countsOnlyWhileItWatches() {
    advance(100);
    assertEquals(Duration.ZERO, health.silent());
    health.listing();
    advance(7);
    assertEquals(Duration.ZERO, health.silent());
    health.watching();
    advance(9);
    assertEquals(Duration.ofSeconds(9), health.silent());
    health.active();
    assertEquals(Duration.ZERO, health.silent());
    health.failed(problem(503));
    advance(100);
    assertEquals(Duration.ZERO, health.silent());
  }
}
