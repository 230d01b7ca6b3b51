package dev.fairway.runtime.safety;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.safety.PlanRetention.Place;
import dev.fairway.runtime.safety.RuleCoverage.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules that are asked for, and behind them the parts of observed rules that stay, in their
 * order: what is kept never takes a packet from what is asked for.
 */
final class KeptRules {

  private final List<PathRule> observed;
  private final List<PathRule> desired;
  private final List<Missing> lost;
  private final Set<Place> kept;
  private final TargetProfile profile;

  KeptRules(
      List<PathRule> observed,
      List<PathRule> desired,
      List<Missing> lost,
      Set<Place> kept,
      TargetProfile profile) {
    this.observed = observed;
    this.desired = desired;
    this.lost = lost;
    this.kept = kept;
    this.profile = profile;
  }

  /** The rules, in their order. Of what has no room on the target the last parts are left out. */
  List<PathRule> merged() {
    List<Missing> pieces = keptPieces();
    if (pieces.isEmpty()) {
      return desired;
    }
    Set<RuleId> asked = new HashSet<>();
    desired.forEach(rule -> asked.add(rule.id()));
    Map<RuleId, PathRule> tail = new LinkedHashMap<>();
    for (PathRule rule : observed) {
      for (PathRule part : parts(rule, pieces)) {
        PathRule own = asked.contains(part.id()) ? withId(part, part.id().value()) : part;
        tail.merge(
            own.id(),
            own,
            (one, other) ->
                one.withServiceAddresses(one.serviceAddresses().union(other.serviceAddresses())));
      }
    }
    List<PathRule> all = new ArrayList<>(desired);
    all.addAll(tail.values());
    return fitting(all);
  }

  private static PathRule withId(PathRule rule, String key) {
    return new PathRule(
        RuleId.ofKey(key + "|kept"),
        rule.owner(),
        rule.scope(),
        rule.direction(),
        rule.peers(),
        rule.match(),
        rule.treatment());
  }

  private List<PathRule> fitting(List<PathRule> rules) {
    int most = profile.limit(Limit.RULES).orElse(Integer.MAX_VALUE);
    if (rules.size() <= most) {
      return rules;
    }
    Set<RuleId> asked = new TreeSet<>();
    desired.forEach(rule -> asked.add(rule.id()));
    int room = most - desired.size();
    List<PathRule> fitting = new ArrayList<>();
    for (PathRule rule : rules) {
      boolean own = asked.contains(rule.id());
      if (own || room > 0) {
        fitting.add(rule);
        room -= own ? 0 : 1;
      }
    }
    return fitting;
  }

  /** The lost parts, with only the addresses that are kept. */
  private List<Missing> keptPieces() {
    List<Missing> pieces = new ArrayList<>();
    for (Missing piece : lost) {
      List<IpPrefix> addresses =
          kept.stream()
              .filter(place -> place.segment().equals(piece.group().kind().segment()))
              .map(Place::address)
              .filter(address -> address.family() == piece.addresses().family())
              .filter(piece.addresses()::contains)
              .toList();
      if (!addresses.isEmpty()) {
        pieces.add(
            new Missing(
                piece.group(), piece.ports(), PrefixSet.of(piece.addresses().family(), addresses)));
      }
    }
    return pieces;
  }

  /** The parts of a rule for kept addresses: the rule itself where all its ports are kept. */
  private static List<PathRule> parts(PathRule rule, List<Missing> pieces) {
    AddressPortGroup group = AddressPortGroup.of(rule);
    Map<PrefixSet, List<PortRange>> ports = new LinkedHashMap<>();
    for (Missing piece : pieces) {
      boolean same =
          piece.group().kind().equals(group.kind())
              && group.ports().contains(piece.ports().first());
      if (same) {
        PrefixSet some = rule.serviceAddresses().intersection(piece.addresses());
        if (!some.isEmpty()) {
          ports.computeIfAbsent(some, absent -> new ArrayList<>()).add(piece.ports());
        }
      }
    }
    List<PathRule> parts = new ArrayList<>();
    ports.forEach(
        (addresses, ranges) -> {
          PortSet some = new PortSet(ranges);
          PathRule part = rule.withServiceAddresses(addresses);
          parts.add(some.covers(group.ports()) ? part : withPorts(part, some));
        });
    return parts;
  }

  private static PathRule withPorts(PathRule rule, PortSet ports) {
    TrafficMatch.Builder match = rule.match().toBuilder();
    TrafficMatch some =
        rule.direction() == Direction.FROM_SERVICE
            ? match.sourcePorts(ports).build()
            : match.destinationPorts(ports).build();
    return withId(rule.withMatch(some), rule.id().value() + "|" + ports);
  }

  /**
   * The rules at the missing sites too, as every rule is in force at every site, and with the peers
   * that they have now: networks of a site are missing with it.
   */
  static List<PathRule> withSites(
      List<PathRule> rules, List<PathRule> observed, SortedSet<SiteId> missing) {
    Map<RuleId, PathRule> there = new HashMap<>();
    observed.forEach(rule -> there.put(rule.id(), rule));
    return rules.stream()
        .map(rule -> withSites(rule, there.getOrDefault(rule.id(), rule), missing))
        .toList();
  }

  private static PathRule withSites(PathRule rule, PathRule now, SortedSet<SiteId> missing) {
    SortedSet<SiteId> sites = new TreeSet<>(missing);
    sites.addAll(rule.scope().sites());
    TrafficMatch.Builder match = rule.match().toBuilder();
    if (rule.direction() == Direction.FROM_SERVICE) {
      both(rule.match().destination(), now.match().destination()).ifPresent(match::destination);
    } else {
      both(rule.match().source(), now.match().source()).ifPresent(match::source);
    }
    return rule.withSites(sites).withMatch(match.build());
  }

  private static Optional<PrefixSet> both(Optional<PrefixSet> wanted, Optional<PrefixSet> now) {
    return wanted.flatMap(some -> now.map(some::union));
  }
}
