package dev.fairway.k8s.watch;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The addresses that another pod has now, each with the time of its first sight. Follows the pods'
 * addresses of the Services that have rules, or may have some, from snapshot to snapshot, and
 * compares each slice event with them: O(1) for each address of an event. Thread-safe.
 */
final class ReusedAddresses implements StoreListener<EndpointSliceView> {

  /** The bound of what is remembered of addresses that left, and of sights. */
  private static final int LIMIT = 10_000;

  private final String cluster;
  private final LongSupplier nanoClock;
  private final Consumer<IpPrefix> listed;
  private final Runnable urgent;
  private volatile Map<IpPrefix, List<MissingAddress>> inQuestion = Map.of();

  /** The Service of each pod's address in the last snapshot. */
  private final Map<IpPrefix, ServiceState> owners = new ConcurrentHashMap<>();

  private Map<ServiceKey, ServiceState> followed = Map.of();
  private final Map<IpPrefix, Owner> former = bounded();
  private final Map<Address, Long> sights = bounded();

  /** The Service and pod that an address had, and the pod's node. */
  private record Owner(ServiceKey service, String pod, Optional<String> node) {}

  /**
   * An address that a Service had.
   *
   * @param service empty: whichever
   */
  private record Address(IpPrefix address, Optional<ServiceKey> service) {}

  /**
   * No addresses yet.
   *
   * @param nanoClock {@code System.nanoTime}, or a test's
   * @param listed called with an address in question that another Service or pod has in a slice now
   * @param urgent called after that, and where a slice lists an address that another Service had
   *     until now with another pod
   */
  ReusedAddresses(
      String cluster, LongSupplier nanoClock, Consumer<IpPrefix> listed, Runnable urgent) {
    this.cluster = cluster;
    this.nanoClock = nanoClock;
    this.listed = listed;
    this.urgent = urgent;
  }

  /** Sets the addresses that are in question, in place of those before. */
  void question(Collection<MissingAddress> addresses) {
    inQuestion = addresses.stream().collect(Collectors.groupingBy(MissingAddress::address));
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > LIMIT;
      }
    };
  }

  /**
   * Takes over the addresses of a snapshot. O(n) in Services, and in the addresses of changed ones.
   */
  synchronized void follow(ClusterSnapshot snapshot) {
    Map<ServiceKey, ServiceState> next = new HashMap<>();
    for (ServiceState service : snapshot.services().values()) {
      if (mayHaveRules(service)) {
        next.put(service.key(), service);
      }
    }
    // New ones first: what an older state still has to itself after that has left.
    next.forEach(
        (key, now) -> {
          if (followed.get(key) != now) {
            enter(now);
          }
        });
    followed.forEach(
        (key, before) -> {
          if (next.get(key) != before) {
            leave(before);
          }
        });
    followed = next;
  }

  private static boolean mayHaveRules(ServiceState service) {
    return service.reading().intent().isPresent()
        || service.reading().lastGood().isPresent()
        || !service.reading().readable();
  }

  private void leave(ServiceState service) {
    for (ServiceEndpoints group : service.endpoints()) {
      for (Endpoint endpoint : group.endpoints()) {
        // Only this method and enter() change the map, and equality would look at every endpoint.
        if (owners.get(endpoint.address()) == service) {
          owners.remove(endpoint.address());
          owner(service, endpoint).ifPresent(owner -> former.put(endpoint.address(), owner));
        }
      }
    }
  }

  private static Optional<Owner> owner(ServiceState service, Endpoint endpoint) {
    return endpoint.pod().map(pod -> new Owner(service.key(), pod, endpoint.node()));
  }

  private void enter(ServiceState service) {
    for (ServiceEndpoints group : service.endpoints()) {
      for (Endpoint endpoint : group.endpoints()) {
        if (endpoint.kind() == Endpoint.Kind.POD && endpoint.pod().isPresent()) {
          owners.put(endpoint.address(), service);
          sights.remove(new Address(endpoint.address(), Optional.of(service.key())));
        }
      }
    }
  }

  @Override
  public void added(EndpointSliceView newer) {
    compare(newer, Set.of());
  }

  @Override
  public void replaced(EndpointSliceView older, EndpointSliceView newer) {
    if (older != newer) {
      compare(
          newer,
          older.service().equals(newer.service())
              ? new HashSet<>(older.endpoints().stream().map(ReusedAddresses::listed).toList())
              : Set.of());
    }
  }

  private record Listed(IpPrefix address, Optional<String> pod) {}

  private static Listed listed(EndpointView endpoint) {
    return new Listed(endpoint.address(), endpoint.pod());
  }

  private void compare(EndpointSliceView slice, Set<Listed> before) {
    if (slice.service().isEmpty() || (owners.isEmpty() && inQuestion.isEmpty())) {
      return;
    }
    ServiceKey service = new ServiceKey(cluster, slice.namespace(), slice.service());
    boolean act = false;
    for (EndpointView endpoint : slice.endpoints()) {
      if (!endpoint.state().terminating() && !before.contains(listed(endpoint))) {
        act |= isQuestioned(service, endpoint);
        act |= endpoint.pod().filter(pod -> isReused(service, endpoint, pod)).isPresent();
      }
    }
    if (act) {
      urgent.run();
    }
  }

  private boolean isQuestioned(ServiceKey service, EndpointView endpoint) {
    List<MissingAddress> others =
        inQuestion.getOrDefault(endpoint.address(), List.of()).stream()
            .filter(missing -> !missing.service().equals(Optional.of(service)))
            .filter(missing -> missing.pod().isEmpty() || !missing.pod().equals(endpoint.pod()))
            .toList();
    for (MissingAddress missing : others) {
      if (missing.pod().isPresent() && endpoint.pod().isPresent()) {
        seen(missing.address(), missing.service());
      }
      listed.accept(missing.address());
    }
    return !others.isEmpty();
  }

  /** True where another Service had the address in the last snapshot, with another pod. */
  private boolean isReused(ServiceKey service, EndpointView endpoint, String pod) {
    IpPrefix address = endpoint.address();
    Optional<Owner> owner =
        Optional.ofNullable(owners.get(address)).flatMap(had -> owner(had, address));
    if (owner.isPresent()) {
      boolean reused = isAnother(owner.get(), service, pod);
      if (reused) {
        seen(address, owner.map(Owner::service));
      }
      return reused;
    }
    // It left; whether its rules did too, the one who asks for the time knows.
    formerOwner(address)
        .filter(had -> isAnother(had, service, pod))
        .ifPresent(had -> seen(address, Optional.of(had.service)));
    return false;
  }

  private synchronized Optional<Owner> formerOwner(IpPrefix address) {
    return Optional.ofNullable(former.get(address));
  }

  private static boolean isAnother(Owner had, ServiceKey service, String pod) {
    return !had.service.equals(service) && !had.pod.equals(pod);
  }

  private static Optional<Owner> owner(ServiceState service, IpPrefix address) {
    for (ServiceEndpoints group : service.endpoints()) {
      for (Endpoint endpoint : group.endpoints()) {
        if (endpoint.address().equals(address)) {
          return owner(service, endpoint);
        }
      }
    }
    return Optional.empty();
  }

  /** The node of the pod that had the address last, where it is known. */
  Optional<String> lastNode(IpPrefix address) {
    return formerOwner(address).flatMap(Owner::node);
  }

  /** Another pod than the Service's was seen to have the address. */
  synchronized void seen(IpPrefix address, Optional<ServiceKey> service) {
    long now = nanoClock.getAsLong();
    sights.putIfAbsent(new Address(address, service), now);
    sights.putIfAbsent(new Address(address, Optional.empty()), now);
  }

  /** When another pod was first seen at the address that the Service had; see {@code PodLookup}. */
  synchronized OptionalLong since(IpPrefix address, Optional<ServiceKey> service) {
    Long since = sights.get(new Address(address, service));
    return since == null ? OptionalLong.empty() : OptionalLong.of(since);
  }
}
