package dev.fairway.core.resolve;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.List;
import java.util.Optional;

/**
 * What the rules of a cluster know of peers, the other ends of packets: their sites, which of them
 * {@code access} never drops, and the transports chosen for pairs of sites.
 *
 * @param networks the networks that tell the site of a peer, by longest prefix: those that the WAN
 *     knows, then those to which a cluster of the fleet declares a site
 * @param protectedAddresses the peers that are never dropped
 * @param choices the transports chosen for pairs of sites
 */
public record PeerTable(
    List<Network> networks, DualStackPrefixSet protectedAddresses, PathChoices choices) {

  /** Nothing is known of any peer. */
  public static final PeerTable EMPTY =
      new PeerTable(List.of(), DualStackPrefixSet.EMPTY, PathChoices.NONE);

  /** Copies. */
  public PeerTable {
    networks = List.copyOf(networks);
  }

  /** The site of a peer; empty where no network with a site holds it. O(networks). */
  public Optional<SiteId> siteOf(Segment segment, IpPrefix peer) {
    return WanInventory.longest(
            networks.stream().filter(network -> network.segment().equals(segment)).toList(), peer)
        .flatMap(Network::site);
  }

  /** The same table with other choices. */
  public PeerTable withChoices(PathChoices others) {
    return new PeerTable(networks, protectedAddresses, others);
  }
}
