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
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.translate.AddressPortOwners.SegmentFamily;
import dev.fairway.core.translate.PrefixSetSplitter.Chunk;
import dev.fairway.core.wan.SiteId;
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

  private final OwnerId owner;
  private final WanInventory wan;
  private final SortedSet<SiteId> sites;
  private final AddressPortOwners owners;
  private final OptionalInt longestSet;
  private final Map<SegmentFamily, List<Optional<Chunk>>> remote = new HashMap<>();
  private final List<PathRule> rules = new ArrayList<>();
  private final SortedMap<RuleId, RuleOrigin> origins = new TreeMap<>();

  RuleBuilder(OwnerId owner, WanInventory wan, AddressPortOwners owners, TargetProfile profile) {
    this.owner = owner;
    this.wan = wan;
    this.sites = wan.siteIds();
    this.owners = owners;
    this.longestSet = profile.limit(Limit.PREFIXES_PER_SET);
  }

  void add(PortGroup group) {
    SegmentFamily segment = new SegmentFamily(group.key().segment(), group.key().family());
    List<Chunk> service = PrefixSetSplitter.of(segment.family(), group.addresses(), longestSet);
    for (Chunk chunk : service) {
      addRule(group, Direction.TO_SERVICE, chunk, Optional.empty());
    }
    List<Optional<Chunk>> destinations = remote.computeIfAbsent(segment, this::remotePrefixes);
    for (Chunk chunk : service) {
      destinations.forEach(part -> addRule(group, Direction.FROM_SERVICE, chunk, part));
    }
  }

  /**
   * The destinations of rules that match senders, in parts: the prefixes that the WAN routes in the
   * segment, and every address with a rule there. One absent part where the routes are unknown.
   */
  private List<Optional<Chunk>> remotePrefixes(SegmentFamily segment) {
    DualStackPrefixSet routed = wan.routed().get(segment.segment());
    if (routed == null) {
      return List.of(Optional.empty());
    }
    List<IpPrefix> others =
        owners.groups().stream()
            .filter(group -> group.segmentFamily.equals(segment))
            .flatMap(group -> group.addresses.stream())
            .filter(address -> !routed.contains(address))
            .toList();
    PrefixSet all = routed.of(segment.family()).union(PrefixSet.of(segment.family(), others));
    return PrefixSetSplitter.of(segment.family(), all.prefixes(), longestSet).stream()
        .map(Optional::of)
        .toList();
  }

  private void addRule(
      PortGroup group, Direction direction, Chunk service, Optional<Chunk> remote) {
    PortGroup.Key key = group.key();
    RuleId id =
        RuleId.ofKey(
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
                remote.map(Chunk::label).orElse("")));
    rules.add(
        new PathRule(
            id,
            owner,
            new Scope(key.segment(), sites),
            direction,
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
