package dev.fairway.k8s.watch;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The endpoints that terminated and went since they were last asked for. A pod may do both between
 * two snapshots, while the fabric is out of reach or a change takes long; whoever sees only that it
 * is not there any more cannot tell an orderly end from a loss. Thread-safe.
 */
final class TerminatedEndpoints {

  /** A process that stands by takes no snapshot for as long as it likes. */
  private static final int MOST = 100_000;

  private static final Endpoint.State GONE = new Endpoint.State(false, false, true);

  private final Map<String, Map<IpPrefix, EndpointView>> bySlice = new TreeMap<>();
  private final Map<String, EndpointSliceView> slices = new TreeMap<>();
  private int count;

  /** A slice has become another one, or is not there any more. */
  void replaced(EndpointSliceView older, Optional<EndpointSliceView> newer) {
    Set<IpPrefix> there =
        newer.map(EndpointSliceView::endpoints).orElse(List.of()).stream()
            .map(EndpointView::address)
            .collect(Collectors.toSet());
    for (EndpointView endpoint : older.endpoints()) {
      if (endpoint.state().terminating() && !there.contains(endpoint.address())) {
        add(older, endpoint);
      }
    }
  }

  private synchronized void add(EndpointSliceView slice, EndpointView endpoint) {
    if (count == MOST) {
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

  /** What went, as slices whose endpoints hold no address any more; each is told once. */
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
