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

/** Syncs as the loop makes them, from informer stores to a fabric. Not thread-safe. */
final class SyncFixture {

  private final IncrementalMapper mapper =
      new IncrementalMapper(SeededObjects.SETTINGS, service -> Optional.empty());
  private final MockFabric fabric = newFabric();
  private final PolicySync policySync =
      PolicySync.with(fabric.backend(SeededInputs.OWNER))
          .using(SyncOptions.builder().inventoryInterval(Duration.ofDays(1)).build());

  static MockFabric newFabric() {
    return new MockFabric(
        new FabricSpec(SeededInputs.wan(), TargetProfile.unlimited(Commit.WHOLE_PLAN), List.of()));
  }

  /** The snapshot at the start of a sync. */
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

  /** A whole sync. */
  SyncReport sync(ClusterObjects records) {
    return policySync.run(map(records));
  }

  /** The number of writes to the fabric. */
  long writes() {
    return fabric.writes();
  }
}
