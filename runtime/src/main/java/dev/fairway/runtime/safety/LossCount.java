package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.runtime.safety.SafetyBaseline.Remembered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what a plan takes away. What was there and what is missing are sets of addresses; Services
 * are looked at one address at a time, and only where something is missing. O(r x p) in rules and
 * prefixes, and O(a log p) in the addresses of all Services where something is missing.
 */
final class LossCount {

  private final Map<AddressPortGroup, PrefixSet> before;
  private final List<Missing> missing = new ArrayList<>();
  private final SortedMap<ServiceKey, Loss> services = new TreeMap<>();
  private final Loss total;

  LossCount(Plan plan, ResolvedCluster now, SafetyBaseline memory) {
    before = AddressPortGroup.steeredBy(plan.before());
    findMissing(new RuleCoverage(plan.after()), memory);
    if (!missing.isEmpty()) {
      Explanations explanations = new Explanations(now);
      memory.services().forEach((key, service) -> countService(key, service, explanations));
    }
    total = new Loss(addresses(before), missingInTotal());
  }

  Loss total() {
    return total;
  }

  /** Each Service that loses something without an explanation, as far as Services are known. */
  SortedMap<ServiceKey, Loss> services() {
    return Collections.unmodifiableSortedMap(services);
  }

  private void findMissing(RuleCoverage after, SafetyBaseline memory) {
    Map<AddressPortGroup.Kind, NavigableSet<Integer>> cuts = new HashMap<>();
    before.forEach(
        (group, addresses) ->
            after
                .uncovered(
                    group,
                    addresses,
                    () -> cuts.computeIfAbsent(group.kind(), kind -> claimedPorts(memory, kind)))
                .forEach(piece -> missing.add(new Missing(piece))));
  }

  private static NavigableSet<Integer> claimedPorts(
      SafetyBaseline memory, AddressPortGroup.Kind kind) {
    NavigableSet<Integer> ports = new TreeSet<>();
    for (Remembered service : memory.services().values()) {
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

  private void countService(ServiceKey key, Remembered service, Explanations explanations) {
    PairCount lost = new PairCount();
    for (PortClaim claim : service.claims()) {
      byKind(claim)
          .forEach(
              (kind, addresses) -> {
                for (Missing one : missing) {
                  if (one.piece.holds(kind, claim.port())) {
                    for (IpPrefix address : one.among(addresses)) {
                      if (explanations.explains(key, service, address)) {
                        one.explained.add(address);
                      } else {
                        one.unexplained.add(address);
                        lost.add(one.piece.group(), address);
                      }
                    }
                  }
                }
              });
    }
    if (!lost.isEmpty()) {
      services.put(key, new Loss(had(service).count(), lost.count()));
    }
  }

  private PairCount had(Remembered service) {
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

  /** A pair is missing where one of its ports is, and somebody who had it cannot explain that. */
  private long missingInTotal() {
    Map<AddressPortGroup, PrefixSet> lost = new LinkedHashMap<>();
    for (Missing one : missing) {
      lost.merge(one.piece.group(), one.withoutExcuse(), PrefixSet::union);
    }
    return addresses(lost);
  }

  private static long addresses(Map<AddressPortGroup, PrefixSet> groups) {
    return groups.values().stream().mapToLong(PrefixSet::addressCount).reduce(0, Loss::sum);
  }

  /** A piece that is missing, and what the Services that had it say to that. */
  private static final class Missing {

    private final UncoveredPorts piece;
    private final List<IpPrefix> explained = new ArrayList<>();
    private final List<IpPrefix> unexplained = new ArrayList<>();

    Missing(UncoveredPorts piece) {
      this.piece = piece;
    }

    List<IpPrefix> among(List<IpPrefix> addresses) {
      return addresses.stream().filter(piece.addresses()::contains).toList();
    }

    PrefixSet withoutExcuse() {
      PrefixSet excused = set(explained).minus(set(unexplained));
      return piece.addresses().minus(excused);
    }

    private PrefixSet set(List<IpPrefix> addresses) {
      return PrefixSet.of(piece.addresses().family(), addresses);
    }
  }
}
