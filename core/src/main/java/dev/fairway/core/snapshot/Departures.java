package dev.fairway.core.snapshot;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was seen to leave a cluster since its last complete snapshot, each told once. What is
 * missing from a snapshot and is not here is only missing: that is no reason to take policy away.
 * Immutable.
 *
 * @param services the Services that a watch reported as deleted
 * @param endpoints how addresses left the slices of their Service, by Service and address; an
 *     address may be listed by another slice all the same
 * @param nodes the names of the Nodes that a watch reported as deleted
 */
public record Departures(
    SortedSet<ServiceKey> services,
    SortedMap<ServiceKey, SortedMap<IpPrefix, Kind>> endpoints,
    SortedSet<String> nodes) {

  /** Nothing was seen to leave. */
  public static final Departures NONE =
      new Departures(
          Collections.emptySortedSet(), Collections.emptySortedMap(), Collections.emptySortedSet());

  /** The ways in which an address leaves a slice. The deletion of a slice alone is none. */
  public enum Kind {
    /** The endpoint was terminating when its slice last listed it. */
    TERMINATED,
    /** The slice is there, and was read without the address. */
    REMOVED
  }

  /** Copies. */
  public Departures {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    SortedMap<ServiceKey, SortedMap<IpPrefix, Kind>> copy = new TreeMap<>();
    endpoints.forEach(
        (service, left) ->
            copy.put(service, Collections.unmodifiableSortedMap(new TreeMap<>(left))));
    endpoints = Collections.unmodifiableSortedMap(copy);
  }
}
