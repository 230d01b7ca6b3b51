package dev.fairway.k8s.controller;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 750 changes of Services and endpoints, by the whole of Fairway, on a Manager with administrators:
 * at rest the controllers run what the cluster asks for, they had a policy all the time, and what
 * the administrators wrote is as it was. Fairway is restarted in between, at any point.
 */
class CatalystHistoryTest {

  private static final int ROUNDS = 5;
  private static final int EVENTS = 50;
  private static final int RESTART = 25;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 3, 4, 5})
  void history_of250Changes_neverTakesThePolicyAwayAndEndsAsAsked(long seed) {
    Random random = new Random(seed);
    CatalystFabricFixture target = new CatalystFabricFixture();
    try (WatchedClusterFixture fixture =
        new WatchedClusterFixture(
            target, WatchedClusterFixture.NO_LIMITS, WatchedClusterFixture.HASTY)) {
      RandomCluster cluster = new RandomCluster(random, fixture.writers());
      cluster.settle();
      fixture.open();
      for (int round = 0; round < ROUNDS; round++) {
        for (int event = 0; event < EVENTS; event++) {
          fixture.record(cluster.change());
          if (random.nextInt(RESTART) == 0) {
            fixture.restart();
          }
        }
        try {
          settle(fixture, target, cluster);
        } catch (AssertionError failed) {
          throw new AssertionError(failed.getMessage() + fixture.history(), failed);
        }
      }
    }
  }

  private static void settle(
      WatchedClusterFixture fixture, CatalystFabricFixture target, RandomCluster cluster) {
    Quiescence.await(fixture);
    ExpectedState truth = ExpectedState.of(fixture);
    truth.assertInForce();
    truth.assertKept(cluster.services().said());
    truth.assertHeld(fixture.lastGood());
    target.assertNoGap();
    target.assertTidy();
    target.assertRunning(fixture.asked());
    fixture.lastGood().settle(fixture.writers().everything());
  }
}
