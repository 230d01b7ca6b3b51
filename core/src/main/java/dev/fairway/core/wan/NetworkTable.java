package dev.fairway.core.wan;

import dev.fairway.core.net.IpPrefix;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table for longest-prefix match: networks in an order in which the longest one that holds an
 * address is found without looking at all of them: O(log n + nesting), built in O(n log n).
 * Immutable and thread-safe.
 */
public final class NetworkTable {

  private static final int NONE = -1;

  private final List<IpPrefix> prefixes;
  private final List<Network> networks;

  /** For each network the place of the smallest other one that holds all of it. */
  private final int[] around;

  private NetworkTable(Map<IpPrefix, Network> byPrefix) {
    prefixes = List.copyOf(byPrefix.keySet());
    networks = List.copyOf(byPrefix.values());
    around = new int[networks.size()];
    for (int i = 0; i < around.length; i++) {
      int candidate = i - 1;
      while (candidate != NONE && !prefixes.get(candidate).contains(prefixes.get(i))) {
        candidate = around[candidate];
      }
      around[i] = candidate;
    }
  }

  /** The networks given; of several with one prefix, the first. */
  public static NetworkTable of(Collection<Network> networks) {
    Map<IpPrefix, Network> byPrefix = new TreeMap<>();
    networks.forEach(network -> byPrefix.putIfAbsent(network.prefix(), network));
    return new NetworkTable(byPrefix);
  }

  /** The longest network that holds the address, as {@link WanInventory#longest} finds it. */
  public Optional<Network> longest(IpPrefix address) {
    int found = Collections.binarySearch(prefixes, address);
    int place = found >= 0 ? found : -found - 2;
    while (place != NONE && !prefixes.get(place).contains(address)) {
      place = around[place];
    }
    return place == NONE ? Optional.empty() : Optional.of(networks.get(place));
  }
}
