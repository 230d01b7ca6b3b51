package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.safety.SafetyBaseline.BaselineService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The count of what a plan takes away. What was there and what is missing are sets of addresses;
 * Services are looked at one address at a time, and only where something is missing. O(r x p) in
 * rules and prefixes, and O(a log p) in the addresses of all Services where something is missing.
 */
final class LossCount {

  private final Map<AddressPortGroup, PrefixSet> before;
  private final List<Missing> missing = new ArrayList<>();
  private final Map<ServiceKey, ResolvedService> services = new HashMap<>();
  private final SortedMap<ServiceKey, Loss> losses = new TreeMap<>();
  private final Loss total;

  LossCount(Plan plan, ResolvedCluster now, SafetyBaseline baseline) {
    before = AddressPortGroup.takenBy(plan.before());
    findMissing(new RuleCoverage(plan.after()), baseline);
    if (!missing.isEmpty()) {
      now.services().forEach(service -> services.put(service.key(), service));
      baseline.services().forEach(this::countService);
    }
    total = new Loss(addresses(before), missingInTotal());
  }

  Loss total() {
    return total;
  }

  /** Each Service that loses something without an explanation, as far as Services are known. */
  SortedMap<ServiceKey, Loss> services() {
    return Collections.unmodifiableSortedMap(losses);
  }

  private void findMissing(RuleCoverage after, SafetyBaseline baseline) {
    Map<AddressPortGroup.Kind, NavigableSet<Integer>> cuts = new HashMap<>();
    before.forEach(
        (group, addresses) ->
            after
                .uncovered(
                    group,
                    addresses,
                    () -> cuts.computeIfAbsent(group.kind(), kind -> claimedPorts(baseline, kind)))
                .forEach(missing::add));
  }

  private static NavigableSet<Integer> claimedPorts(
      SafetyBaseline baseline, AddressPortGroup.Kind kind) {
    NavigableSet<Integer> ports = new TreeSet<>();
    for (BaselineService service : baseline.services().values()) {
      for (PortClaim claim : service.claims()) {
        if (claim.port().protocol().equals(kind.protocol()) && !claim.port().isAll()) {
          ports.add(claim.port().port());
        }
      }
    }
    return ports;
  }

  private static Map<AddressPortGroup.Kind, List<IpPrefix>> byKind(PortClaim claim) {
    Map<AddressPortGroup.Kind, List<IpPrefix>> byKind = new LinkedHashMap<>();
    for (ClaimedAddress claimed : claim.addresses()) {
      byKind
          .computeIfAbsent(
              AddressPortGroup.Kind.of(claimed, claim.port()), kind -> new ArrayList<>())
          .add(claimed.address());
    }
    return byKind;
  }

  private void countService(ServiceKey key, BaselineService service) {
    PairCount lost = new PairCount();
    for (PortClaim claim : service.claims()) {
      byKind(claim)
          .forEach(
              (kind, addresses) -> {
                for (Missing piece : missing) {
                  if (piece.holds(kind, claim.port())) {
                    for (IpPrefix address : piece.among(addresses)) {
                      if (isExplained(key, service, address)) {
                        piece.explained.add(address);
                      } else {
                        piece.unexplained.add(address);
                        lost.add(piece.group, address);
                      }
                    }
                  }
                }
              });
    }
    if (!lost.isEmpty()) {
      losses.put(key, new Loss(had(service).count(), lost.count()));
    }
  }

  /**
   * True where the loss of an address needs no approval: the Service is gone or asks for nothing
   * any more, or the address was seen to terminate while the Service keeps others.
   */
  private boolean isExplained(ServiceKey key, BaselineService before, IpPrefix address) {
    ResolvedService service = services.get(key);
    if (service == null || service.declaration() instanceof Declaration.Absent) {
      return true;
    }
    return !service.claims().isEmpty() && before.terminating().contains(address);
  }

  private PairCount had(BaselineService service) {
    PairCount had = new PairCount();
    for (PortClaim claim : service.claims()) {
      byKind(claim)
          .forEach(
              (kind, addresses) ->
                  before.forEach(
                      (group, held) -> {
                        if (group.holds(kind, claim.port())) {
                          addresses.stream()
                              .filter(held::contains)
                              .forEach(address -> had.add(group, address));
                        }
                      }));
    }
    return had;
  }

  /**
   * A pair is missing where one of its ports is, and the loss of a Service that had it is not
   * explained.
   */
  private long missingInTotal() {
    Map<AddressPortGroup, PrefixSet> lost = new LinkedHashMap<>();
    for (Missing piece : missing) {
      lost.merge(piece.group, piece.withoutExplained(), PrefixSet::union);
    }
    return addresses(lost);
  }

  private static long addresses(Map<AddressPortGroup, PrefixSet> groups) {
    return groups.values().stream().mapToLong(PrefixSet::addressCount).reduce(0, Loss::sum);
  }

  /**
   * A part of a port group, the addresses for which no rule covers it, and the claims of the
   * Services that had them.
   *
   * @param group the group it is a part of
   * @param ports the part: ports that every rule and every claim treats alike
   * @param addresses not empty
   */
  private record Missing(
      AddressPortGroup group,
      PortRange ports,
      PrefixSet addresses,
      List<IpPrefix> explained,
      List<IpPrefix> unexplained) {

    Missing(AddressPortGroup group, PortRange ports, PrefixSet addresses) {
      this(group, ports, addresses, new ArrayList<>(), new ArrayList<>());
    }

    /** True where that kind and port are missing, if the address is among these. */
    boolean holds(AddressPortGroup.Kind kind, AddressPort port) {
      return group.kind().equals(kind) && (port.isAll() || ports.contains(port.port()));
    }

    List<IpPrefix> among(List<IpPrefix> others) {
      return others.stream().filter(addresses::contains).toList();
    }

    PrefixSet withoutExplained() {
      return addresses.minus(set(explained).minus(set(unexplained)));
    }

    private PrefixSet set(List<IpPrefix> some) {
      return PrefixSet.of(addresses.family(), some);
    }
  }

  /** Pairs of a port group and an address, each once. Groups are told apart by identity. */
  private static final class PairCount {

    private final IdentityHashMap<AddressPortGroup, Set<IpPrefix>> pairs = new IdentityHashMap<>();

    void add(AddressPortGroup group, IpPrefix address) {
      pairs.computeIfAbsent(group, key -> new HashSet<>()).add(address);
    }

    boolean isEmpty() {
      return pairs.isEmpty();
    }

    long count() {
      return pairs.values().stream().mapToLong(Set::size).sum();
    }
  }

  /**
   * The addresses and ports that a list of rules takes, with whatever treatment. A group of ports
   * may be covered by several rules whose ports together hold it, so it is cut where a rule begins
   * or ends: inside a piece all ports are alike, and sets of addresses do the rest.
   */
  private static final class RuleCoverage {

    private final Map<AddressPortGroup.Kind, Map<AddressPortGroup, PrefixSet>> byKind =
        new HashMap<>();

    RuleCoverage(List<PathRule> rules) {
      AddressPortGroup.takenBy(rules)
          .forEach(
              (group, addresses) ->
                  byKind
                      .computeIfAbsent(group.kind(), kind -> new HashMap<>())
                      .put(group, addresses));
    }

    /**
     * The parts of the group that are not covered, by port. O((covering groups) x (prefixes)); each
     * further port that only some rules cover costs as much again.
     *
     * @param cuts ports that get a piece of their own; asked for only where something is missing
     */
    List<Missing> uncovered(
        AddressPortGroup group, PrefixSet addresses, Supplier<NavigableSet<Integer>> cuts) {
      PrefixSet rest = addresses;
      List<Covering> partly = new ArrayList<>();
      for (Covering rule : covering(group)) {
        if (rule.ports().covers(group.ports())) {
          rest = rest.minus(rule.addresses());
        } else {
          partly.add(rule);
        }
      }
      List<Missing> uncovered = new ArrayList<>();
      if (!rest.isEmpty()) {
        for (PortRange piece : pieces(group.ports(), partly, cuts.get())) {
          PrefixSet missing = without(rest, partly, piece);
          if (!missing.isEmpty()) {
            uncovered.add(new Missing(group, piece, missing));
          }
        }
      }
      return uncovered;
    }

    private record Covering(PortSet ports, PrefixSet addresses) {}

    private List<Covering> covering(AddressPortGroup group) {
      List<Covering> covering = new ArrayList<>();
      byKind
          .getOrDefault(group.kind().ofAnyProtocol(), Map.of())
          .forEach((other, addresses) -> covering.add(new Covering(other.ports(), addresses)));
      if (group.kind().protocol().isPresent()) {
        byKind
            .getOrDefault(group.kind(), Map.of())
            .forEach(
                (other, addresses) -> {
                  if (other.ports().intersects(group.ports())) {
                    covering.add(new Covering(other.ports(), addresses));
                  }
                });
      }
      return covering;
    }

    private static PrefixSet without(PrefixSet rest, List<Covering> partly, PortRange piece) {
      PrefixSet missing = rest;
      for (Covering rule : partly) {
        if (!missing.isEmpty() && rule.ports().contains(piece.first())) {
          missing = missing.minus(rule.addresses());
        }
      }
      return missing;
    }

    private static List<PortRange> pieces(
        PortSet ports, List<Covering> partly, NavigableSet<Integer> cuts) {
      NavigableSet<Integer> starts = new TreeSet<>();
      for (Covering rule : partly) {
        for (PortRange range : rule.ports().ranges()) {
          starts.add(range.first());
          starts.add(range.last() + 1);
        }
      }
      for (PortRange range : ports.ranges()) {
        for (int port : cuts.subSet(range.first(), true, range.last(), true)) {
          starts.add(port);
          starts.add(port + 1);
        }
      }
      List<PortRange> pieces = new ArrayList<>();
      for (PortRange range : ports.ranges()) {
        int first = range.first();
        for (int start : starts.subSet(range.first(), false, range.last(), true)) {
          pieces.add(new PortRange(first, start - 1));
          first = start;
        }
        pieces.add(new PortRange(first, range.last()));
      }
      return pieces;
    }
  }
}
