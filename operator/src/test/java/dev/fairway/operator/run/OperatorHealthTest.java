package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.LoopState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a process should not be left alive, over time that the test lets pass. */
class OperatorHealthTest {

  private static final List<HealthCheckResult> WELL =
      List.of(HealthCheckResult.ok("loop"), HealthCheckResult.ok("sync"));

  private final AtomicLong nanos = new AtomicLong();
  private final LatestSync latest = new LatestSync(nanos::get);
  private final ScriptedInstance fairway = new ScriptedInstance();
  private final OperatorHealth health =
      new OperatorHealth(
          latest, new SettingsWatch(Path.of("none"), Map.of(), Map.of()), nanos::get);

  @BeforeEach
  void run() {
    health.runs(fairway, LeaderElection.without(fairway));
  }

  @AfterEach
  void close() {
    fairway.close();
  }

  private void minutesPass(long minutes) {
    nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  private void is(Phase phase, Optional<Duration> nextIn) {
    fairway.is(
        new LoopState(
            phase,
            Optional.empty(),
            3,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LastLook.NONE,
            nextIn,
            Optional.empty()));
  }

  private void syncStarts() {
    latest.syncStarted("a-1", new FleetSnapshot(new TreeMap<>()));
  }

  @Test
  void alive_passThatTakesFarTooLong_isNot() {
    is(Phase.SYNCING, Optional.empty());
    syncStarts();
    minutesPass(20);
    assertEquals(WELL, health.alive());
    minutesPass(1);
    assertEquals(
        List.of(
            HealthCheckResult.ok("loop"),
            HealthCheckResult.not("sync", "under way for 21 minutes")),
        health.alive());
  }

  @Test
  void alive_passThatBrokeBeforeItStoodBy_isNotUnderWay() {
    syncStarts();
    is(Phase.STANDBY, Optional.empty());
    minutesPass(60);
    assertEquals(WELL, health.alive());
  }

  @Test
  void alive_passThatIsDueAndNeverBegins_isNot() {
    is(Phase.WAITING, Optional.of(Duration.ZERO));
    assertEquals(WELL, health.alive());
    minutesPass(21);
    assertEquals(
        List.of(
            HealthCheckResult.not("loop", "a sync is due for 21 minutes and does not begin"),
            HealthCheckResult.ok("sync")),
        health.alive());
    is(Phase.SYNCING, Optional.empty());
    assertEquals(WELL, health.alive());
    is(Phase.WAITING, Optional.of(Duration.ZERO));
    assertEquals(WELL, health.alive(), "due again, for a moment so far");
  }

  private List<HealthCheckResult> writers() {
    return health.ready().stream().filter(check -> check.name().equals("writers")).toList();
  }

  @Test
  void ready_whereAnotherProcessWritesForTheOwner_isWellAndNamesIt() {
    try (ScriptedInstance other = fairway.beside()) {
      fairway.sync(ScriptedInstance.CART);
      assertEquals(List.of(), writers());
      other.sync(ScriptedInstance.CART.replace("mpls", "biz-internet"));

      fairway.sync(ScriptedInstance.CART);

      HealthCheckResult check = writers().get(0);
      assertTrue(check.ok());
      assertTrue(
          check
              .note()
              .matches(
                  "but another process writes for the same owner: '[^']+' \\(process "
                      + ProcessHandle.current().pid()
                      + " of user '[^']+', started [0-9TZ:-]+, id [0-9a-f]{8}\\), seen to write"
                      + " once, \\d+ s ago"),
          check::note);
    }
  }

  @Test
  void ready_whileTheApiServerIsAway_isNot_althoughNoWatchBroke() {
    fairway.losesApiServer("it answers, but does not read: its checks etcd fail");

    assertTrue(
        health
            .ready()
            .contains(
                HealthCheckResult.not(
                    "kubernetes",
                    "API server: it answers, but does not read: its checks etcd fail")));
  }
}
