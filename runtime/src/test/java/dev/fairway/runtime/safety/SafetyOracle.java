package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The naive judgement of each sync, from what the cluster really is: which address is in use, since
 * when an operator cannot see it, which ends it saw. It knows nothing of rules but which addresses
 * have one.
 */
final class SafetyOracle {

  private final SafetyCluster cluster;
  private final SafetyOperator operator;
  private Set<IpPrefix> coveredBefore = new TreeSet<>();
  private final Map<IpPrefix, Duration> missingSince = new TreeMap<>();
  private final Map<String, String> listed = new HashMap<>();
  private final Set<IpPrefix> dead = new TreeSet<>();
  private final List<Covered> window = new ArrayList<>();
  private final Set<IpPrefix> givenUp = new TreeSet<>();
  private final Map<Hold.Key, Hold> holds = new TreeMap<>();
  private final Set<String> usedIds = new HashSet<>();
  private final Set<String> hadRule = new HashSet<>();
  private boolean approving;

  /** What had a rule up to a time. */
  private record Covered(Duration until, Set<IpPrefix> addresses) {}

  SafetyOracle(SafetyCluster cluster, SafetyOperator operator) {
    this.cluster = cluster;
    this.operator = operator;
  }

  Set<IpPrefix> covered() {
    Set<IpPrefix> covered = new TreeSet<>();
    DesiredPolicy policy = operator.policy();
    for (int number = 0; number < RandomSafetyEvents.ADDRESSES; number++) {
      if (SafetyOperator.towards(policy, SafetyCluster.address(number)).isPresent()) {
        covered.add(SafetyCluster.address(number));
      }
    }
    return covered;
  }

  void restarted() {
    missingSince.clear();
    listed.clear();
    dead.clear();
    window.clear();
    holds.clear();
    approving = false;
  }

  private Optional<SafetyPod> userOf(IpPrefix address) {
    return cluster.allPods().stream()
        .filter(pod -> pod.address().equals(address) && !pod.ended())
        .filter(pod -> cluster.asked(pod.service()).isPresent())
        .findFirst();
  }

  private boolean isSight(SafetyPod pod) {
    return cluster.isRead(pod) || cluster.isLookedUp(pod) && listed.containsKey(pod.name());
  }

  /**
   * Judges a sync of a cluster that was read whole.
   *
   * @param seenToLeave the addresses of pods and Services that a watch saw to leave before it
   * @param replaced the Services that were deleted or asked for nothing since the last sync
   */
  void judge(SyncReport report, Set<IpPrefix> seenToLeave, Set<String> replaced) {
    Set<IpPrefix> covered = covered();
    approving |= report.safety().filter(safety -> !safety.approved().isEmpty()).isPresent();
    note();
    for (IpPrefix address : coveredBefore) {
      if (!covered.contains(address)) {
        userOf(address)
            .filter(pod -> hadRule.contains(pod.name()))
            .filter(pod -> pod.terminating() || !replaced.contains(pod.service()))
            .ifPresent(pod -> judgeLoss(pod, report));
      }
    }
    judgeCluster(covered);
    judgeDead(report, covered, seenToLeave);
    judgeHolds(report);
    if (report.succeeded()) {
      approving = false;
    }
    coveredBefore = covered;
    cluster.allPods().stream()
        .filter(pod -> cluster.isRead(pod) && covered.contains(pod.address()))
        .forEach(pod -> hadRule.add(pod.name()));
  }

  private void note() {
    for (SafetyPod pod : cluster.allPods()) {
      boolean asks = cluster.asked(pod.service()).isPresent() && !pod.ended();
      if (asks && cluster.isRead(pod)) {
        listed.put(pod.name(), pod.service());
      }
      if (asks && isSight(pod)) {
        missingSince.remove(pod.address());
      } else {
        missingSince.putIfAbsent(pod.address(), operator.now());
      }
    }
  }

  private void judgeLoss(SafetyPod pod, SyncReport report) {
    IpPrefix address = pod.address();
    if (approving || pod.terminating() || hasLimit()) {
      givenUp.add(address);
      return;
    }
    String what =
        address + " of " + pod + " lost its rule, holds " + report.holds() + report.outcomes();
    assertFalse(isSight(pod), () -> what + ", and is seen to be in use");
    Duration age = operator.now().minus(missingSince.getOrDefault(address, operator.now()));
    assertTrue(
        age.compareTo(operator.settings().retention()) >= 0,
        () -> what + " before its retention, after " + age);
    if (age.compareTo(SafetySettings.LONGEST_HOLD) >= 0) {
      givenUp.add(address);
    }
    List<SafetyPod> all =
        cluster.podsOf(pod.service()).stream()
            .filter(other -> !other.ended() && coveredBefore.contains(other.address()))
            .toList();
    long living = cluster.podsOf(pod.service()).stream().filter(this::isSight).count();
    if (living == 0 || living * 2 < all.size()) {
      assertTrue(
          age.compareTo(operator.settings().holdFor()) >= 0,
          () -> what + ", of " + all.size() + " " + living + " are left, after " + age);
    }
  }

  /** What has no room on the target cannot stay. */
  boolean hasLimit() {
    return !operator.fabric().profile().limits().isEmpty();
  }

  private void judgeCluster(Set<IpPrefix> covered) {
    Duration oldest = operator.now().minus(operator.settings().window());
    window.removeIf(sample -> sample.until().compareTo(oldest) < 0);
    window.add(new Covered(operator.now(), coveredBefore));
    givenUp.removeAll(covered);
    Set<IpPrefix> inUse = new TreeSet<>();
    window.forEach(sample -> inUse.addAll(sample.addresses()));
    inUse.removeIf(address -> userOf(address).isEmpty() || givenUp.contains(address));
    inUse.removeIf(
        address ->
            userOf(address).filter(pod -> !hadRule.contains(pod.name())).isPresent()
                && !covered.contains(address));
    Set<IpPrefix> lost = new TreeSet<>(inUse);
    lost.removeAll(covered);
    lost.removeIf(
        address ->
            operator
                    .now()
                    .minus(missingSince.getOrDefault(address, operator.now()))
                    .compareTo(SafetySettings.LONGEST_HOLD)
                >= 0);
    long gained =
        covered.stream().filter(address -> !window.get(0).addresses().contains(address)).count();
    if (inUse.size() >= operator.settings().minAddressPorts()) {
      long most = inUse.size() + gained + dead.size();
      assertTrue(
          (lost.size() - gained) * 100 <= most * operator.settings().maxLostShare(),
          () -> lost + " are in use and lost their rules, of " + inUse + ", " + gained + " gained");
    }
  }

  private void judgeDead(SyncReport report, Set<IpPrefix> covered, Set<IpPrefix> seenToLeave) {
    dead.addAll(seenToLeave);
    dead.removeIf(cluster::isInUse);
    boolean withdrawalsHeld =
        report.holds().stream().anyMatch(hold -> hold.key().kind() == Hold.Kind.DECLARATIONS);
    boolean observed = cluster.serviceNames().stream().anyMatch(cluster::isObserved);
    if (report.succeeded() && !withdrawalsHeld && !observed) {
      for (IpPrefix address : dead) {
        assertFalse(
            covered.contains(address),
            () ->
                address
                    + " was seen to leave and has a rule still, holds "
                    + report.holds()
                    + report.safety().map(SafetyReview::retained));
      }
    }
  }

  /** A hold keeps its id and its beginning while it lasts, and no id is used again. */
  private void judgeHolds(SyncReport report) {
    Map<Hold.Key, Hold> now = new TreeMap<>();
    for (Hold hold : report.holds()) {
      now.put(hold.key(), hold);
      Hold known = holds.get(hold.key());
      if (known == null) {
        assertTrue(usedIds.add(hold.id()), () -> hold + " has the id of another one");
        assertEquals(operator.now(), hold.since(), hold::toString);
      } else {
        assertEquals(known.id(), hold.id(), hold::toString);
        assertEquals(known.since(), hold.since(), hold::toString);
      }
    }
    holds.clear();
    holds.putAll(now);
  }

  /** The pods at whose addresses a watch of this process can see an end. */
  boolean isKnown(SafetyPod pod) {
    return pod.service().equals(listed.get(pod.name()))
        && cluster.isWatched()
        && !cluster.isObserved(pod.service());
  }

  static boolean isWaiting(SyncReport report, String service) {
    return Optional.ofNullable(report.services().get(Shop.key(service)))
        .filter(
            status ->
                status.diagnostics().stream()
                    .anyMatch(
                        diagnostic ->
                            diagnostic.code().name().equals("GAIN_HELD")
                                || diagnostic.code().name().equals("OBSERVED_ONLY")))
        .isPresent();
  }
}
