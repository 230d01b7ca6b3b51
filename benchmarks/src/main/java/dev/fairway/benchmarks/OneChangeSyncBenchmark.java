package dev.fairway.benchmarks;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a sync that finds one endpoint changed: one endpoint of one Service has another
 * address than in the sync before; Services have fifteen endpoints each. The fabric is in memory,
 * and takes the write in no time. {@code -prof gc} shows what it allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class OneChangeSyncBenchmark {

  /** The number of Services. */
  @Param({"1000", "10000"})
  public int services;

  private SyncFixture syncs = new SyncFixture();
  private final List<ClusterObjects> turns = new ArrayList<>();
  private long made;

  /** Makes the first sync, and both states of the cluster between which the others alternate. */
  @Setup
  public void prepare() {
    syncs = new SyncFixture();
    SeededObjects objects = SeededObjects.of(services, 15, 10);
    ClusterObjects before = objects.reduced();
    turns.clear();
    turns.add(before);
    turns.add(objects.withMoved(before, objects.services().get(services / 2)));
    made = 0;
    sync();
  }

  private ClusterObjects next() {
    return turns.get((int) (made++ % 2));
  }

  /** From the records of the watches to a snapshot. */
  @Benchmark
  public FleetSnapshot map() {
    return syncs.map(next());
  }

  /** The whole sync: mapping, resolving, translating, retention, planning, write, report. */
  @Benchmark
  public SyncReport sync() {
    long writes = syncs.writes();
    SyncReport report = syncs.sync(next());
    if (!report.succeeded() || syncs.writes() != writes + 1) {
      throw new IllegalStateException(syncs.writes() - writes + " writes, " + report);
    }
    return report;
  }
}
