package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.TunnelQuality;
import dev.fairway.core.wan.WanInventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastSeenTunnelsTest {

  private static Tunnel tunnel(String transport, boolean encrypted, boolean up) {
    Transport over = new Transport(transport);
    return new Tunnel(
        "edge-1", over, "edge-2", over, encrypted, Optional.empty(), up, Optional.empty());
  }

  private static WanInventory with(Tunnel... tunnels) {
    return Shop.wan().withTunnels(List.of(tunnels));
  }

  private static List<Tunnel> merged(WanInventory last, WanInventory reading) {
    return LastSeenTunnels.merge(last, reading).tunnels();
  }

  @Test
  void tunnel_outOfSight_keepsItsEncryption_andIsDown() {
    Tunnel mpls = tunnel("mpls", false, true);
    Tunnel biz = tunnel("biz-internet", true, true);
    assertEquals(List.of(biz, tunnel("mpls", false, false)), merged(with(mpls, biz), with(biz)));
    assertEquals(
        List.of(tunnel("mpls", false, false), tunnel("biz-internet", true, false)),
        merged(with(mpls, biz), with()));
  }

  @Test
  void tunnel_thatIsShown_countsAsItIsShown() {
    assertEquals(
        List.of(tunnel("mpls", false, true)),
        merged(with(tunnel("mpls", true, true)), with(tunnel("mpls", false, true))));
    assertEquals(
        List.of(tunnel("mpls", true, false)),
        merged(with(tunnel("mpls", false, true)), with(tunnel("mpls", true, false))));
  }

  @Test
  void tunnel_keptOnce_staysUntilItIsShown_howeverManyReadingsThereAre() {
    WanInventory last = with(tunnel("mpls", false, true), tunnel("biz-internet", true, true));
    for (int reading = 0; reading < 5; reading++) {
      last = LastSeenTunnels.merge(last, with());
      assertEquals(2, last.tunnels().size());
    }
    assertEquals(
        List.of(tunnel("mpls", true, true), tunnel("biz-internet", true, false)),
        merged(last, with(tunnel("mpls", true, true))));
  }

  @Test
  void measurement_ofATunnelOutOfSight_isForgotten() {
    Tunnel measured =
        new Tunnel(
            "edge-1",
            new Transport("mpls"),
            "edge-2",
            new Transport("mpls"),
            true,
            Optional.empty(),
            true,
            Optional.of(new TunnelQuality(Duration.ofMillis(12), Duration.ZERO, 0)));
    assertEquals(List.of(tunnel("mpls", true, false)), merged(with(measured), with()));
  }

  @Test
  void tunnel_ofAnotherSegmentOrTheWayBack_isAnotherOne() {
    Tunnel blue =
        new Tunnel(
            "edge-1",
            new Transport("mpls"),
            "edge-2",
            new Transport("mpls"),
            true,
            Optional.of(new Segment("blue")),
            false,
            Optional.empty());
    Tunnel any = tunnel("mpls", true, false);
    assertEquals(List.of(any, blue), merged(with(blue), with(any)));
    assertEquals(List.of(any.reversed(), any), merged(with(any), with(any.reversed())));
  }

  @Test
  void tunnel_ofAnEdgeOrATransportThatIsGone_isGone() {
    WanInventory last = with(tunnel("mpls", false, true));
    Site alone = Shop.wan().site(new SiteId("100")).orElseThrow();
    WanInventory smaller =
        new WanInventory(List.of(alone), List.of(), List.of(), Shop.wan().routed());
    assertEquals(List.of(), merged(last, smaller));
    assertEquals(List.of(), merged(with(tunnel("lte", false, true)), with()));
  }

  @Test
  void everythingElse_isThatOfTheReading() {
    WanInventory wan = Shop.wan();
    WanInventory reading =
        new WanInventory(
            wan.sites(),
            wan.networks(),
            List.of(),
            wan.routed(),
            List.of(new ServiceFunction("firewall", new SiteId("100"), false, true)));
    WanInventory merged = LastSeenTunnels.merge(with(tunnel("mpls", true, true)), reading);
    assertEquals(reading, merged.withTunnels(List.of()));
    assertSame(reading, LastSeenTunnels.merge(with(), reading));
  }
}
