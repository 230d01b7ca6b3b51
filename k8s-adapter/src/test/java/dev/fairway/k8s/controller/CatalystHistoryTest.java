package dev.fairway.k8s.controller;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 750 changes of Services and endpoints, by the whole of Fairway, on a Manager that people work
 * with too: whenever all is quiet, the controllers run what the cluster asks for, they had a policy
 * all the time, and what people wrote is as it was. Fairway is restarted in between, with whatever
 * it was doing.
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
    try (WatchedClusterFixture world =
        new WatchedClusterFixture(
            target, WatchedClusterFixture.NO_GATE, WatchedClusterFixture.HASTY)) {
      RandomCluster cluster = new RandomCluster(random, world.people());
      cluster.settle();
      world.open();
      for (int round = 0; round < ROUNDS; round++) {
        for (int event = 0; event < EVENTS; event++) {
          world.tell(cluster.change());
          if (random.nextInt(RESTART) == 0) {
            world.restart();
          }
        }
        try {
          settle(world, target, cluster);
        } catch (AssertionError failed) {
          throw new AssertionError(failed.getMessage() + world.told(), failed);
        }
      }
    }
  }

  private static void settle(
      WatchedClusterFixture world, CatalystFabricFixture target, RandomCluster cluster) {
    Quiescence.await(world);
    ExpectedState truth = ExpectedState.of(world);
    truth.assertInForce();
    truth.assertKept(cluster.services().said());
    truth.assertHeld(world.lastGood());
    target.assertNoGap();
    target.assertTidy();
    target.assertRunning(world.asked());
    world.lastGood().settle(world.people().everything());
  }
}
