package dev.fairway.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * The latency from a change of an endpoint to the fabric: from the moment when a client of
 * Kubernetes sends the change of one EndpointSlice, over the API server, the watch and a sync
 * without debounce, until the fabric was written to; everything else is idle before. All Services
 * have ten endpoints and an intent; statuses are written.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(1)
public class ChangeToFabricBenchmark {

  /** The number of Services. */
  @Param({"100", "1000"})
  public int services;

  private @Nullable LiveCluster cluster;
  private List<SeededService> seeded = List.of();
  private long turn;
  private long written;

  /** Starts everything, and waits until it is idle. */
  @Setup
  public void start() throws InterruptedException {
    SeededObjects objects = SeededObjects.of(services, 10, 10);
    seeded = objects.services();
    turn = 0;
    cluster = LiveCluster.start(objects, Duration.ZERO);
  }

  private LiveCluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  private SeededService service() {
    return seeded.get((int) (turn % services));
  }

  /** In the first round over all Services the endpoints move away, in the second one back. */
  private boolean away() {
    return turn / services % 2 == 0;
  }

  /** Waits until the last change is processed, statuses included. */
  @Setup(Level.Invocation)
  public void rest() throws InterruptedException {
    cluster().awaitRest();
    written = cluster().writes();
  }

  /** The time until the fabric has the change. */
  @Benchmark
  public long change() throws InterruptedException {
    cluster().move(service(), away());
    return cluster().awaitWrites(written);
  }

  /** The time until the client has the API server's response: the part outside of Fairway. */
  @Benchmark
  public void answer() {
    cluster().move(service(), away());
  }

  /** Checks that the fabric has the change, and goes on to the next Service. */
  @TearDown(Level.Invocation)
  public void check() throws InterruptedException {
    cluster().awaitWrites(written);
    if (!cluster().hasRulesFor(List.of(service().firstAddress(away())))) {
      throw new IllegalStateException("the fabric does not have " + service().firstAddress(away()));
    }
    turn++;
  }

  /** Closes everything. */
  @TearDown
  public void end() {
    cluster().close();
  }
}
