package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.runtime.safety.PassMemory.Remembered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what a plan takes away. What was there and what is missing are sets of addresses; Services
 * are looked at one address at a time, and only where something is missing. O(r x p) in rules and
 * prefixes, and O(a log p) in the addresses of the Services that lose something.
 */
final class LossCount {

  private final Map<TupleGroup, PrefixSet> before;
  private final Map<TupleGroup.Kind, List<Uncovered>> missing = new LinkedHashMap<>();
  private final Map<Uncovered, List<IpPrefix>> explained = new HashMap<>();
  private final Map<Uncovered, List<IpPrefix>> unexplained = new HashMap<>();
  private final SortedMap<ServiceKey, Loss> services = new TreeMap<>();
  private final Loss total;

  /** An address in a port group: what is counted. */
  private record Pair(TupleGroup group, IpPrefix address) {}

  LossCount(Plan plan, ResolvedCluster now, PassMemory memory) {
    before = TupleGroup.steeredBy(plan.before());
    findMissing(new Coverage(plan.after()), memory);
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

  private void findMissing(Coverage after, PassMemory memory) {
    Map<TupleGroup.Kind, NavigableSet<Integer>> cuts = claimedPorts(memory);
    before.forEach(
        (group, addresses) -> {
          NavigableSet<Integer> own =
              cuts.getOrDefault(group.kind(), Collections.emptyNavigableSet());
          List<Uncovered> uncovered = after.uncovered(group, addresses, own);
          if (!uncovered.isEmpty()) {
            missing.computeIfAbsent(group.kind(), kind -> new ArrayList<>()).addAll(uncovered);
          }
        });
  }

  private static Map<TupleGroup.Kind, NavigableSet<Integer>> claimedPorts(PassMemory memory) {
    Map<TupleGroup.Kind, NavigableSet<Integer>> ports = new HashMap<>();
    for (Remembered service : memory.services().values()) {
      for (PortClaim claim : service.claims()) {
        if (!claim.port().isAll()) {
          for (ClaimedAddress claimed : claim.addresses()) {
            ports
                .computeIfAbsent(TupleGroup.Kind.of(claimed, claim.port()), k -> new TreeSet<>())
                .add(claim.port().port());
          }
        }
      }
    }
    return ports;
  }

  private void countService(ServiceKey key, Remembered service, Explanations explanations) {
    Set<Pair> lost = new HashSet<>();
    for (PortClaim claim : service.claims()) {
      for (ClaimedAddress claimed : claim.addresses()) {
        for (Uncovered piece : missingOf(claim, claimed)) {
          if (explanations.explains(key, service, claimed.address())) {
            explained.computeIfAbsent(piece, p -> new ArrayList<>()).add(claimed.address());
          } else {
            unexplained.computeIfAbsent(piece, p -> new ArrayList<>()).add(claimed.address());
            lost.add(new Pair(piece.group(), claimed.address()));
          }
        }
      }
    }
    if (!lost.isEmpty()) {
      services.put(key, new Loss(had(service), lost.size()));
    }
  }

  private List<Uncovered> missingOf(PortClaim claim, ClaimedAddress claimed) {
    TupleGroup.Kind kind = TupleGroup.Kind.of(claimed, claim.port());
    List<Uncovered> found = new ArrayList<>();
    for (Uncovered piece : missing.getOrDefault(kind, List.of())) {
      boolean port = claim.port().isAll() || piece.ports().contains(claim.port().port());
      if (port && piece.addresses().contains(claimed.address())) {
        found.add(piece);
      }
    }
    return found;
  }

  private int had(Remembered service) {
    Set<Pair> had = new HashSet<>();
    for (PortClaim claim : service.claims()) {
      for (ClaimedAddress claimed : claim.addresses()) {
        TupleGroup.Kind kind = TupleGroup.Kind.of(claimed, claim.port());
        before.forEach(
            (group, addresses) -> {
              if (group.holds(kind, claim.port()) && addresses.contains(claimed.address())) {
                had.add(new Pair(group, claimed.address()));
              }
            });
      }
    }
    return had.size();
  }

  /** A pair is missing where one of its ports is, and somebody who had it cannot explain that. */
  private long missingInTotal() {
    Map<TupleGroup, PrefixSet> lost = new LinkedHashMap<>();
    for (List<Uncovered> pieces : missing.values()) {
      for (Uncovered piece : pieces) {
        lost.merge(piece.group(), piece.addresses().minus(excused(piece)), PrefixSet::union);
      }
    }
    return addresses(lost);
  }

  private PrefixSet excused(Uncovered piece) {
    return set(piece, explained).minus(set(piece, unexplained));
  }

  private static PrefixSet set(Uncovered piece, Map<Uncovered, List<IpPrefix>> addresses) {
    return PrefixSet.of(piece.addresses().family(), addresses.getOrDefault(piece, List.of()));
  }

  private static long addresses(Map<TupleGroup, PrefixSet> groups) {
    return groups.values().stream().mapToLong(PrefixSet::addressCount).reduce(0, Loss::sum);
  }
}
