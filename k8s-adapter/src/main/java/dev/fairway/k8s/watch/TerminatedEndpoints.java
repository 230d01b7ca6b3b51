package dev.fairway.k8s.watch;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The endpoints that terminated and were removed since the last {@link #take}. A pod may do both
 * between two snapshots, while the fabric is out of reach or a change takes long; from its absence
 * alone an orderly end cannot be told from a loss. Thread-safe.
 */
final class TerminatedEndpoints {

  /** A bound: a standby process takes no snapshot for any length of time. */
  private static final int LIMIT = 100_000;

  private static final Endpoint.State GONE = new Endpoint.State(false, false, true);

  private final Map<String, Map<IpPrefix, EndpointView>> bySlice = new TreeMap<>();
  private final Map<String, EndpointSliceView> slices = new TreeMap<>();
  private int count;

  /** Handles a slice that was replaced by another version, or removed. */
  void replaced(EndpointSliceView older, Optional<EndpointSliceView> newer) {
    Set<IpPrefix> remaining =
        newer.map(EndpointSliceView::endpoints).orElse(List.of()).stream()
            .map(EndpointView::address)
            .collect(Collectors.toSet());
    for (EndpointView endpoint : older.endpoints()) {
      if (endpoint.state().terminating() && !remaining.contains(endpoint.address())) {
        add(older, endpoint);
      }
    }
  }

  private synchronized void add(EndpointSliceView slice, EndpointView endpoint) {
    if (count == LIMIT) {
      return;
    }
    String key = slice.namespace() + "/" + slice.name();
    slices.put(key, slice);
    EndpointView gone =
        new EndpointView(endpoint.address(), endpoint.nodeName(), GONE, endpoint.pod());
    if (bySlice.computeIfAbsent(key, absent -> new TreeMap<>()).put(gone.address(), gone) == null) {
      count++;
    }
  }

  /** The terminated endpoints, in slices, as not serving; each is returned once. */
  synchronized List<EndpointSliceView> take() {
    List<EndpointSliceView> taken = new ArrayList<>();
    slices.forEach(
        (key, slice) ->
            taken.add(
                new EndpointSliceView(
                    slice.namespace(),
                    slice.name(),
                    slice.service(),
                    slice.addressType(),
                    slice.syncedFrom(),
                    slice.ports(),
                    List.copyOf(bySlice.getOrDefault(key, Map.of()).values()),
                    List.of())));
    slices.clear();
    bySlice.clear();
    count = 0;
    return taken;
  }
}
