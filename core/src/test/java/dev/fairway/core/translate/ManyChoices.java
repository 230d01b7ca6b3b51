package dev.fairway.core.translate;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.PathChoices.SitePair;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.ScenarioParser;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fleet on a WAN with one site for each of many transports, where the pair of any site and site 0
 * has the transport of that site; every third site has two networks, one inside that of another.
 */
final class ManyChoices {

  private ManyChoices() {}

  /**
   * Such a fleet.
   *
   * @param answers the number of answers that differ from the commonest one at site 0
   */
  static ResolvedFleet fleet(int answers) {
    List<Site> sites = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    Map<SitePair, Steer> pairs = new HashMap<>();
    SiteId service = new SiteId("0");
    int usual = 4;
    for (int i = 0; i <= answers + usual; i++) {
      SiteId site = new SiteId(Integer.toString(i));
      Transport transport = new Transport("t" + i);
      sites.add(
          new Site(
              site, "s", List.of(new Edge("e" + i, List.of(Attachment.ofEncrypted(transport))))));
      networks.add(network("10." + i + ".0.0/16", site));
      if (i > 3 && i % 3 == 0) {
        networks.add(network("10." + (i - 2) + ".0.0/30", site));
      }
      if (i > usual) {
        pairs.put(new SitePair(site, service), new Steer(List.of(transport), Fallback.NONE));
      }
    }
    WanInventory wan =
        new WanInventory(
            sites,
            networks,
            List.of(),
            new TreeMap<>(
                Map.of(
                    Segment.DEFAULT,
                    DualStackPrefixSet.of(networks.stream().map(Network::prefix).toList()))));
    ScenarioParser scenario =
        ScenarioParser.read(
            """
            service shop/web age=2 http:tcp:80
            asks ports=every tunnel=t0 fallback=none
            behind http tcp/80 10.0.0.1 10.0.0.2 10.1.0.1 10.9.0.1 10.11.0.9
            service shop/cart age=1 http:tcp:81
            asks ports=all tunnel=t0 fallback=none access=from=5,6,7
            behind http tcp/81 10.0.0.1 10.0.0.4 10.6.0.1
            """);
    Treatment treatment = Treatment.steer(Fallback.NONE, new Transport("t0"));
    return Resolver.resolve(scenario.fleet(), wan, TargetProfile.unlimited(Commit.WHOLE_PLAN))
        .withChoices(new PathChoices(new TreeMap<>(Map.of(treatment, pairs))));
  }

  private static Network network(String prefix, SiteId site) {
    return new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.of(site));
  }
}
