package dev.fairway.benchmarks;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.runtime.SyncReport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a sync that finds nothing to do: nothing has changed in the cluster or on the fabric
 * since the last one; Services have fifteen endpoints each. {@code -prof gc} shows what it
 * allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class QuietSyncBenchmark {

  /** The number of Services. */
  @Param({"1000", "10000"})
  public int services;

  private SyncFixture syncs = new SyncFixture();
  private ClusterObjects records =
      new ClusterObjects(List.of(), List.of(), List.of(), List.of(), Set.of());

  /** Makes the first sync, which writes everything. */
  @Setup
  public void prepare() {
    syncs = new SyncFixture();
    records = SeededObjects.of(services, 15, 10).reduced();
    SyncReport first = syncs.sync(records);
    if (!first.succeeded() || syncs.writes() != 1) {
      throw new IllegalStateException(syncs.writes() + " writes, " + first);
    }
  }

  /** From the records of the watches to a snapshot. */
  @Benchmark
  public FleetSnapshot map() {
    return syncs.map(records);
  }

  /** The whole sync: mapping, resolving, translating, retention, planning, report. */
  @Benchmark
  public SyncReport sync() {
    return syncs.sync(records);
  }

  /** Nothing may have been written. */
  @TearDown
  public void check() {
    if (syncs.writes() != 1) {
      throw new IllegalStateException("a quiet sync wrote");
    }
  }
}
