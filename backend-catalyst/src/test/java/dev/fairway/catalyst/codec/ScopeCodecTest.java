package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.AssemblyItem.AssemblyEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnEntry;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScopeCodecTest {

  private static final AssemblyItem ITEM = ScopeCodec.assembly("d", "s", "v");

  private final ScopeCodec scopes =
      new ScopeCodec(SampleRuleKinds.VPNS, SampleRuleKinds.WAN.siteIds());

  @Test
  void encode_scope_neverLacksItsSitesItsVpnOrItsDirection() {
    AssemblyEntry entry = ITEM.entries().get(0);

    assertEquals(List.of(new AssemblyEntry("service", List.of("s"), List.of("v"))), ITEM.entries());
    assertEquals(1, entry.siteLists().size());
    Scope nowhere = new Scope(Segment.DEFAULT, new TreeSet<>());
    assertThrows(IllegalArgumentException.class, () -> scopes.sites(nowhere));
  }

  @Test
  void encode_oneAddressInTwoSegments_neverMeetsInOneContainer() {
    Segment guest = new Segment("guest");

    assertNotEquals(scopes.vpn(Segment.DEFAULT), scopes.vpn(guest));
    assertNotEquals(CatalystNames.definition(Segment.DEFAULT), CatalystNames.definition(guest));
    assertEquals(Optional.of(guest), decode(sites("100"), vpn("20")).map(Scope::segment));
    assertEquals(Optional.of(Segment.DEFAULT), decode(sites("100"), vpn("10")).map(Scope::segment));
  }

  @Test
  void encode_unknownSegment_isRefused() {
    BackendException refused =
        assertThrows(BackendException.class, () -> scopes.vpn(new Segment("lab")));

    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(refused.getMessage().contains("'lab'"), refused.getMessage());
  }

  @Test
  void encode_siteThatIsNoNumber_isRefused() {
    for (String id : List.of("fra", "0", "4294967296", "1.2")) {
      Scope scope = new Scope(Segment.DEFAULT, new TreeSet<>(List.of(new SiteId(id))));
      BackendException refused = assertThrows(BackendException.class, () -> scopes.sites(scope));
      assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    }
  }

  @Test
  void decode_rangeOfSites_givesThoseThatExist() {
    SortedSet<SiteId> both = new TreeSet<>(List.of(new SiteId("100"), new SiteId("200")));

    assertEquals(Optional.of(both), decode(sites("1-4000000000"), vpn("10")).map(Scope::sites));
  }

  @Test
  void decode_placeThatIsNotOurs_isEmpty() {
    assertEquals(Optional.empty(), decode(sites("100"), vpn("30")));
    assertEquals(Optional.empty(), decode(sites("100"), vpn("10", "20")));
    assertEquals(Optional.empty(), decode(sites("100"), vpn("10-20")));
    assertEquals(Optional.empty(), decode(sites("x"), vpn("10")));
    AssemblyEntry entry = ITEM.entries().get(0);
    AssemblyEntry tunnel = new AssemblyEntry("tunnel", entry.siteLists(), entry.vpnLists());
    assertEquals(Optional.empty(), decode(new AssemblyItem("d", "data", List.of(tunnel))));
    assertEquals(Optional.empty(), decode(new AssemblyItem("d", "data", List.of(entry, tunnel))));
    assertEquals(Optional.empty(), decode(new AssemblyItem("d", "appRoute", List.of(entry))));
  }

  @Test
  void segments_withAReservedOrASharedVpn_areRefused() {
    Segment guest = new Segment("guest");
    for (int second : new int[] {0, 10, 512, 65_531}) {
      TreeMap<Segment, Integer> numbers = new TreeMap<>(Map.of(Segment.DEFAULT, 10, guest, second));
      assertThrows(IllegalArgumentException.class, () -> new SegmentVpns(numbers));
    }
  }

  private Optional<Scope> decode(AssemblyItem item) {
    return scopes.decode(item, id -> Optional.of(sites("100")), id -> Optional.of(vpn("10")));
  }

  private Optional<Scope> decode(SiteList sites, VpnList vpns) {
    return scopes.decode(ITEM, id -> Optional.of(sites), id -> Optional.of(vpns));
  }

  private static SiteList sites(String... ids) {
    return new SiteList("s", "d", List.of(ids).stream().map(SiteEntry::new).toList());
  }

  private static VpnList vpn(String... numbers) {
    return new VpnList("v", "d", List.of(numbers).stream().map(VpnEntry::new).toList());
  }
}
