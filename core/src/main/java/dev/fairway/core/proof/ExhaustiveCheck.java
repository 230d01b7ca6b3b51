package dev.fairway.core.proof;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;

/**
 * The comparison of a policy with the intents for one packet of every equivalence class. Both are
 * constant between the points where a prefix or a port range begins or ends, so one packet between
 * any two neighbouring points is enough: the result holds for every packet.
 *
 * <p>O(addresses² x ports² x protocols x claims): for small fleets. Pure and thread-safe.
 */
public final class ExhaustiveCheck {

  private ExhaustiveCheck() {}

  /**
   * The result of the comparison.
   *
   * @param classes the number of compared classes of packets
   * @param witness a packet on which the two differ; empty where there is none
   */
  public record Result(long classes, Optional<Counterexample> witness) {}

  /**
   * Compares.
   *
   * @param fleet the resolved intents, without the Services that were left out
   * @param policy the rules of all owners, in the order of the owners
   */
  public static Result check(ResolvedFleet fleet, DesiredPolicy policy) {
    PacketClasses classes = PacketClasses.of(fleet, policy);
    long compared = 0;
    for (Segment segment : classes.segments()) {
      for (IpFamily family : IpFamily.values()) {
        for (IpPrefix source : classes.addresses(family)) {
          for (IpPrefix destination : classes.addresses(family)) {
            for (IpProtocol protocol : classes.protocols()) {
              for (int[] ports : classes.portPairs(protocol)) {
                Flow flow = new Flow(segment, source, destination, protocol, ports[0], ports[1]);
                compared++;
                Optional<Counterexample> witness = compare(fleet, policy, flow);
                if (witness.isPresent()) {
                  return new Result(compared, witness);
                }
              }
            }
          }
        }
      }
    }
    return new Result(compared, Optional.empty());
  }

  /** A witness where the two differ on this packet. What stays within a site is not compared. */
  public static Optional<Counterexample> compare(
      ResolvedFleet fleet, DesiredPolicy policy, Flow flow) {
    Decision expected = PacketSemantics.decide(fleet, flow);
    if (expected instanceof Decision.Local) {
      return Optional.empty();
    }
    for (SiteId site : PacketSemantics.entrySites(fleet, flow)) {
      Optional<PathRule> actual = policy.decide(flow, site);
      if (!actual.map(PathRule::treatment).equals(expected.treatment())) {
        return Optional.of(new Counterexample(flow, expected, actual));
      }
    }
    return Optional.empty();
  }
}
