package dev.fairway.demo;

import dev.fairway.catalyst.CatalystBackendProvider;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.demo.simulate.SimulatedCatalyst;
import dev.fairway.mock.FabricSpec;
import dev.fairway.runtime.DeadlineCallContext;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated Catalyst SD-WAN Manager behind HTTPS, on which people have a policy already. Where
 * packets go is read from what its controllers run, not from what was written.
 */
final class CatalystWan implements DemoWan {

  /** Short, because nobody wants to wait; a real one takes seconds to minutes. */
  private static final Duration PUSH = Duration.ofMillis(20);

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int VPN = 10;

  private final SimulatedCatalyst simulated = SimulatedCatalyst.start(0, PUSH);
  private final WanInventory known;

  /**
   * A Manager of such a fabric.
   *
   * @param layout what people know of it: the names of its sites, their networks
   */
  CatalystWan(FabricSpec layout) {
    this.known = layout.inventory();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A simulated Catalyst SD-WAN Manager listens at "
            + simulated.url()
            + "; people's policy 'corporate' is active on its controllers, and stays so.");
  }

  @Override
  public SdwanBackend backend(OwnerId owner) {
    return new CatalystBackendProvider()
        .open(
            BackendSettings.of(
                Map.of(
                    "url",
                    simulated.url(),
                    "username",
                    SimulatedCatalyst.USER,
                    "passwordFile",
                    simulated.passwordFile().toString(),
                    "caFile",
                    simulated.caFile().toString(),
                    "sites",
                    "100, 200",
                    "segments",
                    "default=" + VPN,
                    "minPushInterval",
                    "0s")),
            owner);
  }

  @Override
  public WanInventory inventory() {
    return known;
  }

  @Override
  public List<PathRule> rules(OwnerId owner) {
    try (SdwanBackend eyes = backend(owner)) {
      return eyes.observe(eyes.inventory(asking()), asking()).mine();
    }
  }

  private static CallContext asking() {
    WritePermission none = new WritePermission();
    none.withdraw();
    return new DeadlineCallContext(LONGEST, System::nanoTime, true, "demo", none);
  }

  @Override
  public PacketPath forward(Flow flow) {
    Optional<SiteId> from = site(flow.source());
    if (from.isPresent() && from.equals(site(flow.destination()))) {
      return PacketPath.local();
    }
    return from.flatMap(site -> simulated.manager().path(flow, site.value(), VPN))
        .map(CatalystWan::path)
        .orElse(PacketPath.any());
  }

  private Optional<SiteId> site(IpPrefix address) {
    return known.networkOf(Segment.DEFAULT, address).flatMap(Network::site);
  }

  private static PacketPath path(SimulatedPath path) {
    return switch (path.fate()) {
      case OVER -> PacketPath.over(new Transport(path.colors().first()));
      case DROPPED -> PacketPath.drop();
      case ANY -> PacketPath.any();
    };
  }

  @Override
  public long writes() {
    return simulated.requests().counts().writes();
  }

  @Override
  public void onWrite(Runnable look) {
    simulated.faultInjector().onWrite(look);
  }

  @Override
  public void setTransport(Transport transport, boolean up) {
    known
        .siteIds()
        .forEach(
            site ->
                simulated.manager().adminUser("demo").color(site.value(), transport.value(), up));
  }

  @Override
  public void close() {
    simulated.close();
  }
}
