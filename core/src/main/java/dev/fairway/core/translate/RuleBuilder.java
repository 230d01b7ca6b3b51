package dev.fairway.core.translate;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.resolve.PeerTable;
import dev.fairway.core.translate.AddressPortOwners.SegmentFamily;
import dev.fairway.core.translate.PrefixSetSplitter.Chunk;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.SitePrefixes;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The last stage of translation: a rule in each direction for each group, in parts where a set
 * would be too long for the target. Groups come in the order of their keys, which is the rule
 * order.
 */
final class RuleBuilder {

  private static final List<Optional<Chunk>> EVERY_PEER = List.of(Optional.empty());

  private final OwnerId owner;
  private final WanInventory wan;
  private final PeerTable peerTable;
  private final SortedSet<SiteId> sites;
  private final AddressPortOwners owners;
  private final OptionalInt longestSet;
  private final Map<SegmentFamily, Optional<PrefixSet>> scopes = new HashMap<>();
  private final Map<PeersOf, List<Optional<Chunk>>> peers = new HashMap<>();
  private final Map<SegmentFamily, SitePrefixes> sitePrefixes = new HashMap<>();
  private final List<PathRule> rules = new ArrayList<>();
  private final SortedMap<RuleId, RuleOrigin> origins = new TreeMap<>();

  /**
   * The peers of a rule, from the service's side.
   *
   * @param diverts true where the rule sends packets through a function, which it only does with
   *     peers whose replies it sees
   */
  private record PeersOf(
      SegmentFamily segment, Direction direction, Optional<PeerSet> set, boolean diverts) {}

  RuleBuilder(
      OwnerId owner,
      WanInventory wan,
      PeerTable peerTable,
      AddressPortOwners owners,
      TargetProfile profile) {
    this.owner = owner;
    this.wan = wan;
    this.peerTable = peerTable;
    this.sites = wan.siteIds();
    this.owners = owners;
    this.longestSet = profile.limit(Limit.PREFIXES_PER_SET);
  }

  void add(PortGroup group) {
    SegmentFamily segment = new SegmentFamily(group.key().segment(), group.key().family());
    List<Chunk> service = PrefixSetSplitter.of(segment.family(), group.addresses(), longestSet);
    for (Direction direction : Direction.values()) {
      List<Optional<Chunk>> others =
          direction == Direction.TO_SERVICE && isForEveryPeer(group)
              ? EVERY_PEER
              : peers.computeIfAbsent(
                  new PeersOf(segment, direction, group.key().peers(), diverts(group)),
                  this::peerPrefixes);
      for (Chunk chunk : service) {
        others.forEach(part -> addRule(group, direction, chunk, part));
      }
    }
  }

  private static boolean isForEveryPeer(PortGroup group) {
    return group.key().peers().isEmpty() && !diverts(group);
  }

  private static boolean diverts(PortGroup group) {
    return group.key().rank().treatment().inspect().isPresent();
  }

  /**
   * The prefixes of peers, in parts: one absent part where every address is a peer, none where no
   * address is. Of rules that match senders the peers are on the WAN, where its routes are known.
   */
  private List<Optional<Chunk>> peerPrefixes(PeersOf peers) {
    PrefixSet kept = peerTable.protectedAddresses().of(peers.segment.family());
    Optional<PrefixSet> bound = Optional.empty();
    if (peers.diverts) {
      bound = scope(peers.segment).map(scope -> scope.minus(kept));
    } else if (peers.direction == Direction.FROM_SERVICE) {
      bound = scope(peers.segment);
    }
    Optional<PrefixSet> within = bound;
    Optional<PrefixSet> all =
        peers
            .set
            .flatMap(set -> prefixes(set, peers.segment))
            .map(some -> within.map(some::intersection).orElse(some))
            .or(() -> within);
    if (all.isEmpty()) {
      return EVERY_PEER;
    }
    return all.get().isEmpty()
        ? List.of()
        : PrefixSetSplitter.of(peers.segment.family(), all.get().prefixes(), longestSet).stream()
            .map(Optional::of)
            .toList();
  }

  /** The prefixes of a set of peers; empty for every peer. */
  private Optional<PrefixSet> prefixes(PeerSet set, SegmentFamily segment) {
    SitePrefixes bySite =
        sitePrefixes.computeIfAbsent(
            segment,
            absent -> SitePrefixes.of(peerTable.networks(), segment.segment(), segment.family()));
    return switch (set.kind()) {
      case ANY -> Optional.empty();
      case AT -> Optional.of(bySite.of(set.sites()));
      case NOT_AT ->
          Optional.of(
              scope(segment)
                  .orElseGet(() -> knownNetworks(segment))
                  .minus(bySite.of(set.sites()))
                  .minus(peerTable.protectedAddresses().of(segment.family())));
    };
  }

  /**
   * The scope of the WAN: the prefixes that it routes in the segment, and every address with a rule
   * there. Empty where the routes are unknown.
   */
  private Optional<PrefixSet> scope(SegmentFamily segment) {
    return scopes.computeIfAbsent(
        segment,
        absent -> {
          DualStackPrefixSet routed = wan.routed().get(segment.segment());
          return routed == null
              ? Optional.empty()
              : Optional.of(withClaimed(routed.of(segment.family()), segment));
        });
  }

  /** What stands for the scope where the routes are unknown, as only a last good intent meets. */
  private PrefixSet knownNetworks(SegmentFamily segment) {
    List<IpPrefix> known =
        peerTable.networks().stream()
            .filter(network -> network.segment().equals(segment.segment()))
            .map(Network::prefix)
            .filter(prefix -> prefix.family() == segment.family())
            .toList();
    return withClaimed(PrefixSet.of(segment.family(), known), segment);
  }

  private PrefixSet withClaimed(PrefixSet set, SegmentFamily segment) {
    List<IpPrefix> others =
        owners.groups().stream()
            .filter(group -> group.segmentFamily.equals(segment))
            .flatMap(group -> group.addresses.stream())
            .filter(address -> !set.contains(address))
            .toList();
    return set.union(PrefixSet.of(segment.family(), others));
  }

  private void addRule(
      PortGroup group, Direction direction, Chunk service, Optional<Chunk> remote) {
    PortGroup.Key key = group.key();
    String common =
        String.join(
            "|",
            owner.value(),
            key.rank().text(),
            key.segment().value(),
            key.family().text(),
            direction.text(),
            key.portText(),
            key.rank().treatment().canonical(),
            service.label(),
            remote.map(Chunk::label).orElse(""));
    RuleId id =
        RuleId.ofKey(
            key.peers()
                .map(set -> common + "|" + set.text() + "|" + key.rank().declared().canonical())
                .orElse(common));
    rules.add(
        new PathRule(
            id,
            owner,
            new Scope(key.segment(), sites),
            direction,
            key.peers(),
            match(key, direction, service.set(), remote.map(Chunk::set)),
            key.rank().treatment()));
    origins.put(id, new RuleOrigin(id, key.rank().text(), group.services()));
  }

  private static TrafficMatch match(
      PortGroup.Key key, Direction direction, PrefixSet service, Optional<PrefixSet> remote) {
    TrafficMatch.Builder match = TrafficMatch.builder(key.family());
    key.protocol().ifPresent(match::protocol);
    Optional<PortSet> ports = key.ports();
    if (direction == Direction.TO_SERVICE) {
      match.destination(service);
      ports.ifPresent(match::destinationPorts);
      remote.ifPresent(match::source);
    } else {
      match.source(service);
      ports.ifPresent(match::sourcePorts);
      remote.ifPresent(match::destination);
    }
    return match.build();
  }

  DesiredPolicy policy() {
    return new DesiredPolicy(rules);
  }

  SortedMap<RuleId, RuleOrigin> origins() {
    return origins;
  }
}
