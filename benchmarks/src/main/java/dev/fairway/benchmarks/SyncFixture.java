package dev.fairway.benchmarks;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.mapping.IncrementalMapper;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Passes as the loop makes them, from the records of watches to a fabric, in one thread. */
final class SyncFixture {

  private final IncrementalMapper mapper =
      new IncrementalMapper(SeededObjects.SETTINGS, service -> Optional.empty());
  private final MockFabric fabric = newFabric();
  private final PolicySync sync =
      PolicySync.with(fabric.backend(SeededInputs.OWNER))
          .using(SyncOptions.builder().inventoryInterval(Duration.ofDays(1)).build());

  static MockFabric newFabric() {
    return new MockFabric(
        new FabricSpec(SeededInputs.wan(), TargetProfile.unlimited(Commit.WHOLE_PLAN), List.of()));
  }

  /** What the loop asks for at the start of a pass. */
  FleetSnapshot map(ClusterObjects records) {
    return FleetSnapshot.of(
        mapper.snapshot(
            new ClusterObjects(
                records.services(),
                records.slices(),
                records.nodes(),
                records.namespaces(),
                records.podsInHostNetwork()),
            Completeness.COMPLETE));
  }

  /** A whole pass. */
  SyncReport pass(ClusterObjects records) {
    return sync.run(map(records));
  }

  /** How often the fabric was written to. */
  long writes() {
    return fabric.writes();
  }
}
