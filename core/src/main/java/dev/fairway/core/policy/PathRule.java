package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import java.util.Optional;

/**
 * One treatment for the packets that fit one match, at some sites. Its place in the order is its
 * place in the list that holds it.
 *
 * <p>The service is on one side of the match: on the source's where the match names sources, else
 * on the destination's.
 *
 * @param id the same for as long as only its addresses change
 * @param owner whose rule it is
 * @param scope the segment, and the sites where it is installed
 * @param match which packets it takes; names at least one side's addresses
 * @param treatment what happens to them
 */
public record PathRule(
    RuleId id, OwnerId owner, Scope scope, TrafficMatch match, Treatment treatment) {

  /** Refuses a rule that names neither side's addresses. */
  public PathRule {
    if (match.source().isEmpty() && match.destination().isEmpty()) {
      throw new IllegalArgumentException("a rule names the addresses of at least one side");
    }
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static PathRule parse(String text) {
    return CanonicalText.parseRule(text);
  }

  /** Which side the service is on. */
  public Direction direction() {
    return match.source().isPresent() ? Direction.FROM_SERVICE : Direction.TO_SERVICE;
  }

  /** The service's addresses; not empty. */
  public PrefixSet serviceAddresses() {
    return match.source().or(match::destination).orElseThrow();
  }

  /** The service's ports; absent: all ports. */
  public Optional<PortSet> servicePorts() {
    return direction() == Direction.FROM_SERVICE ? match.sourcePorts() : match.destinationPorts();
  }

  /** The protocol of the service's ports; absent: any. */
  public Optional<IpProtocol> protocol() {
    return match.protocol();
  }

  /** True where the rule takes the packet. */
  public boolean takes(Flow flow) {
    return scope.segment().equals(flow.segment()) && match.matches(flow);
  }

  /** The same rule with another match. */
  public PathRule withMatch(TrafficMatch other) {
    return new PathRule(id, owner, scope, other, treatment);
  }

  /** The one text form, one line: the same for equal rules, and {@link #parse} reads it back. */
  public String canonical() {
    return CanonicalText.of(this);
  }

  /** The digest of {@link #canonical()}. */
  public Digest digest() {
    return Digest.of(canonical());
  }
}
