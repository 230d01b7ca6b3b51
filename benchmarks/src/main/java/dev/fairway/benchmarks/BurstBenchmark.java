package dev.fairway.benchmarks;

import dev.fairway.core.net.IpPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * The work of a burst of changes: one endpoint of every Service changes, as fast as four clients of
 * Kubernetes can write; measured are the time until the fabric has the last change, the syncs, and
 * the writes to the fabric and to the API server. All Services have ten endpoints.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class BurstBenchmark {

  private static final int CLIENTS = 4;

  /** The number of Services, and of changes. */
  @Param("1000")
  public int services;

  /** How long a change waits for others; two seconds at most, however many come. */
  @Param({"0", "200"})
  public int debounceMillis;

  private @Nullable LiveCluster cluster;
  private List<SeededService> seeded = List.of();
  private ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private boolean away;

  /** The cost of the burst until the fabric had the last change. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Work {
    /** Started syncs. */
    public long syncs;

    /** Writes to the fabric. */
    public long fabricWrites;

    /** Writes of Fairway to the API server. */
    public long apiWrites;
  }

  /** Starts everything, and waits until it is idle. */
  @Setup
  public void start() throws InterruptedException {
    SeededObjects objects = SeededObjects.of(services, 10, 10);
    seeded = objects.services();
    clients = Executors.newFixedThreadPool(CLIENTS);
    away = false;
    cluster = LiveCluster.start(objects, Duration.ofMillis(debounceMillis));
  }

  private LiveCluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  /** Waits until the last burst is processed, statuses included. */
  @Setup(Level.Invocation)
  public void rest() throws InterruptedException {
    cluster().awaitRest();
    cluster().forgetRequests();
    away = !away;
  }

  /** Until the fabric has the last change. */
  @Benchmark
  public void burst(Work work) throws InterruptedException, ExecutionException {
    long syncs = cluster().syncs();
    long before = cluster().writes();
    for (Future<Object> sent : clients.invokeAll(changes())) {
      sent.get();
    }
    awaitAll(before);
    work.syncs += cluster().syncs() - syncs;
    work.fabricWrites += cluster().writes() - before;
    work.apiWrites += cluster().statusWrites();
  }

  private List<Callable<Object>> changes() {
    return seeded.stream()
        .map(service -> Executors.callable(() -> cluster().move(service, away)))
        .toList();
  }

  private void awaitAll(long before) throws InterruptedException {
    List<IpPrefix> wanted = seeded.stream().map(service -> service.firstAddress(away)).toList();
    long seen = before;
    do {
      seen = Math.max(cluster().awaitWrites(seen), seen);
    } while (!cluster().hasRulesFor(wanted));
  }

  /** Closes everything. */
  @TearDown
  public void end() {
    clients.shutdown();
    cluster().close();
  }
}
