package dev.fairway.core.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WanInventoryTest {

  private static final Transport MPLS = new Transport("mpls");
  private static final Transport BIZ = new Transport("biz-internet");
  private static final Segment GUEST = new Segment("guest");

  private static Attachment over(Transport transport) {
    return Attachment.ofEncrypted(transport);
  }

  private static Site site(String id, String edge, Transport... transports) {
    List<Attachment> attachments = new ArrayList<>();
    for (Transport transport : transports) {
      attachments.add(over(transport));
    }
    return new Site(new SiteId(id), id, List.of(new Edge(edge, attachments)));
  }

  private static WanInventory of(Site... sites) {
    return new WanInventory(List.of(sites), List.of(), List.of(), new TreeMap<>());
  }

  private static Network network(String prefix, Segment segment, String site) {
    return new Network(IpPrefix.parse(prefix), segment, Optional.of(new SiteId(site)));
  }

  @Test
  void sites_anyOrder_areSortedById() {
    WanInventory wan = of(site("1000", "c", MPLS), site("20", "b", BIZ, MPLS), site("x", "a"));
    assertEquals("[20, 1000, x]", wan.siteIds().toString());
    assertEquals(List.of("20", "1000", "x"), wan.sites().stream().map(Site::name).toList());
    assertEquals("[biz-internet, mpls]", wan.transports().toString());
    assertEquals("b", wan.site(new SiteId("20")).orElseThrow().edges().get(0).name());
    assertEquals(Optional.empty(), wan.site(new SiteId("21")));
    assertTrue(wan.sites().get(0).offers(BIZ));
    assertFalse(wan.sites().get(1).offers(BIZ));
  }

  @Test
  void constructor_siteOrEdgeTwice_throws() {
    assertThrows(
        IllegalArgumentException.class, () -> of(site("1", "a", MPLS), site("1", "b", MPLS)));
    assertThrows(
        IllegalArgumentException.class, () -> of(site("1", "a", MPLS), site("2", "a", MPLS)));
    assertThrows(IllegalArgumentException.class, () -> site("1", "a", MPLS, MPLS));
  }

  @Test
  void longest_nestedNetworks_takesTheLongestAndTheFirstOfEquals() {
    Network all = network("10.0.0.0/8", Segment.DEFAULT, "1");
    Network part = network("10.1.0.0/16", Segment.DEFAULT, "2");
    Network again = network("10.1.0.0/16", Segment.DEFAULT, "3");
    IpPrefix inPart = IpPrefix.parse("10.1.2.3");
    assertEquals(Optional.of(part), WanInventory.longest(List.of(all, part, again), inPart));
    assertEquals(Optional.of(again), WanInventory.longest(List.of(again, part, all), inPart));
    assertEquals(
        Optional.of(all), WanInventory.longest(List.of(part, all), IpPrefix.parse("10.2.0.0")));
    assertEquals(
        Optional.empty(), WanInventory.longest(List.of(part, all), IpPrefix.parse("11.0.0.0")));
    assertEquals(Optional.empty(), WanInventory.longest(List.of(), inPart));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62})
  void longest_randomNetworks_hasNoBetterOne(long seed) {
    Random random = new Random(seed);
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int length = random.nextInt(9);
      int first = random.nextInt(256) & -1 << (8 - length);
      networks.add(network("10.0.0." + first + "/" + (24 + length), Segment.DEFAULT, "1"));
    }
    for (int last = 0; last < 256; last++) {
      IpPrefix address = IpPrefix.parse("10.0.0." + last);
      int longest =
          networks.stream()
              .filter(network -> network.prefix().contains(address))
              .mapToInt(network -> network.prefix().length())
              .max()
              .orElse(-1);
      Optional<Network> found = WanInventory.longest(networks, address);
      assertEquals(longest, found.map(network -> network.prefix().length()).orElse(-1));
      assertTrue(found.map(network -> network.prefix().contains(address)).orElse(true));
    }
  }

  @Test
  void networkOf_otherSegment_isNotLookedAt() {
    List<Network> networks =
        List.of(network("10.0.0.0/8", Segment.DEFAULT, "1"), network("10.1.0.0/16", GUEST, "2"));
    WanInventory wan = new WanInventory(List.of(), networks, List.of(), new TreeMap<>());
    IpPrefix address = IpPrefix.parse("10.1.0.1");
    assertEquals(Optional.of(networks.get(0)), wan.networkOf(Segment.DEFAULT, address));
    assertEquals(Optional.of(networks.get(1)), wan.networkOf(GUEST, address));
    assertEquals(Optional.empty(), wan.networkOf(new Segment("other"), address));
  }

  @Test
  void networks_inAnyOrder_areOrderedByWhichIsBelieved() {
    Network spread = new Network(IpPrefix.parse("10.0.0.0/8"), Segment.DEFAULT, Optional.empty());
    List<Network> networks =
        List.of(
            network("0.0.0.0/0", Segment.DEFAULT, "1"),
            spread,
            network("10.0.0.0/8", Segment.DEFAULT, "1"),
            network("10.0.0.0/8", Segment.DEFAULT, "2"),
            network("10.0.0.0/8", new Segment("a"), "1"));
    for (int seed = 0; seed < 20; seed++) {
      List<Network> shuffled = new ArrayList<>(networks);
      Collections.shuffle(shuffled, new Random(seed));
      WanInventory wan = new WanInventory(List.of(), shuffled, List.of(), new TreeMap<>());
      assertEquals(networks, wan.networks());
      assertEquals(Optional.of(spread), wan.networkOf(Segment.DEFAULT, IpPrefix.parse("10.1.0.1")));
    }
  }

  @Test
  void withRouted_knowledge_isSetAndNothingElseChanges() {
    WanInventory wan = of(site("1", "a", MPLS));
    Map<Segment, DualStackPrefixSet> known =
        Map.of(GUEST, DualStackPrefixSet.of(List.of(IpPrefix.parse("10.0.0.0/8"))));
    WanInventory changed = wan.withRouted(known);
    assertEquals(known, changed.routed());
    assertEquals(wan, changed.withRouted(Map.of()));
    assertThrows(UnsupportedOperationException.class, () -> changed.routed().clear());
  }

  @Test
  void attachment_withoutTunnels_throws() {
    assertEquals(new Attachment(MPLS, true, false), Attachment.ofEncrypted(MPLS));
    assertThrows(IllegalArgumentException.class, () -> new Attachment(MPLS, false, false));
    assertThrows(IllegalArgumentException.class, () -> new Transport("MPLS"));
  }

  @Test
  void tunnelQuality_outOfRange_throws() {
    Duration fine = Duration.ofMillis(1);
    Duration negative = Duration.ofMillis(-1);
    assertEquals(1_000_000, new TunnelQuality(fine, fine, 1_000_000).lossPartsPerMillion());
    assertThrows(IllegalArgumentException.class, () -> new TunnelQuality(negative, fine, 0));
    assertThrows(IllegalArgumentException.class, () -> new TunnelQuality(fine, negative, 0));
    assertThrows(IllegalArgumentException.class, () -> new TunnelQuality(fine, fine, -1));
    assertThrows(IllegalArgumentException.class, () -> new TunnelQuality(fine, fine, 1_000_001));
  }

  @Test
  void tunnel_ofASegment_carriesOnlyThatOne() {
    Tunnel shared =
        new Tunnel("a", MPLS, "b", MPLS, true, Optional.empty(), true, Optional.empty());
    Tunnel ofGuests =
        new Tunnel("a", MPLS, "b", MPLS, true, Optional.of(GUEST), true, Optional.empty());

    assertTrue(shared.carries(GUEST) && shared.carries(Segment.DEFAULT));
    assertTrue(ofGuests.carries(GUEST));
    assertFalse(ofGuests.carries(Segment.DEFAULT));
    assertEquals("b", ofGuests.reversed().fromEdge());
    assertFalse(ofGuests.withUp(false).up());
  }
}
