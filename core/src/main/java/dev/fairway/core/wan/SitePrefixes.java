package dev.fairway.core.wan;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The addresses of each site in one segment and family, by longest-prefix match: a network inside
 * another one takes its addresses from it, also where it has no site. O(n log n) in networks.
 * Immutable and thread-safe.
 */
public final class SitePrefixes {

  private final IpFamily family;
  private final Map<SiteId, PrefixSet> bySite = new HashMap<>();

  private SitePrefixes(IpFamily family) {
    this.family = family;
  }

  /** The addresses of sites; of several networks with one prefix the first counts. */
  public static SitePrefixes of(Collection<Network> networks, Segment segment, IpFamily family) {
    SortedMap<IpPrefix, Network> byPrefix = new TreeMap<>();
    for (Network network : networks) {
      if (network.segment().equals(segment) && network.prefix().family() == family) {
        byPrefix.putIfAbsent(network.prefix(), network);
      }
    }
    Map<IpPrefix, List<IpPrefix>> inside = new HashMap<>();
    Deque<IpPrefix> around = new ArrayDeque<>();
    for (IpPrefix prefix : byPrefix.keySet()) {
      while (!around.isEmpty() && !around.peek().contains(prefix)) {
        around.pop();
      }
      if (!around.isEmpty()) {
        inside.computeIfAbsent(around.peek(), absent -> new ArrayList<>()).add(prefix);
      }
      around.push(prefix);
    }
    Map<SiteId, List<IpPrefix>> parts = new HashMap<>();
    byPrefix.forEach(
        (prefix, network) ->
            network
                .site()
                .ifPresent(
                    site ->
                        parts
                            .computeIfAbsent(site, absent -> new ArrayList<>())
                            .addAll(without(prefix, inside.getOrDefault(prefix, List.of())))));
    SitePrefixes sites = new SitePrefixes(family);
    parts.forEach((site, prefixes) -> sites.bySite.put(site, PrefixSet.of(family, prefixes)));
    return sites;
  }

  private static List<IpPrefix> without(IpPrefix prefix, List<IpPrefix> inside) {
    return inside.isEmpty()
        ? List.of(prefix)
        : PrefixSet.of(prefix).minus(PrefixSet.of(inside)).prefixes();
  }

  /** The addresses of the site; empty where it has none. */
  public PrefixSet of(SiteId site) {
    return bySite.getOrDefault(site, PrefixSet.empty(family));
  }

  /** The addresses of all these sites. */
  public PrefixSet of(Collection<SiteId> sites) {
    List<IpPrefix> prefixes = new ArrayList<>();
    sites.forEach(site -> prefixes.addAll(of(site).prefixes()));
    return PrefixSet.of(family, prefixes);
  }
}
