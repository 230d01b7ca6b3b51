package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.core.snapshot.Departures.Kind;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ServiceView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The recorder of what was seen to leave a cluster since the last {@link #take}: Services and Nodes
 * that the watch told to be deleted, and the ways in which addresses left slices. What a list does
 * not have any more is not recorded, since a list may be wrong. What comes back is forgotten: its
 * next absence has no reason yet. Thread-safe.
 */
final class DepartureRecorder {

  /**
   * A bound for all together: a standby process takes nothing for any length of time. What is not
   * recorded is only missing.
   */
  private final int limit;

  private final String cluster;
  private final SortedSet<ServiceKey> services = new TreeSet<>();
  private final SortedSet<String> nodes = new TreeSet<>();
  private final SortedMap<ServiceKey, SortedMap<IpPrefix, Kind>> endpoints = new TreeMap<>();
  private int count;

  /** An empty recorder for the cluster of that name. */
  DepartureRecorder(String cluster) {
    this(cluster, 100_000);
  }

  DepartureRecorder(String cluster, int limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  /** The listener of the store of Services. */
  StoreListener<ServiceView> services() {
    return new StoreListener<>() {
      @Override
      public void added(ServiceView newer) {
        forget(services, newer.status().key());
      }

      @Override
      public void deleted(ServiceView older) {
        record(services, older.status().key());
      }
    };
  }

  /** The listener of the store of Nodes. */
  StoreListener<NodeView> nodes() {
    return new StoreListener<>() {
      @Override
      public void added(NodeView newer) {
        forget(nodes, newer.name());
      }

      @Override
      public void deleted(NodeView older) {
        record(nodes, older.name());
      }
    };
  }

  /** The listener of the store of EndpointSlices. */
  StoreListener<EndpointSliceView> slices() {
    return new StoreListener<>() {
      @Override
      public void added(EndpointSliceView newer) {
        forget(newer);
      }

      @Override
      public void replaced(EndpointSliceView older, EndpointSliceView newer) {
        if (older != newer) {
          record(older, newer);
        }
      }

      @Override
      public void deleted(EndpointSliceView older) {
        recordTerminated(older);
      }

      @Override
      public void missing(EndpointSliceView older) {
        recordTerminated(older);
      }
    };
  }

  private synchronized <T> void record(SortedSet<T> departed, T which) {
    if (count < limit && departed.add(which)) {
      count++;
    }
  }

  private synchronized <T> void forget(SortedSet<T> departed, T which) {
    if (departed.remove(which)) {
      count--;
    }
  }

  private void record(EndpointSliceView older, EndpointSliceView newer) {
    if (!older.uid().equals(newer.uid())) {
      // Another object of that name: the older one was deleted unseen, and that alone is no reason.
      recordTerminated(older);
      forget(newer);
      return;
    }
    boolean sameService = older.service().equals(newer.service());
    Set<IpPrefix> remaining = new HashSet<>();
    if (sameService) {
      newer.endpoints().forEach(endpoint -> remaining.add(endpoint.address()));
    }
    for (EndpointView endpoint : older.endpoints()) {
      if (!remaining.contains(endpoint.address())) {
        record(
            older,
            endpoint.address(),
            endpoint.state().terminating() ? Kind.TERMINATED : Kind.REMOVED);
      }
    }
    forget(newer);
  }

  private void recordTerminated(EndpointSliceView older) {
    for (EndpointView endpoint : older.endpoints()) {
      if (endpoint.state().terminating()) {
        record(older, endpoint.address(), Kind.TERMINATED);
      }
    }
  }

  private synchronized void record(EndpointSliceView slice, IpPrefix address, Kind kind) {
    if (slice.service().isEmpty() || count >= limit) {
      return;
    }
    SortedMap<IpPrefix, Kind> left =
        endpoints.computeIfAbsent(key(slice), absent -> new TreeMap<>());
    Kind known = left.put(address, kind);
    if (known == null) {
      count++;
    } else if (known == Kind.TERMINATED) {
      left.put(address, known);
    }
  }

  /** Forgets the departure of each address that the slice lists now. */
  private synchronized void forget(EndpointSliceView slice) {
    if (endpoints.isEmpty() || slice.service().isEmpty()) {
      return;
    }
    Optional.ofNullable(endpoints.get(key(slice)))
        .ifPresent(
            left -> {
              for (EndpointView endpoint : slice.endpoints()) {
                if (left.remove(endpoint.address()) != null) {
                  count--;
                }
              }
            });
  }

  private ServiceKey key(EndpointSliceView slice) {
    return new ServiceKey(cluster, slice.namespace(), slice.service());
  }

  /**
   * What was recorded, each returned once. A Service or Node that is there under the same name is
   * left out: what is missing of the new one is not explained by the end of the old one.
   *
   * @param serviceIsThere true for a Service that the store has
   * @param nodeIsThere true for a Node that the store has
   */
  synchronized Departures take(
      Predicate<ServiceKey> serviceIsThere, Predicate<String> nodeIsThere) {
    services.removeIf(serviceIsThere);
    nodes.removeIf(nodeIsThere);
    endpoints.values().removeIf(SortedMap::isEmpty);
    if (services.isEmpty() && nodes.isEmpty() && endpoints.isEmpty()) {
      count = 0;
      return Departures.NONE;
    }
    Departures taken = new Departures(services, endpoints, nodes);
    services.clear();
    nodes.clear();
    endpoints.clear();
    count = 0;
    return taken;
  }
}
