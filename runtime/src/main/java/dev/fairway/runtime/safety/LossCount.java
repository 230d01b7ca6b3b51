package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
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
    before = AddressPortGroup.steeredBy(plan.before());
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
                .forEach(piece -> missing.add(new Missing(piece))));
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
                  if (piece.part.holds(kind, claim.port())) {
                    for (IpPrefix address : piece.among(addresses)) {
                      if (isExplained(key, service, address)) {
                        piece.explained.add(address);
                      } else {
                        piece.unexplained.add(address);
                        lost.add(piece.part.group(), address);
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
      lost.merge(piece.part.group(), piece.withoutExplained(), PrefixSet::union);
    }
    return addresses(lost);
  }

  private static long addresses(Map<AddressPortGroup, PrefixSet> groups) {
    return groups.values().stream().mapToLong(PrefixSet::addressCount).reduce(0, Loss::sum);
  }

  /** A missing part of a port group, and the claims of the Services that had it. */
  private static final class Missing {

    private final RuleCoverage.UncoveredPorts part;
    private final List<IpPrefix> explained = new ArrayList<>();
    private final List<IpPrefix> unexplained = new ArrayList<>();

    Missing(RuleCoverage.UncoveredPorts part) {
      this.part = part;
    }

    List<IpPrefix> among(List<IpPrefix> addresses) {
      return addresses.stream().filter(part.addresses()::contains).toList();
    }

    PrefixSet withoutExplained() {
      return part.addresses().minus(set(explained).minus(set(unexplained)));
    }

    private PrefixSet set(List<IpPrefix> addresses) {
      return PrefixSet.of(part.addresses().family(), addresses);
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
}
