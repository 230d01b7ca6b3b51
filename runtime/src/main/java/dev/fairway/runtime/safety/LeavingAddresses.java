package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.runtime.safety.AppliedPolicy.AppliedService;
import dev.fairway.runtime.safety.EndpointRetention.Left;
import dev.fairway.runtime.safety.PlanRetention.Place;
import dev.fairway.runtime.safety.RuleCoverage.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The addresses that would lose a rule on the target, each with what is known of why. O(1) where
 * there are none; else O(n) in the claims of all Services.
 */
final class LeavingAddresses {

  /** The most addresses of a network in a rule that are looked at one by one. */
  private static final int MOST_OF_A_NETWORK = 1_024;

  private final PlanRetention before;
  private final List<PathRule> observed;
  private final List<PathRule> desired;
  private final ResolvedCluster cluster;
  private final List<Missing> lost;
  private final SortedMap<Place, Leaving> places = new TreeMap<>();
  private final Map<Place, ServiceKey> services = new HashMap<>();
  private final Map<Place, Duration> expired = new HashMap<>();
  private final Map<ServiceKey, ResolvedService> resolved = new HashMap<>();
  private final Map<IpPrefix, List<ResolvedService>> byAddress = new HashMap<>();
  private final SortedMap<ServiceKey, Left> leftStill;
  private final Set<Place> claimed = new HashSet<>();
  private boolean recognized;

  /** What is known of why an address leaves; of several Services the last counts. */
  enum Leaving {
    /** A reason was seen. */
    EXPLAINED,
    /** Its time was up where endpoints are remembered. */
    EXPIRED,
    /** Nobody remembers whose it was. */
    UNKNOWN,
    /** A Service has it and asks for the same as before. */
    SEEN,
    /** Its Service is only observed: nothing is written for it. */
    UNTOUCHED
  }

  LeavingAddresses(
      PlanRetention before,
      List<PathRule> observed,
      List<PathRule> desired,
      ResolvedCluster cluster) {
    this.before = before;
    this.observed = observed;
    this.desired = desired;
    this.cluster = cluster;
    lost = RuleCoverage.lost(observed, desired, this::claimedPorts);
    leftStill = leftStill(before, observed, cluster);
    if (!lost.isEmpty()) {
      index();
      lost.forEach(this::classify);
    }
  }

  /** The parts of rules that are lost. */
  List<Missing> lost() {
    return lost;
  }

  /** The addresses that leave, and why. */
  SortedMap<Place, Leaving> places() {
    return Collections.unmodifiableSortedMap(places);
  }

  /** What left Services and is on the target still, or may be claimed no more. */
  SortedMap<ServiceKey, Left> leftStill() {
    return leftStill;
  }

  /** The Service that had an address, where that is known. */
  Optional<ServiceKey> serviceOf(Place place) {
    return Optional.ofNullable(services.get(place));
  }

  /** Since when an address is missing whose time was up. */
  Optional<Duration> expiredSince(Place place) {
    return Optional.ofNullable(expired.get(place));
  }

  private NavigableSet<Integer> claimedPorts(AddressPortGroup.Kind kind) {
    NavigableSet<Integer> ports = new TreeSet<>();
    for (AppliedService service : before.applied().services().values()) {
      for (PortClaim claim : service.claims()) {
        if (claim.port().protocol().equals(kind.protocol()) && !claim.port().isAll()) {
          ports.add(claim.port().port());
        }
      }
    }
    return ports;
  }

  private void index() {
    for (ResolvedService service : cluster.services()) {
      resolved.put(service.key(), service);
      recognized |= service.state().reading().lastGood().isPresent();
      for (PortClaim claim : service.claims()) {
        for (ClaimedAddress where : claim.addresses()) {
          if (where.living()) {
            claimed.add(new Place(where.segment(), where.address()));
          }
        }
      }
      for (ServiceEndpoints group : service.state().endpoints()) {
        for (Endpoint endpoint : group.endpoints()) {
          if (endpoint.state().lives()) {
            byAddress
                .computeIfAbsent(endpoint.address(), absent -> new ArrayList<>(1))
                .add(service);
          }
        }
      }
    }
  }

  private void classify(Missing piece) {
    List<IpPrefix> owned = new ArrayList<>();
    before
        .applied()
        .services()
        .forEach(
            (key, service) -> {
              for (PortClaim claim : service.claims()) {
                for (ClaimedAddress claimed : claim.addresses()) {
                  if (piece.holds(AddressPortGroup.Kind.of(claimed, claim.port()), claim.port())
                      && piece.addresses().contains(claimed.address())) {
                    owned.add(claimed.address());
                    Place place = new Place(claimed.segment(), claimed.address());
                    add(place, ofKnown(key, service, place));
                    services.putIfAbsent(place, key);
                  }
                }
              }
            });
    PrefixSet rest = piece.addresses().minus(PrefixSet.of(piece.addresses().family(), owned));
    Segment segment = piece.group().kind().segment();
    PrefixSet others = before.applied().known() ? ofOtherWriters(piece, rest) : rest.minus(rest);
    each(others, address -> add(new Place(segment, address), Leaving.EXPLAINED));
    each(rest.minus(others), address -> addUnknown(new Place(segment, address)));
  }

  /**
   * A protected address keeps no rule, whatever it is; and one with a live claim that is carried
   * out has what is asked for.
   */
  private void add(Place place, Leaving why) {
    boolean free =
        why != Leaving.UNTOUCHED && claimed.contains(place) && isThere(desired, place.address())
            || cluster.peers().protectedAddresses().contains(place.address());
    places.merge(
        place,
        free ? Leaving.EXPLAINED : why,
        (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /** What another writer has put into a rule since: that is no loss. */
  private PrefixSet ofOtherWriters(Missing piece, PrefixSet rest) {
    PrefixSet ours = rest.minus(rest);
    for (PathRule rule : before.applied().rules()) {
      AddressPortGroup group = AddressPortGroup.of(rule);
      boolean same =
          rule.direction() == Direction.TO_SERVICE
              && (group.kind().equals(piece.group().kind())
                  || group.kind().equals(piece.group().kind().ofAnyProtocol()))
              && group.ports().contains(piece.ports().first());
      if (same) {
        ours = ours.union(rule.serviceAddresses());
      }
    }
    return rest.minus(ours);
  }

  private static void each(PrefixSet set, Consumer<IpPrefix> action) {
    for (IpPrefix prefix : set.prefixes()) {
      PrefixSet rest = PrefixSet.of(prefix);
      if (prefix.isAddress() || rest.addressCount() > MOST_OF_A_NETWORK) {
        action.accept(prefix);
      } else {
        while (!rest.isEmpty()) {
          IpPrefix first = rest.firstAddress();
          action.accept(first);
          rest = rest.minus(PrefixSet.of(first));
        }
      }
    }
  }

  private Leaving ofKnown(ServiceKey key, AppliedService applied, Place place) {
    Left left = before.left().get(key);
    ResolvedService now = resolved.get(key);
    if (now != null && now.state().controls().observeOnly()) {
      return Leaving.UNTOUCHED;
    }
    if (left != null && (left.whole() || left.explained().contains(place.address()))) {
      return Leaving.EXPLAINED;
    }
    if (now != null && asksForOthers(now, applied)) {
      return Leaving.EXPLAINED;
    }
    if (now != null && byAddress.getOrDefault(place.address(), List.of()).contains(now)) {
      return Leaving.SEEN;
    }
    Duration since = left == null ? null : left.expired().get(place.address());
    if (since != null) {
      expired.merge(place, since, (one, other) -> one.compareTo(other) <= 0 ? one : other);
      return Leaving.EXPIRED;
    }
    return Leaving.UNKNOWN;
  }

  private static boolean asksForOthers(ResolvedService now, AppliedService applied) {
    boolean readable = now.state().reading().readable();
    boolean changed =
        readable && !now.state().reading().intent().equals(applied.declared())
            || !now.state().ports().equals(applied.ports());
    return changed && isCarriedOut(now);
  }

  /** False where nothing is claimed for what is asked: another stage took the addresses away. */
  private static boolean isCarriedOut(ResolvedService now) {
    return !now.claims().isEmpty() || now.state().reading().intent().isEmpty();
  }

  /** After a start, what the Services that have the address now show of before. */
  private void addUnknown(Place place) {
    boolean seenToLeave =
        before.left().values().stream()
            .anyMatch(left -> left.explained().contains(place.address()));
    Leaving why = seenToLeave ? Leaving.EXPLAINED : Leaving.UNKNOWN;
    for (ResolvedService service : byAddress.getOrDefault(place.address(), List.of())) {
      boolean accepted = service.state().reading().lastGood().isPresent();
      boolean same =
          !service.state().reading().readable()
              || service.state().reading().intent().equals(service.state().reading().lastGood())
              || !isCarriedOut(service);
      if (service.state().controls().observeOnly()) {
        why = Leaving.UNTOUCHED;
      } else if (accepted && why != Leaving.UNTOUCHED && why != Leaving.SEEN) {
        why = same ? Leaving.SEEN : Leaving.EXPLAINED;
      } else if (why == Leaving.UNKNOWN && RememberedService.asks(service.state())) {
        why = Leaving.SEEN;
      }
      if (accepted) {
        services.putIfAbsent(place, service.key());
      }
    }
    add(place, why);
  }

  /**
   * True where as many other addresses of the same treatment and ports came as went, in a cluster
   * that shows that it is the one of before.
   */
  boolean isReplaced(Place place) {
    return recognized && rulesOf(place).stream().allMatch(rule -> now(rule) >= size(rule));
  }

  /** True where a rule that the address is in would keep less than half, or nothing. */
  boolean isMostOfItsRule(Place place) {
    return rulesOf(place).stream().anyMatch(rule -> now(rule) * 2 < size(rule));
  }

  private static long size(PathRule rule) {
    return rule.serviceAddresses().addressCount();
  }

  private long now(PathRule rule) {
    return desired.stream()
        .filter(wanted -> wanted.id().equals(rule.id()))
        .mapToLong(LeavingAddresses::size)
        .sum();
  }

  private List<PathRule> rulesOf(Place place) {
    return observed.stream()
        .filter(rule -> rule.direction() == Direction.TO_SERVICE)
        .filter(rule -> rule.scope().segment().equals(place.segment()))
        .filter(rule -> rule.serviceAddresses().contains(place.address()))
        .toList();
  }

  private static SortedMap<ServiceKey, Left> leftStill(
      PlanRetention before, List<PathRule> observed, ResolvedCluster cluster) {
    if (before.left().isEmpty()) {
      return new TreeMap<>();
    }
    Map<ServiceKey, Set<IpPrefix>> claimed = new HashMap<>();
    Map<ServiceKey, Set<IpPrefix>> listed = new HashMap<>();
    for (ResolvedService service : cluster.services()) {
      if (before.left().containsKey(service.key())) {
        Set<IpPrefix> addresses = new HashSet<>();
        service
            .claims()
            .forEach(
                claim -> claim.addresses().forEach(address -> addresses.add(address.address())));
        claimed.put(service.key(), addresses);
        listed.put(service.key(), RememberedService.living(service.state()));
      }
    }
    SortedMap<ServiceKey, Left> still = new TreeMap<>();
    before
        .left()
        .forEach(
            (key, left) -> {
              Set<IpPrefix> again = claimed.getOrDefault(key, Set.of());
              SortedSet<IpPrefix> explained = new TreeSet<>(left.explained());
              explained.removeIf(gone -> again.contains(gone) || !isThere(observed, gone));
              SortedMap<IpPrefix, Duration> expired = new TreeMap<>(left.expired());
              expired.keySet().removeIf(gone -> again.contains(gone) || !isThere(observed, gone));
              expired.keySet().removeAll(listed.getOrDefault(key, Set.of()));
              boolean whole = left.whole() && again.isEmpty() && !explained.isEmpty();
              if (whole || !explained.isEmpty() || !expired.isEmpty()) {
                still.put(key, new Left(whole, explained, expired));
              }
            });
    return still;
  }

  private static boolean isThere(List<PathRule> observed, IpPrefix address) {
    for (PathRule rule : observed) {
      if (rule.serviceAddresses().family() == address.family()
          && rule.serviceAddresses().contains(address)) {
        return true;
      }
    }
    return false;
  }
}
