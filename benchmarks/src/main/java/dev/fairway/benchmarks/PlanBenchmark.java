package dev.fairway.benchmarks;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
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
 * The time of planning: the comparison of the desired with the observed policy. The two share no
 * object, as when one of them was read from a target.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PlanBenchmark {

  /** Rules, and addresses in each: many small rules, or 150,000 addresses in few large ones. */
  @Param({"5000x15", "200x750"})
  public String policy = "5000x15";

  /** How many of a thousand rules have another address: none, one percent, all. */
  @Param({"0", "10", "1000"})
  public int changedPerThousand;

  private DesiredPolicy desired = DesiredPolicy.EMPTY;
  private ObservedPolicy observed =
      new ObservedPolicy(List.of(), List.of(), List.of(), new Revision("none"));

  /** Makes both policies, and checks that the plan has a step for each change. */
  @Setup
  public void prepare() {
    String[] parts = policy.split("x", -1);
    int rules = Integer.parseInt(parts[0]);
    int addresses = Integer.parseInt(parts[1]);
    desired = SeededInputs.changed(rules, addresses, changedPerThousand);
    observed =
        new ObservedPolicy(
            SeededInputs.policy(rules, addresses).rules(),
            List.of(),
            List.of(),
            new Revision("one"));
    long changed = 0;
    for (int i = 0; i < rules; i++) {
      changed += desired.rules().get(i).equals(observed.mine().get(i)) ? 0 : 1;
    }
    if (plan().steps().size() != changed) {
      throw new IllegalStateException(plan().steps().size() + " steps for " + changed + " changes");
    }
  }

  /** The plan. */
  @Benchmark
  public Plan plan() {
    return Planner.plan(SeededInputs.OWNER, desired, observed, PlanMode.SYNC);
  }
}
