package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.runtime.safety.SafetyVerdict;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cluster, an API server and a fabric that fare as badly as they can, in an order that the seed
 * decides, with restarts of Fairway at any point. Whenever the weather clears, the fabric comes to
 * do what the API's objects ask for, the API says so, nobody else was touched, and neither another
 * pass nor another process finds anything left to do.
 */
class ControllerHistoryTest {

  private static final int ROUNDS = 2;
  private static final int STEPS = 10;
  private static final SafetySettings GATE = new SafetySettings(30, 2, true, Optional.empty());

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_ofEveryWeather_endsWithTheFabricAsAsked(long seed) {
    live(seed, WatchedClusterFixture.NO_GATE);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void history_withTheSafetyGate_endsAsAskedOrRefused(long seed) {
    live(seed, GATE);
  }

  static void live(long seed, SafetySettings safety) {
    Random random = new Random(seed);
    Commit commit = random.nextBoolean() ? Commit.PER_STEP : Commit.WHOLE_PLAN;
    try (WatchedClusterFixture world = new WatchedClusterFixture(commit, safety)) {
      RandomCluster cluster = new RandomCluster(random, world.people());
      cluster.settle();
      world.open();
      for (int round = 0; round < ROUNDS; round++) {
        for (int step = 0; step < STEPS; step++) {
          happen(random, cluster, world);
        }
        world.clear();
        try {
          settle(world, cluster);
        } catch (AssertionError failed) {
          throw new AssertionError(failed.getMessage() + world.told(), failed);
        }
      }
    }
  }

  private static void happen(Random random, RandomCluster cluster, WatchedClusterFixture world) {
    switch (random.nextInt(8)) {
      case 0 -> world.tell(world.fabric().worsen(random));
      case 1 -> world.tell(world.fabric().editOutOfBand(random));
      case 2, 3 -> world.tell(world.weather().worsen(random));
      case 4 -> world.restart();
      default -> {}
    }
    if (world.weather().isGone() && random.nextBoolean()) {
      world.tell("the API is back");
      world.weather().comeBack();
    }
    if (!world.weather().isGone()) {
      world.tell(cluster.change());
    }
  }

  private static void settle(WatchedClusterFixture world, RandomCluster cluster) {
    SyncReport report = Quiescence.await(world);
    Optional<SafetyVerdict.Refused> refused = report.refusal();
    if (refused.isPresent()) {
      assertRefused(world, report);
      world.approve(refused.get().plan());
      report = Quiescence.await(world);
      assertTrue(report.succeeded(), report::toString);
    }
    ExpectedState truth = ExpectedState.of(world);
    truth.assertInForce();
    truth.assertKept(cluster.services().said());
    truth.assertHeld(world.lastGood());
    assertAnotherPassWritesNothing(world);
    assertAnotherProcessWritesNothing(world);
    world.lastGood().settle(world.people().everything());
  }

  /** The fabric is as it was, and whoever would lose most is told. */
  private static void assertRefused(WatchedClusterFixture world, SyncReport report) {
    assertEquals(
        report.planned().orElseThrow().plan().before(),
        world.fabric().fabric().rules(MockFabricFixture.OWNER));
    ExpectedState truth = ExpectedState.of(world);
    truth.assertTold();
    truth.assertRefused(report.refusal().orElseThrow().services().keySet());
  }

  private static void assertAnotherPassWritesNothing(WatchedClusterFixture world) {
    String rules = world.fabric().ours();
    long writes = world.fabric().fabric().writes();
    world.api().forgetRequests();
    world.passAgain();
    Quiescence.await(world);
    assertEquals(rules, world.fabric().ours());
    assertEquals(writes, world.fabric().fabric().writes(), "nothing to do, and yet a write");
    assertEquals(
        List.of(),
        world.writes().stream().filter(one -> one.resource().equals("services")).toList());
  }

  private static void assertAnotherProcessWritesNothing(WatchedClusterFixture world) {
    String rules = world.fabric().ours();
    long writes = world.fabric().fabric().writes();
    world.shut();
    world.api().forgetRequests();
    world.open();
    Quiescence.await(world);
    world.shut();
    assertEquals(rules, world.fabric().ours());
    assertEquals(writes, world.fabric().fabric().writes(), "nothing to do, and yet a write");
    assertEquals(List.of(), world.writes());
    world.open();
  }
}
