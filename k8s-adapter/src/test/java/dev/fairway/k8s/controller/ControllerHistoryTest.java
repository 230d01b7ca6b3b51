package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.SafetySettings;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random faults of a cluster, an API server and a fabric, seeded, with restarts of Fairway at any
 * point, without limits of losses and with them. Whenever the faults end, the fabric comes to do
 * what the API's objects ask for, the API says so, no other owner's rule was touched, and neither
 * another sync nor another process finds anything left to do.
 */
class ControllerHistoryTest {

  private static final int ROUNDS = 2;
  private static final int STEPS = 10;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_ofEveryFault_endsWithTheFabricAsAsked(long seed) {
    live(seed, WatchedClusterFixture.NO_LIMITS);
  }

  static void live(long seed, SafetySettings safety) {
    Random random = new Random(seed);
    Commit commit = random.nextBoolean() ? Commit.PER_STEP : Commit.WHOLE_PLAN;
    try (WatchedClusterFixture fixture = new WatchedClusterFixture(commit, safety)) {
      RandomCluster cluster = new RandomCluster(random, fixture.writers());
      cluster.settle();
      fixture.open();
      for (int round = 0; round < ROUNDS; round++) {
        for (int step = 0; step < STEPS; step++) {
          happen(random, cluster, fixture);
        }
        fixture.clear();
        try {
          settle(fixture, cluster);
        } catch (AssertionError failed) {
          throw new AssertionError(failed.getMessage() + fixture.history(), failed);
        }
      }
    }
  }

  private static void happen(Random random, RandomCluster cluster, WatchedClusterFixture fixture) {
    switch (random.nextInt(8)) {
      case 0 -> fixture.record(fixture.fabric().injectFault(random));
      case 1 -> fixture.record(fixture.fabric().editOutOfBand(random));
      case 2, 3 -> fixture.record(fixture.faults().injectFault(random));
      case 4 -> fixture.restart();
      default -> {}
    }
    if (fixture.faults().isGone() && random.nextBoolean()) {
      fixture.record("the API is back");
      fixture.faults().comeBack();
    }
    if (!fixture.faults().isGone()) {
      fixture.record(cluster.change());
    }
  }

  private static void settle(WatchedClusterFixture fixture, RandomCluster cluster) {
    SyncReport report = Quiescence.await(fixture);
    assertTrue(report.succeeded(), report::toString);
    ExpectedState truth = ExpectedState.of(fixture);
    truth.assertInForce();
    truth.assertKept(cluster.services().said());
    truth.assertHeld(fixture.lastGood());
    assertAnotherSyncWritesNothing(fixture);
    assertAnotherProcessWritesNothing(fixture);
    fixture.lastGood().settle(fixture.writers().everything());
  }

  private static void assertAnotherSyncWritesNothing(WatchedClusterFixture fixture) {
    String rules = fixture.fabric().ours();
    long writes = fixture.fabric().fabric().writes();
    fixture.api().forgetRequests();
    fixture.passAgain();
    Quiescence.await(fixture);
    assertEquals(rules, fixture.fabric().ours());
    assertEquals(writes, fixture.fabric().fabric().writes(), "nothing to do, and yet a write");
    assertEquals(
        List.of(),
        fixture.writes().stream()
            .filter(request -> request.resource().equals("services"))
            .toList());
  }

  private static void assertAnotherProcessWritesNothing(WatchedClusterFixture fixture) {
    String rules = fixture.fabric().ours();
    long writes = fixture.fabric().fabric().writes();
    fixture.shut();
    fixture.api().forgetRequests();
    fixture.open();
    Quiescence.await(fixture);
    fixture.shut();
    assertEquals(rules, fixture.fabric().ours());
    assertEquals(writes, fixture.fabric().fabric().writes(), "nothing to do, and yet a write");
    assertEquals(List.of(), fixture.writes());
    fixture.open();
  }
}
