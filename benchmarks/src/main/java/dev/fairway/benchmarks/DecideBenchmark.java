package dev.fairway.benchmarks;

import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;
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
 * The time of a policy's decision about one packet. A hit lies anywhere in the list, so half of the
 * rules are compared; a miss compares all of them. With {@code -prof gc} it shows that a decision
 * allocates nothing but its Optional, whatever the number of rules.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecideBenchmark {

  private static final int ADDRESSES_PER_RULE = 15;
  private static final int PACKETS = 1024;
  private static final SiteId SITE = SeededInputs.SITES.get(0);
  private static final IpPrefix CLIENT = IpPrefix.parse("172.16.0.1");

  /** The number of rules. */
  @Param({"10", "100", "1000", "10000"})
  public int rules;

  private DesiredPolicy policy = DesiredPolicy.EMPTY;
  private final Flow[] hits = new Flow[PACKETS];
  private final Flow[] misses = new Flow[PACKETS];
  private int next;

  /** Makes the packets, and checks the decisions about them. */
  @Setup
  public void prepare() {
    policy = SeededInputs.policy(rules, ADDRESSES_PER_RULE);
    for (int i = 0; i < PACKETS; i++) {
      int rule = (int) (i * 2_654_435_761L % rules);
      IpPrefix address = SeededInputs.firstAddress(rule, ADDRESSES_PER_RULE);
      hits[i] = packet(CLIENT, address, SeededInputs.port(rule));
      misses[i] = hits[i].reversed();
      requireAnswer(policy.decide(hits[i], SITE).equals(Optional.of(policy.rules().get(rule))));
      requireAnswer(policy.decide(misses[i], SITE).isEmpty());
    }
  }

  private static Flow packet(IpPrefix from, IpPrefix to, ServicePort port) {
    return new Flow(Segment.DEFAULT, from, to, port.protocol(), port.number(), port.number());
  }

  private static void requireAnswer(boolean right) {
    if (!right) {
      throw new IllegalStateException("the policy gives another answer");
    }
  }

  /** A packet that some rule takes. */
  @Benchmark
  public Optional<PathRule> hit() {
    return policy.decide(hits[next++ & (PACKETS - 1)], SITE);
  }

  /** A packet that no rule takes, though it has the ports of many. */
  @Benchmark
  public Optional<PathRule> miss() {
    return policy.decide(misses[next++ & (PACKETS - 1)], SITE);
  }
}
