package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.RuleId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was held back in a sync, and what people decided about it. Immutable.
 *
 * @param now when it was made, since the fixed moment that other times count from
 * @param policy the rules that are planned for: those that are asked for, and parts of observed
 *     ones that stay; only the former where the cluster was not read whole
 * @param retained the addresses that keep rules although they are missing, in their order
 * @param holds the holds that last, in their order
 * @param over the ids of the holds that lasted until this sync
 * @param observed the Services for which nothing is written, ascending
 * @param lostShare the share of the addresses of the window that lost their rules without a reason
 *     that was seen, in percent; what is kept is not lost
 * @param approved who approved the holds that ended by that in this sync, by the hold's id
 * @param unknownApprovals who approved what is no hold, or none any more, by the given id
 * @param reused the addresses that leave because another pod has them, and the {@link
 *     System#nanoTime} at which that was seen first
 * @param rulesBefore the rules that carried each Service when something was applied last, by key
 */
public record SafetyReview(
    Duration now,
    DesiredPolicy policy,
    List<RetainedAddress> retained,
    List<Hold> holds,
    SortedSet<String> over,
    SortedSet<ServiceKey> observed,
    long lostShare,
    SortedMap<String, String> approved,
    SortedMap<String, String> unknownApprovals,
    SortedMap<IpPrefix, Long> reused,
    SortedMap<ServiceKey, SortedSet<RuleId>> rulesBefore) {

  /** Copies. */
  public SafetyReview {
    retained = List.copyOf(retained);
    holds = List.copyOf(holds);
    over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
    observed = Collections.unmodifiableSortedSet(new TreeSet<>(observed));
    approved = Collections.unmodifiableSortedMap(new TreeMap<>(approved));
    unknownApprovals = Collections.unmodifiableSortedMap(new TreeMap<>(unknownApprovals));
    reused = Collections.unmodifiableSortedMap(new TreeMap<>(reused));
    rulesBefore = Collections.unmodifiableSortedMap(rulesBefore);
  }

  /** The rules that carried a Service when something was applied last, ascending. */
  public SortedSet<RuleId> rulesBefore(ServiceKey service) {
    return Collections.unmodifiableSortedSet(
        rulesBefore.getOrDefault(service, Collections.emptySortedSet()));
  }

  /** The time until the first retained address may lose its rules; empty where none waits. */
  public Optional<Duration> nextReview() {
    return retained.stream()
        .flatMap(address -> address.until().stream())
        .min(Duration::compareTo)
        .map(until -> until.minus(now));
  }

  /** The addresses of a Service that are retained, in their order. */
  public List<RetainedAddress> retainedOf(ServiceKey service) {
    return retained.stream()
        .filter(address -> address.service().filter(service::equals).isPresent())
        .toList();
  }
}
