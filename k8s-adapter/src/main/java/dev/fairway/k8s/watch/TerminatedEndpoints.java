package dev.fairway.k8s.watch;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The addresses of endpoints that terminated and left their slice since the last {@link #take}. A
 * pod may do both between two snapshots, while the fabric is out of reach or a change takes long;
 * from its absence alone an orderly end cannot be told from a loss. Thread-safe.
 */
final class TerminatedEndpoints {

  /** A bound: a standby process takes no snapshot for any length of time. */
  private static final int LIMIT = 100_000;

  private final SortedMap<String, SortedSet<IpPrefix>> byService = new TreeMap<>();
  private int count;

  /** Handles a slice that was replaced by another version, or removed. */
  void replaced(EndpointSliceView older, Optional<EndpointSliceView> newer) {
    Set<IpPrefix> remaining =
        newer.map(EndpointSliceView::endpoints).orElse(List.of()).stream()
            .map(EndpointView::address)
            .collect(Collectors.toSet());
    for (EndpointView endpoint : older.endpoints()) {
      if (endpoint.state().terminating() && !remaining.contains(endpoint.address())) {
        add(older.namespace() + "/" + older.service(), endpoint.address());
      }
    }
  }

  private synchronized void add(String service, IpPrefix address) {
    if (count < LIMIT
        && byService.computeIfAbsent(service, absent -> new TreeSet<>()).add(address)) {
      count++;
    }
  }

  /**
   * The addresses by {@code namespace/name} of their Service, each returned once. Another slice may
   * still list one of them.
   */
  synchronized SortedMap<String, SortedSet<IpPrefix>> take() {
    SortedMap<String, SortedSet<IpPrefix>> taken = new TreeMap<>(byService);
    byService.clear();
    count = 0;
    return taken;
  }
}
