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
import java.util.Optional;

/**
 * Compares a policy with the intents for one packet of every class of packets. Both are constant
 * between the points where a prefix or a port range of theirs begins or ends, so one packet between
 * any two neighbouring points is enough: the answer holds for every packet there is.
 *
 * <p>O(addresses² x ports² x protocols x claims): for small worlds. Pure and thread-safe.
 */
public final class ExhaustiveCheck {

  private ExhaustiveCheck() {}

  /**
   * What the comparison found.
   *
   * @param classes how many classes of packets were compared
   * @param witness a packet on which the two differ; empty where there is none
   */
  public record Result(long classes, Optional<Counterexample> witness) {}

  /**
   * Compares.
   *
   * @param fleet what is asked for, without the Services that were left out
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
    Optional<PathRule> actual = policy.decide(flow);
    return actual.map(PathRule::treatment).equals(expected.treatment())
        ? Optional.empty()
        : Optional.of(new Counterexample(flow, expected, actual));
  }
}
