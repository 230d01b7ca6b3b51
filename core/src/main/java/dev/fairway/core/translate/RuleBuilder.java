package dev.fairway.core.translate;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.translate.PrefixSetSplitter.Chunk;
import dev.fairway.core.wan.SiteId;
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
 * The last stages: each group becomes a rule in each direction, in parts where a set would be too
 * long for the target; groups come in the order of their keys, and that is the order of the rules.
 */
final class RuleBuilder {

  private record Place(Segment segment, IpFamily family) {}

  private final OwnerId owner;
  private final SortedSet<SiteId> sites;
  private final RemotePrefixes scope;
  private final OptionalInt longestSet;
  private final Map<Place, List<Optional<Chunk>>> bounds = new HashMap<>();
  private final List<PathRule> rules = new ArrayList<>();
  private final SortedMap<RuleId, RuleOrigin> origins = new TreeMap<>();

  RuleBuilder(OwnerId owner, SortedSet<SiteId> sites, RemotePrefixes scope, TargetProfile profile) {
    this.owner = owner;
    this.sites = sites;
    this.scope = scope;
    this.longestSet = profile.limit(Limit.PREFIXES_PER_SET);
  }

  void add(PortGroup group) {
    List<Chunk> service = PrefixSetSplitter.of(group.key().family(), group.addresses(), longestSet);
    for (Chunk chunk : service) {
      addRule(group, Direction.TO_SERVICE, chunk, Optional.empty());
    }
    List<Optional<Chunk>> bound =
        bounds.computeIfAbsent(
            new Place(group.key().segment(), group.key().family()), this::boundOf);
    for (Chunk chunk : service) {
      bound.forEach(far -> addRule(group, Direction.FROM_SERVICE, chunk, far));
    }
  }

  /** The bound of senders' rules in its parts; one that is absent where the bound is unknown. */
  private List<Optional<Chunk>> boundOf(Place place) {
    Optional<PrefixSet> bound = scope.of(place.segment, place.family);
    return bound.isEmpty()
        ? List.of(Optional.empty())
        : PrefixSetSplitter.of(place.family, bound.get().prefixes(), longestSet).stream()
            .map(Optional::of)
            .toList();
  }

  private void addRule(PortGroup group, Direction direction, Chunk service, Optional<Chunk> far) {
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
                far.map(Chunk::label).orElse("")));
    rules.add(
        new PathRule(
            id,
            owner,
            new Scope(key.segment(), sites),
            direction,
            match(key, direction, service.set(), far.map(Chunk::set)),
            key.rank().treatment()));
    origins.put(id, new RuleOrigin(id, key.rank().text(), group.services()));
  }

  private static TrafficMatch match(
      PortGroup.Key key, Direction direction, PrefixSet service, Optional<PrefixSet> far) {
    TrafficMatch.Builder match = TrafficMatch.builder(key.family());
    key.protocol().ifPresent(match::protocol);
    Optional<PortSet> ports = key.ports();
    if (direction == Direction.TO_SERVICE) {
      match.destination(service);
      ports.ifPresent(match::destinationPorts);
    } else {
      match.source(service);
      ports.ifPresent(match::sourcePorts);
      far.ifPresent(match::destination);
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
