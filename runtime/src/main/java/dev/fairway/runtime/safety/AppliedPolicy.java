package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.runtime.safety.PlanRetention.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The policy as this process left it on the target, with the Services that it was for. Immutable.
 *
 * @param known false until something was applied: then what is there is of an earlier process
 * @param services the Services with claims, by key
 * @param rules the rules that were left
 */
record AppliedPolicy(
    boolean known, SortedMap<ServiceKey, AppliedService> services, List<PathRule> rules) {

  /** Nothing was applied yet. */
  static final AppliedPolicy NOTHING = new AppliedPolicy(false, new TreeMap<>(), List.of());

  /**
   * A Service when its claims were applied.
   *
   * @param claims the ports of addresses that it claimed
   * @param declared what it asked for; empty where that could not be read
   * @param ports the ports that it had
   * @param rules the rules that carried its claims
   */
  record AppliedService(
      List<PortClaim> claims,
      Optional<ServiceIntent> declared,
      List<ServicePort> ports,
      SortedSet<RuleId> rules) {

    private List<PortClaim> claimsAt(Set<Place> places) {
      List<PortClaim> some = new ArrayList<>();
      for (PortClaim claim : claims) {
        List<ClaimedAddress> addresses =
            claim.addresses().stream()
                .filter(where -> places.contains(new Place(where.segment(), where.address())))
                .toList();
        if (!addresses.isEmpty()) {
          some.add(
              new PortClaim(
                  claim.portName(), claim.port(), claim.treatment(), claim.kind(), addresses));
        }
      }
      return some;
    }

    private AppliedService with(AppliedService later) {
      SortedSet<RuleId> all = new TreeSet<>(rules);
      all.addAll(later.rules);
      return new AppliedService(
          Stream.concat(claims.stream(), later.claims.stream()).distinct().toList(),
          declared,
          ports,
          all);
    }
  }

  AppliedPolicy {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    rules = List.copyOf(rules);
  }

  /** The rules that carried a Service when something was applied last, ascending. */
  SortedSet<RuleId> rulesOf(ServiceKey service) {
    return Optional.ofNullable(services.get(service))
        .map(AppliedService::rules)
        .orElseGet(Collections::emptySortedSet);
  }

  /** After a plan was applied whole. */
  static AppliedPolicy whole(
      ResolvedCluster cluster, Collection<RuleOrigin> origins, List<PathRule> rules) {
    SortedMap<ServiceKey, SortedSet<RuleId>> byService = new TreeMap<>();
    for (RuleOrigin origin : origins) {
      for (ServiceKey service : origin.services()) {
        byService.computeIfAbsent(service, key -> new TreeSet<>()).add(origin.rule());
      }
    }
    SortedMap<ServiceKey, AppliedService> services = new TreeMap<>();
    for (ResolvedService service : cluster.services()) {
      if (!service.claims().isEmpty()) {
        services.put(
            service.key(),
            new AppliedService(
                service.claims(),
                service.state().reading().intent(),
                service.state().ports(),
                byService.getOrDefault(service.key(), new TreeSet<>())));
      }
    }
    return new AppliedPolicy(true, services, rules);
  }

  /** With what was applied before of the addresses that are kept although nothing asks for them. */
  AppliedPolicy keeping(AppliedPolicy before, Set<Place> kept) {
    if (kept.isEmpty()) {
      return this;
    }
    SortedMap<ServiceKey, AppliedService> all = new TreeMap<>(services);
    before.services.forEach(
        (key, earlier) -> {
          List<PortClaim> claims = earlier.claimsAt(kept);
          if (!claims.isEmpty()) {
            AppliedService still =
                new AppliedService(claims, earlier.declared, earlier.ports, earlier.rules);
            all.merge(key, still, AppliedService::with);
          }
        });
    return new AppliedPolicy(known, all, rules);
  }

  /** With what was applied before of the Services for which nothing is written. */
  AppliedPolicy observing(AppliedPolicy before, ResolvedCluster cluster) {
    SortedMap<ServiceKey, AppliedService> all = new TreeMap<>(services);
    for (ResolvedService service : cluster.services()) {
      if (service.state().controls().observeOnly()) {
        all.remove(service.key());
        Optional.ofNullable(before.services.get(service.key()))
            .ifPresent(earlier -> all.put(service.key(), earlier));
      }
    }
    return new AppliedPolicy(known, all, rules);
  }

  /** After another policy was applied in part: what was there before may be there still. */
  AppliedPolicy inPart(AppliedPolicy other) {
    SortedMap<ServiceKey, AppliedService> both = new TreeMap<>(other.services);
    services.forEach(
        (key, earlier) -> both.merge(key, earlier, (later, first) -> first.with(later)));
    return new AppliedPolicy(
        true, both, Stream.concat(rules.stream(), other.rules.stream()).distinct().toList());
  }
}
