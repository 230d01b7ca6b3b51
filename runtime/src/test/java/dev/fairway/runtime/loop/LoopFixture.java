package dev.fairway.runtime.loop;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A loop over a mock fabric and a shop, in the thread of the test and in a time of its own. */
final class LoopFixture {

  static final LoopSettings SETTINGS =
      new LoopSettings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          Duration.ofHours(10),
          Duration.ofHours(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3));

  /** A sync that has ended. */
  record EndedSync(Duration began, Duration ended, SyncReport report) {}

  final VirtualClock clock = new VirtualClock();
  final MockFabric fabric =
      new MockFabric(
          new FabricSpec(Shop.wan(), TargetProfile.unlimited(Commit.PER_STEP), List.of()));
  final SlowBackend backend = new SlowBackend(fabric.backend(Shop.OWNER), clock);
  final Shop shop = new Shop().service("cart", Shop.MPLS, Shop.pods(1, 3));
  final List<EndedSync> ended = new ArrayList<>();
  final List<LoopState> states = new ArrayList<>();
  final List<Duration> changesApplied = new ArrayList<>();
  SyncOptions.Builder options = SyncOptions.builder();
  Runnable onFleet = () -> {};

  /** What is told of a sync and of the loop ends up in the lists. */
  SyncLoop.Builder loop() {
    return loop(backend);
  }

  SyncLoop.Builder loop(SdwanBackend over) {
    SyncListener syncs =
        new SyncListener() {
          @Override
          public void syncEnded(SyncReport report, Duration took) {
            ended.add(new EndedSync(clock.passed().minus(took), clock.passed(), report));
          }
        };
    LoopListener listener =
        new LoopListener() {
          @Override
          public void stateChanged(LoopState state) {
            states.add(state);
          }

          @Override
          public void changesApplied(SyncReport report, Duration sinceChange) {
            changesApplied.add(sinceChange);
          }
        };
    return SyncLoop.over(over)
        .options(options.build().toBuilder().listener(syncs).build())
        .settings(SETTINGS)
        .clock(clock)
        .random(new Random(1))
        .listener(listener)
        .fleet(
            () -> {
              onFleet.run();
              return shop.fleet();
            });
  }

  /** Lets time pass, and the loop take its turns as they come. */
  void run(SyncLoop loop, Duration time) {
    Duration end = clock.passed().plus(time);
    while (true) {
      Duration next = clock.passed().plus(loop.turn());
      if (next.compareTo(end) > 0) {
        clock.pass(end.minus(clock.passed()));
        return;
      }
      clock.pass(next.minus(clock.passed()));
    }
  }

  /** All that is due now. */
  void run(SyncLoop loop) {
    run(loop, Duration.ZERO);
  }

  SyncReport last() {
    return ended.get(ended.size() - 1).report();
  }
}
