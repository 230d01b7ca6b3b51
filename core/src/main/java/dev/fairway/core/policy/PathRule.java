package dev.fairway.core.policy;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A rule of the policy: one treatment for the packets that fit one match, at some sites. Its place
 * in the order is its place in the list that holds it.
 *
 * @param id the same for as long as only its addresses change
 * @param owner whose rule it is
 * @param scope the segment, and the sites where it is installed
 * @param direction the side of the match that the service is on
 * @param peers which peers of the service it is for, where it is not for all that the match of the
 *     service's side takes; absent: for all
 * @param match which packets it takes; names the addresses of the service's side at least, and of
 *     the peers' side too where {@code peers} are {@link PeerSet.Kind#AT} or {@link
 *     PeerSet.Kind#NOT_AT} sites
 * @param treatment what happens to them
 */
public record PathRule(
    RuleId id,
    OwnerId owner,
    Scope scope,
    Direction direction,
    Optional<PeerSet> peers,
    TrafficMatch match,
    Treatment treatment) {

  /**
   * Refuses a rule that does not name the addresses of its service's side, or of its peers; and an
   * admission that only a Service can declare.
   */
  public PathRule {
    if (side(direction, match).isEmpty()) {
      throw new IllegalArgumentException(
          "a rule " + direction.text() + " names the addresses of the service's side");
    }
    boolean some = peers.map(set -> set.kind() != PeerSet.Kind.ANY).orElse(false);
    if (some && side(direction.opposite(), match).isEmpty()) {
      throw new IllegalArgumentException("a rule for some peers names their addresses");
    }
    if (treatment.admission().isPresent() && !treatment.drops()) {
      throw new IllegalArgumentException(
          "the treatment of a rule drops all packets that it takes, or none: " + treatment);
    }
  }

  /** A rule for all peers. */
  public PathRule(
      RuleId id,
      OwnerId owner,
      Scope scope,
      Direction direction,
      TrafficMatch match,
      Treatment treatment) {
    this(id, owner, scope, direction, Optional.empty(), match, treatment);
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static PathRule parse(String text) {
    return CanonicalText.parseRule(text);
  }

  private static Optional<PrefixSet> side(Direction direction, TrafficMatch match) {
    return direction == Direction.FROM_SERVICE ? match.source() : match.destination();
  }

  /** The service's addresses; not empty. */
  public PrefixSet serviceAddresses() {
    return side(direction, match).orElseThrow();
  }

  /** The service's ports; absent: all ports. */
  public Optional<PortSet> servicePorts() {
    return direction == Direction.FROM_SERVICE ? match.sourcePorts() : match.destinationPorts();
  }

  /** The protocol of the service's ports; absent: any. */
  public Optional<IpProtocol> protocol() {
    return match.protocol();
  }

  /** True where the rule takes a packet that enters the WAN at the site. */
  public boolean takes(Flow flow, SiteId site) {
    return scope.segment().equals(flow.segment())
        && match.matches(flow)
        && scope.sites().contains(site);
  }

  /** The same rule with other addresses on the service's side. */
  public PathRule withServiceAddresses(PrefixSet addresses) {
    TrafficMatch.Builder other = match.toBuilder();
    return withMatch(
        direction == Direction.FROM_SERVICE
            ? other.source(addresses).build()
            : other.destination(addresses).build());
  }

  /** The same rule with another match. */
  public PathRule withMatch(TrafficMatch other) {
    return new PathRule(id, owner, scope, direction, peers, other, treatment);
  }

  /** The same rule at other sites. */
  public PathRule withSites(SortedSet<SiteId> sites) {
    Scope there = new Scope(scope.segment(), sites);
    return new PathRule(id, owner, there, direction, peers, match, treatment);
  }

  /**
   * The one text form, one line: the same for equal rules, and {@link #parse} reads it back. The
   * direction is written only where it is not the one that the match {@linkplain
   * Direction#impliedBy implies}, the peers only where there are some.
   */
  public String canonical() {
    return CanonicalText.of(this);
  }

  /** The digest of {@link #canonical()}. */
  public Digest digest() {
    return Digest.of(canonical());
  }
}
