package dev.fairway.core.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The addresses of sites, by longest prefix. */
class SitePrefixesTest {

  private static final Segment BLUE = new Segment("blue");

  @Test
  void of_networkInsideAnother_takesItsAddresses() {
    SitePrefixes sites =
        SitePrefixes.of(
            List.of(
                network("10.0.0.0/8", Segment.DEFAULT, "100"),
                network("10.1.0.0/16", Segment.DEFAULT, "200"),
                network("10.1.2.0/24", Segment.DEFAULT, "100"),
                network("10.2.0.0/16", Segment.DEFAULT, ""),
                network("10.1.0.0/16", BLUE, "300"),
                network("fd00::/16", Segment.DEFAULT, "100")),
            Segment.DEFAULT,
            IpFamily.IPV4);
    assertEquals(
        PrefixSet.parse("10.1.0.0/16").minus(PrefixSet.parse("10.1.2.0/24")), of(sites, "200"));
    assertEquals(
        PrefixSet.parse("10.0.0.0/8")
            .minus(PrefixSet.parse("10.1.0.0/16,10.2.0.0/16"))
            .union(PrefixSet.parse("10.1.2.0/24")),
        of(sites, "100"));
    assertEquals(PrefixSet.empty(IpFamily.IPV4), of(sites, "300"));
    assertEquals(
        PrefixSet.parse("10.0.0.0/8").minus(PrefixSet.parse("10.2.0.0/16")),
        sites.of(List.of(new SiteId("100"), new SiteId("200"))));
  }

  @Test
  void of_randomNetworks_isTheLongestPrefixOfEachAddress() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Network> networks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int length = 24 + random.nextInt(9);
        int bits = random.nextInt(256) >>> (32 - length) << (32 - length);
        String site = random.nextInt(4) == 0 ? "" : "" + random.nextInt(3);
        networks.add(
            network(Ipv4Prefix.address(bits).addressText() + "/" + length, Segment.DEFAULT, site));
      }
      SitePrefixes sites = SitePrefixes.of(networks, Segment.DEFAULT, IpFamily.IPV4);
      for (int bits = 0; bits < 256; bits++) {
        IpPrefix address = Ipv4Prefix.address(bits);
        Optional<SiteId> expected = WanInventory.longest(networks, address).flatMap(Network::site);
        for (int site = 0; site < 3; site++) {
          SiteId id = new SiteId("" + site);
          assertEquals(
              expected.equals(Optional.of(id)),
              sites.of(id).contains(address),
              networks + " " + id);
        }
      }
    }
  }

  private static PrefixSet of(SitePrefixes sites, String id) {
    return sites.of(new SiteId(id));
  }

  private static Network network(String prefix, Segment segment, String site) {
    return new Network(
        IpPrefix.parse(prefix),
        segment,
        site.isEmpty() ? Optional.empty() : Optional.of(new SiteId(site)));
  }
}
