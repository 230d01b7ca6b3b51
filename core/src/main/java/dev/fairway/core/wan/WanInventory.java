package dev.fairway.core.wan;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The inventory of the WAN: sites, networks and tunnels as its controller describes them.
 *
 * @param sites the sites, by id
 * @param networks which addresses live where, as far as the WAN knows, by prefix; of equal prefixes
 *     that of the default segment first, and that of no single site before those of sites
 * @param tunnels the tunnels between edges; translation never reads them
 * @param routed all that the WAN routes, for each segment where all of it is known; a segment that
 *     is missing is unknown
 * @param functions the service functions, by name
 */
public record WanInventory(
    List<Site> sites,
    List<Network> networks,
    List<Tunnel> tunnels,
    SortedMap<Segment, DualStackPrefixSet> routed,
    List<ServiceFunction> functions) {

  /** Of equal prefixes the one that is believed comes first, whatever order a backend tells. */
  private static final Comparator<Network> BELIEVED_FIRST =
      Comparator.comparing(Network::prefix)
          .thenComparing(network -> !network.segment().equals(Segment.DEFAULT))
          .thenComparing(Network::segment)
          .thenComparing(network -> network.site().isPresent())
          .thenComparing(network -> network.site().map(SiteId::value).orElse(""));

  /** The inventory of a WAN that nothing is known of. */
  public static final WanInventory EMPTY =
      new WanInventory(List.of(), List.of(), List.of(), new TreeMap<>());

  /** Copies and sorts; refuses a site id, an edge name or a function that stands twice. */
  public WanInventory {
    sites = sites.stream().sorted(Comparator.comparing(Site::id)).toList();
    networks = networks.stream().sorted(BELIEVED_FIRST).toList();
    tunnels = List.copyOf(tunnels);
    routed = Collections.unmodifiableSortedMap(new TreeMap<>(routed));
    functions = functions.stream().sorted(Comparator.comparing(ServiceFunction::name)).toList();
    Set<String> functionNames = new HashSet<>();
    for (ServiceFunction function : functions) {
      if (!functionNames.add(function.name())) {
        throw new IllegalArgumentException("function " + function.name() + " stands twice");
      }
    }
    Set<String> edgeNames = new HashSet<>();
    Set<SiteId> ids = new HashSet<>();
    for (Site site : sites) {
      if (!ids.add(site.id())) {
        throw new IllegalArgumentException("site " + site.id() + " stands twice");
      }
      for (Edge edge : site.edges()) {
        if (!edgeNames.add(edge.name())) {
          throw new IllegalArgumentException("edge " + edge.name() + " stands twice");
        }
      }
    }
  }

  /** The inventory of a WAN without service functions. */
  public WanInventory(
      List<Site> sites,
      List<Network> networks,
      List<Tunnel> tunnels,
      SortedMap<Segment, DualStackPrefixSet> routed) {
    this(sites, networks, tunnels, routed, List.of());
  }

  /** Every transport that an edge is attached to. */
  public SortedSet<Transport> transports() {
    SortedSet<Transport> transports = new TreeSet<>();
    for (Site site : sites) {
      for (Edge edge : site.edges()) {
        edge.attachments().forEach(attachment -> transports.add(attachment.transport()));
      }
    }
    return transports;
  }

  /** The ids of all sites, ascending. */
  public SortedSet<SiteId> siteIds() {
    SortedSet<SiteId> ids = new TreeSet<>();
    sites.forEach(site -> ids.add(site.id()));
    return ids;
  }

  /** The site of that id. */
  public Optional<Site> site(SiteId id) {
    return sites.stream().filter(site -> site.id().equals(id)).findFirst();
  }

  /** The service function of that name. */
  public Optional<ServiceFunction> function(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).findFirst();
  }

  /** The longest network of the segment that holds the address. O(networks). */
  public Optional<Network> networkOf(Segment segment, IpPrefix address) {
    return longest(
        networks.stream().filter(network -> network.segment().equals(segment)).toList(), address);
  }

  /** The longest of the networks that holds the address; the first of several equal ones. */
  public static Optional<Network> longest(List<Network> networks, IpPrefix address) {
    return networks.stream()
        .filter(network -> network.prefix().contains(address))
        .reduce((best, next) -> next.prefix().length() > best.prefix().length() ? next : best);
  }

  /** The same WAN with other knowledge of what it routes. */
  public WanInventory withRouted(Map<Segment, DualStackPrefixSet> known) {
    return new WanInventory(sites, networks, tunnels, new TreeMap<>(known), functions);
  }

  /** The same WAN with other tunnels. */
  public WanInventory withTunnels(List<Tunnel> others) {
    return new WanInventory(sites, networks, others, routed, functions);
  }
}
