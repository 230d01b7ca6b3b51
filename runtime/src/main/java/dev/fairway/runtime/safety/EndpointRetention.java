package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The endpoints of the Services that ask for something, as they are remembered from sync to sync:
 * one that is missing without a reason that was seen stays for a time. Reasons: it was terminating,
 * its Service or Node was deleted, its Service asks for something else, its pod has ended or is not
 * selected any more, another pod has its address, its slice was read without it and no pod has it,
 * or somebody approved. Immutable; a step is a pure function, O(n) in endpoints.
 */
final class EndpointRetention {

  /** Nothing is remembered. */
  static final EndpointRetention NOTHING =
      new EndpointRetention(new TreeMap<>(), PeakCount.NONE, new TreeMap<>());

  private final SortedMap<ServiceKey, RememberedService> services;
  private final PeakCount declarations;
  private final SortedMap<String, Duration> deletedNodes;

  /**
   * What left a Service in a step.
   *
   * @param whole true where the Service was deleted or asks for nothing any more
   * @param explained the addresses that left for a reason
   * @param expired the addresses that left because their time was up, and since when they were
   *     missing
   */
  record Left(boolean whole, SortedSet<IpPrefix> explained, SortedMap<IpPrefix, Duration> expired) {

    Left {
      explained = Collections.unmodifiableSortedSet(new TreeSet<>(explained));
      expired = Collections.unmodifiableSortedMap(new TreeMap<>(expired));
    }

    /** What left in two steps. */
    Left and(Left later) {
      SortedSet<IpPrefix> allExplained = new TreeSet<>(explained);
      allExplained.addAll(later.explained);
      SortedMap<IpPrefix, Duration> allExpired = new TreeMap<>(expired);
      later.expired.forEach(allExpired::putIfAbsent);
      return new Left(whole || later.whole, allExplained, allExpired);
    }
  }

  /**
   * A step.
   *
   * @param snapshot the cluster with what is retained
   * @param next what is remembered for the next step
   * @param left what left the Services, by key
   * @param retained the addresses that stay although they are missing, in their order
   */
  record Step(
      ClusterSnapshot snapshot,
      EndpointRetention next,
      SortedMap<ServiceKey, Left> left,
      List<RetainedAddress> retained) {}

  EndpointRetention(
      SortedMap<ServiceKey, RememberedService> services,
      PeakCount declarations,
      SortedMap<String, Duration> deletedNodes) {
    this.services = Collections.unmodifiableSortedMap(services);
    this.declarations = declarations;
    this.deletedNodes = Collections.unmodifiableSortedMap(deletedNodes);
  }

  SortedMap<ServiceKey, RememberedService> services() {
    return services;
  }

  PeakCount declarations() {
    return declarations;
  }

  SortedMap<String, Duration> deletedNodes() {
    return deletedNodes;
  }

  /** The addresses whose pods are worth asking for before the step, each once. */
  Set<MissingAddress> missing(ClusterSnapshot snapshot) {
    Set<MissingAddress> missing = new HashSet<>();
    services.forEach(
        (key, remembered) -> {
          ServiceState now = snapshot.services().get(key);
          if (now != remembered.state()) {
            RemainingEndpoints.missing(remembered.state(), now).stream()
                .map(RemainingEndpoints.MissingEndpoint::endpoint)
                .filter(endpoint -> endpoint.origin().isEmpty() && endpoint.kind().hasAllPorts())
                .map(
                    endpoint ->
                        new MissingAddress(endpoint.address(), Optional.of(key), endpoint.pod()))
                .forEach(missing::add);
          }
        });
    return missing;
  }

  /**
   * The step of a sync.
   *
   * @param snapshot a cluster that was read whole
   * @param context what else is known now
   */
  Step step(ClusterSnapshot snapshot, SafetyContext context) {
    return new EndpointRetentionStep(this, snapshot, context).run();
  }
}
