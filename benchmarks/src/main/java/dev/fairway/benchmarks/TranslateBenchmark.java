package dev.fairway.benchmarks;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.translate.Translator;
import dev.fairway.core.wan.WanInventory;
import java.util.Objects;
import java.util.TreeMap;
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
 * The time from a snapshot to a policy, for each of its two halves. Services have fifteen endpoints
 * each over one to three of six sites; {@code -prof gc} shows what both allocate.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TranslateBenchmark {

  /** The number of Services. */
  @Param({"10", "1000", "10000"})
  public int services;

  /**
   * What the Services ask for: {@code tunnel} alone, or {@code words}: beside it {@code access},
   * {@code inspect}, {@code encryption} and {@code dscp}, a fifth of the Services each.
   */
  @Param({"tunnel", "words"})
  public String intents = "tunnel";

  private WanInventory wan = SeededInputs.wan();
  private final TargetProfile profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private FleetSnapshot fleet = new FleetSnapshot(new TreeMap<>());
  private ResolvedFleet resolved = new ResolvedFleet(new TreeMap<>(), wan);

  /** Makes the fleet, and checks that it becomes rules, with no Service left out. */
  @Setup
  public void prepare() {
    boolean words = intents.equals("words");
    wan = words ? SeededInputs.wanWithFunction() : SeededInputs.wan();
    fleet = words ? SeededInputs.fleetWithWords(services) : SeededInputs.fleet(services);
    resolved = resolve();
    Translation translation = translate();
    if (translation.policy().rules().isEmpty() || !translation.leftOut().isEmpty()) {
      throw new IllegalStateException(
          translation.policy().rules().size() + " rules, without " + translation.leftOut());
    }
  }

  /** From snapshot to claims. */
  @Benchmark
  public ResolvedFleet resolve() {
    return Resolver.resolve(fleet, wan, profile);
  }

  /** From claims to rules. */
  @Benchmark
  public Translation translate() {
    return Translator.translate(
        Objects.requireNonNull(resolved.clusters().get(SeededInputs.OWNER)), wan, profile);
  }
}
