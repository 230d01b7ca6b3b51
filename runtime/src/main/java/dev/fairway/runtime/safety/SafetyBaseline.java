package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.RuleOrigin;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The baseline that a plan's losses are judged against: which Services the addresses and ports on
 * the target belong to since the last sync, and which endpoints were seen to terminate. Lost with
 * the process, and rebuilt by its next sync: the gate is only stricter without it. Immutable.
 */
public final class SafetyBaseline {

  private static final SafetyBaseline NOTHING = new SafetyBaseline(false, new TreeMap<>());

  private final boolean applied;
  private final SortedMap<ServiceKey, BaselineService> services;

  /**
   * A Service as it was.
   *
   * @param claims the addresses and ports that it claimed
   * @param rules the rules that held them
   * @param terminating the addresses that were seen to terminate
   */
  record BaselineService(
      List<PortClaim> claims, SortedSet<RuleId> rules, Set<IpPrefix> terminating) {

    static final BaselineService NOTHING =
        new BaselineService(List.of(), new TreeSet<>(), Set.of());
  }

  private SafetyBaseline(boolean applied, SortedMap<ServiceKey, BaselineService> services) {
    this.applied = applied;
    this.services = services;
  }

  /** The baseline of a process that has just started. */
  public static SafetyBaseline start() {
    return NOTHING;
  }

  /** True until a plan was allowed. */
  public boolean isStart() {
    return !applied;
  }

  /**
   * The rules that held addresses and ports of the Service when a plan was last applied, ascending.
   */
  public SortedSet<RuleId> rulesOf(ServiceKey service) {
    return Collections.unmodifiableSortedSet(of(service).rules());
  }

  /** The Services of the baseline, by key. */
  SortedMap<ServiceKey, BaselineService> services() {
    return services;
  }

  private BaselineService of(ServiceKey service) {
    return services.getOrDefault(service, BaselineService.NOTHING);
  }

  /**
   * This baseline with the endpoints of the cluster that terminate. To be called with every
   * snapshot, also where nothing comes of it.
   */
  public SafetyBaseline seeing(ResolvedCluster cluster) {
    SortedMap<ServiceKey, BaselineService> seen = new TreeMap<>(services);
    for (ResolvedService service : cluster.services()) {
      BaselineService before = services.get(service.key());
      if (before != null) {
        seen.put(
            service.key(),
            new BaselineService(before.claims(), before.rules(), leaving(before, service)));
      }
    }
    return new SafetyBaseline(applied, seen);
  }

  private static Set<IpPrefix> leaving(BaselineService before, ResolvedService service) {
    Set<IpPrefix> leaving = new HashSet<>(before.terminating());
    Set<IpPrefix> staying = new HashSet<>();
    leaving.addAll(service.state().terminated());
    for (ServiceEndpoints port : service.state().endpoints()) {
      for (Endpoint endpoint : port.endpoints()) {
        (endpoint.state().terminating() ? leaving : staying).add(endpoint.address());
      }
    }
    leaving.removeAll(staying);
    return leaving;
  }

  /** The baseline after the plan that was made from the cluster was applied whole. */
  public SafetyBaseline after(ResolvedCluster cluster, Collection<RuleOrigin> origins) {
    SortedMap<ServiceKey, SortedSet<RuleId>> rules = rules(origins);
    SortedMap<ServiceKey, BaselineService> known = new TreeMap<>();
    for (ResolvedService service : cluster.services()) {
      if (!service.claims().isEmpty()) {
        known.put(
            service.key(),
            new BaselineService(
                service.claims(),
                rules.getOrDefault(service.key(), Collections.emptySortedSet()),
                leaving(BaselineService.NOTHING, service)));
      }
    }
    return new SafetyBaseline(true, known);
  }

  /**
   * The baseline after the plan that was made from the cluster was applied in part: the earlier
   * one, as far as the target still held it, and the desired one.
   *
   * @param before what the target held
   */
  public SafetyBaseline afterSome(
      ResolvedCluster cluster, Collection<RuleOrigin> origins, List<PathRule> before) {
    DualStackPrefixSet held = addresses(before);
    SortedMap<ServiceKey, BaselineService> known = new TreeMap<>(after(cluster, origins).services);
    services.forEach(
        (key, old) ->
            known.merge(
                key,
                new BaselineService(within(old.claims(), held), old.rules(), old.terminating()),
                SafetyBaseline::both));
    return new SafetyBaseline(true, known);
  }

  private static BaselineService both(BaselineService one, BaselineService other) {
    SortedSet<RuleId> rules = new TreeSet<>(one.rules());
    rules.addAll(other.rules());
    Set<IpPrefix> terminating = new HashSet<>(one.terminating());
    terminating.addAll(other.terminating());
    return new BaselineService(
        Stream.concat(one.claims().stream(), other.claims().stream()).distinct().toList(),
        rules,
        terminating);
  }

  private static List<PortClaim> within(List<PortClaim> claims, DualStackPrefixSet held) {
    return claims.stream()
        .map(
            claim ->
                new PortClaim(
                    claim.portName(),
                    claim.port(),
                    claim.treatment(),
                    claim.kind(),
                    claim.addresses().stream()
                        .filter(claimed -> held.contains(claimed.address()))
                        .toList()))
        .filter(claim -> !claim.addresses().isEmpty())
        .toList();
  }

  private static DualStackPrefixSet addresses(List<PathRule> rules) {
    return DualStackPrefixSet.of(
        rules.stream().flatMap(rule -> rule.serviceAddresses().prefixes().stream()).toList());
  }

  private static SortedMap<ServiceKey, SortedSet<RuleId>> rules(Collection<RuleOrigin> origins) {
    SortedMap<ServiceKey, SortedSet<RuleId>> rules = new TreeMap<>();
    for (RuleOrigin origin : origins) {
      for (ServiceKey service : origin.services()) {
        rules.computeIfAbsent(service, key -> new TreeSet<>()).add(origin.rule());
      }
    }
    return rules;
  }
}
