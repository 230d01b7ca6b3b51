package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.k8s.status.StatusState;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.server.HealthCheckResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /readyz} tells of the writing of statuses. */
class StatusHealthTest {

  private static final String REFUSED =
      "the Kubernetes API answered 403: services \"cart\" is forbidden: User \"fairway\" cannot"
          + " patch resource \"services/status\" in API group \"\" in the namespace \"shop\"";

  private final ScriptedInstance fairway = new ScriptedInstance();
  private final OperatorHealth health =
      new OperatorHealth(
          new LatestSync(() -> 0), new SettingsWatch(Path.of("none"), Map.of(), Map.of()), () -> 0);

  @BeforeEach
  void run() {
    health.runs(fairway, LeaderElection.without(fairway));
  }

  @AfterEach
  void close() {
    fairway.close();
  }

  private HealthCheckResult status() {
    return health.ready().stream()
        .filter(line -> line.name().equals("status"))
        .findFirst()
        .orElseThrow();
  }

  private void failing(int waiting, Duration time) {
    fairway.status(
        new StatusState(waiting, Optional.of(time), 1, Optional.of(time), Optional.of(REFUSED), 0));
  }

  @Test
  void ready_statusesThatWait_areWell() {
    assertEquals(HealthCheckResult.ok("status"), status());
  }

  @Test
  void ready_refusedForLessThanAMinute_isWaitedOutAndNoMissingRight() {
    failing(1, Duration.ofSeconds(59));
    assertEquals(
        HealthCheckResult.ok(
            "status", "1 status could not be written for 59 s, and is tried again"),
        status());
  }

  @Test
  void ready_refusedForAMinute_isNotAndNamesTheRightAndHowManyWait() {
    failing(37, Duration.ofSeconds(60));
    assertEquals(
        HealthCheckResult.not(
            "status",
            "37 statuses wait, one could not be written for 60 s, so that conditions are older than"
                + " what is in force: "
                + REFUSED),
        status());
  }

  @Test
  void ready_contestedStatuses_areWellAndTold() {
    fairway.status(new StatusState(0, Optional.empty(), 0, Optional.empty(), Optional.empty(), 2));
    assertEquals(
        HealthCheckResult.ok(
            "status",
            "another writer removes or changes Fairway's conditions again and again, of 2 Services:"
                + " their Event StatusOverwritten says more"),
        status());
  }
}
