package dev.fairway.examples.custombackend;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Acme's sites as Fairway's inventory: a gateway is an edge, a circuit a transport, a zone a
 * segment, a LAN a network. Acme says nothing of its tunnels; all are encrypted. Every LAN is
 * listed, so all that a zone routes is known.
 */
final class AcmeInventory {

  private AcmeInventory() {}

  /**
   * The inventory.
   *
   * @throws BackendException where a name or a prefix is none that Fairway can carry
   */
  static WanInventory of(List<AcmeSite> sites) {
    try {
      List<Site> neutral = new ArrayList<>();
      List<Network> networks = new ArrayList<>();
      for (AcmeSite site : sites) {
        SiteId id = new SiteId(site.name());
        neutral.add(new Site(id, site.name(), List.of(edge(site))));
        site.lans().forEach((zone, lans) -> networks.addAll(networks(id, zone, lans)));
      }
      return new WanInventory(neutral, networks, List.of(), new TreeMap<>(routed(networks)));
    } catch (IllegalArgumentException unusable) {
      throw new BackendException(
          ErrorKind.INTERNAL,
          "a site of Acme's cannot be used: " + unusable.getMessage(),
          unusable);
    }
  }

  private static Edge edge(AcmeSite site) {
    return new Edge(
        site.gateway(),
        site.circuits().stream()
            .map(circuit -> Attachment.ofEncrypted(new Transport(circuit)))
            .toList());
  }

  private static List<Network> networks(SiteId site, String zone, List<String> lans) {
    return lans.stream()
        .map(lan -> new Network(IpPrefix.parse(lan), new Segment(zone), Optional.of(site)))
        .toList();
  }

  private static Map<Segment, DualStackPrefixSet> routed(List<Network> networks) {
    Map<Segment, DualStackPrefixSet> routed = new TreeMap<>();
    for (Network network : networks) {
      DualStackPrefixSet one = DualStackPrefixSet.of(List.of(network.prefix()));
      routed.merge(network.segment(), one, DualStackPrefixSet::union);
    }
    return routed;
  }
}
