package dev.fairway.runtime.safety;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.runtime.safety.EndpointRetention.Left;
import dev.fairway.runtime.safety.EndpointRetention.Step;
import dev.fairway.runtime.safety.PodLookup.Sight;
import dev.fairway.runtime.safety.RemainingEndpoints.MissingEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One step of {@link EndpointRetention}. Used once. */
final class EndpointRetentionStep {

  private final EndpointRetention before;
  private final ClusterSnapshot snapshot;
  private final SafetyContext context;
  private final SortedMap<String, Duration> deletedNodes;
  private final SortedMap<ServiceKey, ServiceState> states;
  private final SortedMap<ServiceKey, RememberedService> remembered = new TreeMap<>();
  private final SortedMap<ServiceKey, Left> left = new TreeMap<>();
  private final List<RetainedAddress> retained = new ArrayList<>();
  private @Nullable Map<IpPrefix, Set<String>> podsByAddress;

  /** What a missing address is seen to be. */
  private enum Missing {
    /** Gone for a reason. */
    EXPLAINED,
    /** Its pod is there: it counts as if it was listed. */
    SEEN,
    /** Nothing is known. */
    UNEXPLAINED
  }

  EndpointRetentionStep(EndpointRetention before, ClusterSnapshot snapshot, SafetyContext context) {
    this.before = before;
    this.snapshot = snapshot;
    this.context = context;
    this.states = new TreeMap<>(snapshot.services());
    this.deletedNodes = new TreeMap<>(before.deletedNodes());
    deletedNodes
        .values()
        .removeIf(seen -> context.now().minus(seen).compareTo(context.settings().window()) > 0);
    snapshot.departures().nodes().forEach(node -> deletedNodes.put(node, context.now()));
    forgetNodesThatAreBack();
  }

  /** A Node of an endpoint that is listed is there, under the name of a deleted one. */
  private void forgetNodesThatAreBack() {
    if (!deletedNodes.isEmpty()) {
      snapshot.services().values().stream()
          .flatMap(service -> service.endpoints().stream())
          .flatMap(group -> group.endpoints().stream())
          .flatMap(endpoint -> endpoint.node().stream())
          .forEach(deletedNodes::remove);
    }
  }

  Step run() {
    Set<ServiceKey> held = heldWithdrawals();
    before.services().forEach((key, known) -> take(key, known, held.contains(key)));
    snapshot
        .services()
        .forEach(
            (key, state) -> {
              if (RememberedService.asks(state) && !remembered.containsKey(key)) {
                remember(key, RememberedService.of(state, now(), settings().window()));
              }
            });
    retained.sort(null);
    return new Step(
        retained.isEmpty() && states.equals(snapshot.services())
            ? snapshot
            : snapshot.withServices(states),
        new EndpointRetention(
            remembered,
            before.declarations().with(now(), remembered.size(), settings().window()),
            deletedNodes),
        left,
        List.copyOf(retained));
  }

  private Duration now() {
    return context.now();
  }

  private SafetySettings settings() {
    return context.settings();
  }

  private void remember(ServiceKey key, RememberedService service) {
    remembered.put(key, service);
  }

  private boolean isDeleted(RememberedService known) {
    return snapshot.departures().services().contains(known.state().key());
  }

  /** True where the object was deleted and another one of its name asks for something. */
  private boolean isReplaced(RememberedService known) {
    ServiceState now = snapshot.services().get(known.state().key());
    return now != null
        && RememberedService.asks(now)
        && isDeleted(known)
        && !now.createdAt().equals(known.state().createdAt());
  }

  private boolean isWithdrawn(RememberedService known) {
    ServiceState now = snapshot.services().get(known.state().key());
    return now == null
        ? isDeleted(known) || known.withdrawn().isPresent()
        : !RememberedService.asks(now);
  }

  /** The Services that ask for nothing any more and are held, because they are too many. */
  private Set<ServiceKey> heldWithdrawals() {
    Set<ServiceKey> withdrawn = new HashSet<>();
    before
        .services()
        .forEach(
            (key, known) -> {
              if (isWithdrawn(known)) {
                withdrawn.add(key);
              }
            });
    Hold.Key hold = Hold.Key.ofCluster(Hold.Kind.DECLARATIONS);
    long peak = before.declarations().max();
    long remaining = before.services().size() - withdrawn.size() + newDeclarations();
    if (withdrawn.isEmpty()
        || !settings().forbids(peak, remaining)
        || context.holds().isApproved(hold)) {
      return Set.of();
    }
    withdrawn.removeIf(
        key ->
            Optional.ofNullable(before.services().get(key))
                .flatMap(RememberedService::withdrawn)
                .filter(since -> now().minus(since).compareTo(SafetySettings.LONGEST_HOLD) >= 0)
                .isPresent());
    if (!withdrawn.isEmpty()) {
      String sentence =
          withdrawn.size()
              + " Services, "
              + new TreeSet<>(withdrawn).first()
              + " among them, ask for nothing any more: of "
              + peak
              + " declarations "
              + remaining
              + " would remain, and at most "
              + settings().maxLostShare()
              + "% may go within "
              + settings().window().toSeconds()
              + " s; what they asked for last stays in force for at most "
              + SafetySettings.LONGEST_HOLD.toMinutes()
              + " min";
      context.holds().hold(hold, now(), sentence, withdrawn.size());
    }
    return withdrawn;
  }

  /** How many Services began to ask for something. */
  private long newDeclarations() {
    return snapshot.services().values().stream()
        .filter(state -> !before.services().containsKey(state.key()))
        .filter(RememberedService::asks)
        .count();
  }

  private void take(ServiceKey key, RememberedService known, boolean held) {
    ServiceState now = snapshot.services().get(key);
    if (now == known.state() && known.missing().isEmpty()) {
      remember(key, known);
    } else if (isReplaced(known) || isWithdrawn(known) && !held) {
      left.put(
          key, new Left(true, new TreeSet<>(RememberedService.addresses(known.state())), none()));
    } else {
      compare(key, known, now, held);
    }
  }

  private static <V> SortedMap<IpPrefix, V> none() {
    return new TreeMap<>();
  }

  private void compare(
      ServiceKey key, RememberedService known, @Nullable ServiceState now, boolean held) {
    ServiceState base =
        now == null ? known.state().withEndpoints(List.of()) : withIntent(known, now, held);
    List<MissingEndpoint> missing = RemainingEndpoints.missing(known.state(), now);
    SortedMap<IpPrefix, Departures.Kind> ways =
        known.leftWith(snapshot.departures().endpoints().getOrDefault(key, none()));
    Map<IpPrefix, Missing> seen = new HashMap<>();
    boolean released = isReleased(key, base);
    Set<IpPrefix> present = RememberedService.addresses(base);
    for (MissingEndpoint one : missing) {
      Missing sight =
          released ? Missing.EXPLAINED : classify(known, base, one.endpoint(), ways, present);
      seen.merge(
          one.endpoint().address(),
          sight,
          (some, other) -> some.compareTo(other) <= 0 ? some : other);
    }
    settle(key, known, base, missing, seen, ways, held);
  }

  /** What a Service asks for that is held: what it asked for last. */
  private static ServiceState withIntent(RememberedService known, ServiceState now, boolean held) {
    return held ? now.withReading(known.state().reading()) : now;
  }

  private boolean isReleased(ServiceKey key, ServiceState now) {
    Hold.Key hold = new Hold.Key(Hold.Kind.SERVICE_LOSS, Optional.of(key));
    return context.holds().isApproved(hold)
        || context.holds().isReleased(hold, now.controls().release());
  }

  private Missing classify(
      RememberedService known,
      ServiceState now,
      Endpoint endpoint,
      Map<IpPrefix, Departures.Kind> ways,
      Set<IpPrefix> present) {
    Departures.Kind way = ways.get(endpoint.address());
    boolean gone =
        endpoint.state().terminating()
            || way == Departures.Kind.TERMINATED
            || endpoint.node().filter(deletedNodes::containsKey).isPresent()
            || isAnothers(endpoint);
    boolean otherPort =
        present.contains(endpoint.address())
            && (way == Departures.Kind.REMOVED || !now.ports().equals(known.state().ports()));
    if (gone || otherPort) {
      return Missing.EXPLAINED;
    }
    return switch (sight(known.state().key(), endpoint)) {
      case ENDED, TAKEN -> Missing.EXPLAINED;
      case THERE -> Missing.SEEN;
      case NOBODY -> way == null ? Missing.UNEXPLAINED : Missing.EXPLAINED;
      case UNKNOWN -> Missing.UNEXPLAINED;
    };
  }

  private Sight sight(ServiceKey key, Endpoint endpoint) {
    return endpoint.kind().hasAllPorts() && endpoint.origin().isEmpty()
        ? context.sight(endpoint.address(), Optional.of(key), endpoint.pod())
        : Sight.UNKNOWN;
  }

  /** True where a slice lists the address with another pod. */
  private boolean isAnothers(Endpoint endpoint) {
    Map<IpPrefix, Set<String>> pods = podsByAddress;
    if (pods == null) {
      pods = RemainingEndpoints.podsByAddress(snapshot);
      podsByAddress = pods;
    }
    Set<String> there = pods.getOrDefault(endpoint.address(), Set.of());
    return endpoint.pod().filter(pod -> !there.isEmpty() && !there.contains(pod)).isPresent();
  }

  private void settle(
      ServiceKey key,
      RememberedService known,
      ServiceState base,
      List<MissingEndpoint> missing,
      Map<IpPrefix, Missing> seen,
      SortedMap<IpPrefix, Departures.Kind> ways,
      boolean held) {
    Set<IpPrefix> present = RememberedService.addresses(base);
    SortedSet<IpPrefix> explained = new TreeSet<>();
    SortedMap<IpPrefix, Duration> unexplained = new TreeMap<>();
    long living = present.size();
    for (Map.Entry<IpPrefix, Missing> address : seen.entrySet()) {
      switch (address.getValue()) {
        case EXPLAINED -> explained.add(address.getKey());
        case SEEN -> living += present.contains(address.getKey()) ? 0 : 1;
        case UNEXPLAINED ->
            unexplained.put(
                address.getKey(), known.missing().getOrDefault(address.getKey(), now()));
      }
    }
    PeakCount peak =
        known.peak().less(explained.stream().filter(gone -> !present.contains(gone)).count());
    boolean most = living == 0 || living * 2 < peak.max();
    SortedMap<IpPrefix, Duration> expired = new TreeMap<>();
    unexplained.forEach(
        (address, since) -> {
          Duration limit = most ? settings().holdFor() : settings().retention();
          if (now().minus(since).compareTo(limit) >= 0) {
            expired.put(address, since);
          }
        });
    unexplained.keySet().removeAll(expired.keySet());
    Optional<Hold> hold = most ? holdOf(key, unexplained, living, peak.max()) : Optional.empty();
    unexplained.forEach((address, since) -> retain(key, address, since, most, hold));
    seen.forEach(
        (address, sight) -> {
          if (sight == Missing.SEEN) {
            retained.add(
                new RetainedAddress(
                    Optional.of(key), address, now(), Optional.empty(), Optional.empty()));
          }
        });
    List<MissingEndpoint> kept = new ArrayList<>();
    for (MissingEndpoint one : missing) {
      IpPrefix address = one.endpoint().address();
      boolean unseen = unexplained.containsKey(address);
      if (unseen || seen.get(address) == Missing.SEEN) {
        kept.add(new MissingEndpoint(one.group(), one.endpoint().withRetained(unseen)));
      }
    }
    ServiceState state =
        kept.isEmpty() ? base : base.withEndpoints(RemainingEndpoints.with(base.endpoints(), kept));
    if (!explained.isEmpty() || !expired.isEmpty()) {
      left.put(key, new Left(false, explained, expired));
    }
    if (snapshot.services().containsKey(key) || !kept.isEmpty()) {
      states.put(key, state);
      ways.keySet().retainAll(seen.keySet());
      remember(
          key,
          new RememberedService(
              state,
              unexplained,
              ways,
              peak.with(now(), living + unexplained.size(), settings().window()),
              held ? known.withdrawn().or(() -> Optional.of(now())) : Optional.empty()));
    }
  }

  private void retain(
      ServiceKey key, IpPrefix address, Duration since, boolean most, Optional<Hold> hold) {
    Duration limit = most ? settings().holdFor() : settings().retention();
    retained.add(
        new RetainedAddress(
            Optional.of(key), address, since, Optional.of(since.plus(limit)), hold.map(Hold::id)));
  }

  /** The hold of a Service of which most is missing for longer than the retention. */
  private Optional<Hold> holdOf(
      ServiceKey key, SortedMap<IpPrefix, Duration> missing, long living, long peak) {
    long overdue =
        missing.values().stream()
            .filter(since -> now().minus(since).compareTo(settings().retention()) >= 0)
            .count();
    if (overdue == 0) {
      return Optional.empty();
    }
    String sentence =
        "of "
            + peak
            + " addresses "
            + living
            + " are left, and no reason was seen; "
            + missing.size()
            + " keep their rules, "
            + missing.firstKey().addressText()
            + " among them, each for at most "
            + settings().holdFor().toSeconds()
            + " s";
    return Optional.of(
        context
            .holds()
            .hold(
                new Hold.Key(Hold.Kind.SERVICE_LOSS, Optional.of(key)),
                now(),
                sentence,
                missing.size()));
  }
}
