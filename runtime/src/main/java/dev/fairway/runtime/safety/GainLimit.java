package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The limit of what new and changed declarations may add at once: a default on a Namespace reaches
 * every Service there. Endpoints that come to a declaration that is known are no gain. Immutable.
 *
 * @param accepted the declarations that were let through, by Service
 * @param waiting those that wait for an approval
 * @param recent what was let through within the window
 */
record GainLimit(
    SortedMap<ServiceKey, ServiceIntent> accepted,
    SortedMap<ServiceKey, ServiceIntent> waiting,
    List<Gain> recent) {

  /** Nothing is known. */
  static final GainLimit NOTHING = new GainLimit(new TreeMap<>(), new TreeMap<>(), List.of());

  /** So many address-ports at a time. */
  record Gain(Duration at, long count) {}

  /**
   * A step.
   *
   * @param next what is known for the next step
   * @param waiting the Services whose declaration waits
   */
  record Step(GainLimit next, SortedSet<ServiceKey> waiting) {}

  GainLimit {
    accepted = Collections.unmodifiableSortedMap(new TreeMap<>(accepted));
    waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
    recent = List.copyOf(recent);
  }

  /** The declaration of a Service that was in force before, as far as it is known. */
  Optional<ServiceIntent> before(ServiceState state) {
    return Optional.ofNullable(accepted.get(state.key())).or(() -> state.reading().lastGood());
  }

  /** The step of a sync; O(n) in Services. */
  Step step(ResolvedCluster cluster, SafetyContext context) {
    SortedMap<ServiceKey, ServiceIntent> known = new TreeMap<>();
    SortedMap<ServiceKey, ServiceIntent> changed = new TreeMap<>();
    long others = 0;
    long gained = 0;
    for (ResolvedService service : cluster.services()) {
      Optional<ServiceIntent> declared = declared(service.state());
      Optional<ServiceIntent> earlier = before(service.state());
      if (declared.isEmpty() || service.state().controls().observeOnly()) {
        if (RememberedService.asks(service.state())) {
          earlier.ifPresent(intent -> known.put(service.key(), intent));
        }
      } else if (declared.equals(earlier)) {
        known.put(service.key(), declared.get());
        others += size(service);
      } else {
        changed.put(service.key(), declared.get());
        gained += size(service);
      }
    }
    List<Gain> lately = new ArrayList<>(recent);
    lately.removeIf(
        gain -> context.now().minus(gain.at).compareTo(context.settings().window()) > 0);
    long before = lately.stream().mapToLong(Gain::count).sum();
    Hold.Key hold = Hold.Key.ofCluster(Hold.Kind.GAIN);
    boolean waits = changed.entrySet().stream().anyMatch(this::isWaiting);
    boolean tooMuch =
        !changed.isEmpty()
            && !context.holds().isApproved(hold)
            && (waits
                || context.settings().forbidsGain(Math.max(0, others - before), before + gained));
    if (tooMuch) {
      context.holds().hold(hold, context.now(), sentence(changed, gained, others), gained);
      changed.keySet().forEach(key -> keepAccepted(key, known));
      return new Step(new GainLimit(known, changed, lately), new TreeSet<>(changed.keySet()));
    }
    if (gained > 0) {
      lately.add(new Gain(context.now(), gained));
    }
    known.putAll(changed);
    return new Step(new GainLimit(known, new TreeMap<>(), lately), new TreeSet<>());
  }

  private void keepAccepted(ServiceKey key, SortedMap<ServiceKey, ServiceIntent> known) {
    Optional.ofNullable(accepted.get(key)).ifPresent(intent -> known.put(key, intent));
  }

  private boolean isWaiting(Map.Entry<ServiceKey, ServiceIntent> declared) {
    return declared.getValue().equals(waiting.get(declared.getKey()));
  }

  private static Optional<ServiceIntent> declared(ServiceState state) {
    return state.reading().readable() ? state.reading().intent() : Optional.empty();
  }

  private static long size(ResolvedService service) {
    long size = 0;
    for (PortClaim claim : service.claims()) {
      size += claim.addresses().size();
    }
    return size;
  }

  private static String sentence(
      SortedMap<ServiceKey, ServiceIntent> changed, long gained, long others) {
    return changed.size()
        + " new or changed declarations, that of "
        + changed.firstKey()
        + " among them, would give rules to "
        + gained
        + " ports of addresses beside the "
        + others
        + " of all others; until this is approved, what was asked for before stays in force";
  }
}
