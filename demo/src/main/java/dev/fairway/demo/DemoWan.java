package dev.fairway.demo;

import dev.fairway.catalyst.CatalystBackendProvider;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.demo.simulate.SimulatedCatalyst;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The SD-WAN of the demo, with what only a simulation can do to one. Thread-safe.
 *
 * @param notes sentences on what it is
 * @param inventory its sites, networks and tunnels, as its administrators know them
 * @param backend a new backend on it for an owner; the caller closes it
 * @param path the path that the fabric gives a packet now
 * @param writes the number of writes that it has received
 * @param writeListeners takes a listener, which is called before each write in its thread
 * @param transports takes a transport down, or up, at every site
 * @param end releases what it holds
 */
record DemoWan(
    List<String> notes,
    WanInventory inventory,
    Function<OwnerId, SdwanBackend> backend,
    Function<Flow, PacketPath> path,
    LongSupplier writes,
    Consumer<Runnable> writeListeners,
    BiConsumer<Transport, Boolean> transports,
    Runnable end)
    implements AutoCloseable {

  /** The wait for a push of the simulated Manager; a real one takes seconds to minutes. */
  private static final Duration PUSH = Duration.ofMillis(20);

  private static final int VPN = 10;

  /** The mock fabric, in this process. */
  static DemoWan mock(FabricSpec spec) {
    MockFabric fabric = new MockFabric(spec);
    return new DemoWan(
        List.of(),
        fabric.inventory(),
        fabric::backend,
        fabric::forward,
        fabric::writes,
        fabric::onWrite,
        fabric::setTransport,
        () -> {});
  }

  /**
   * A simulated Catalyst SD-WAN Manager behind HTTPS, on which administrators have a policy
   * already. Paths are read from what its controllers run, not from what was written.
   */
  static DemoWan catalyst(FabricSpec spec) {
    SimulatedCatalyst simulated = SimulatedCatalyst.start(0, PUSH);
    WanInventory wan = spec.inventory();
    return new DemoWan(
        List.of(StoryText.of("catalyst", simulated.url())),
        wan,
        owner -> new CatalystBackendProvider().open(settings(simulated), owner),
        flow -> path(simulated, wan, flow),
        () -> simulated.requests().counts().writes(),
        simulated.faultInjector()::onWrite,
        (transport, up) ->
            wan.siteIds()
                .forEach(
                    site ->
                        simulated
                            .manager()
                            .adminUser("demo")
                            .color(site.value(), transport.value(), up)),
        simulated::close);
  }

  private static BackendSettings settings(SimulatedCatalyst simulated) {
    return BackendSettings.of(
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
            "0s"));
  }

  private static PacketPath path(SimulatedCatalyst simulated, WanInventory wan, Flow flow) {
    Optional<SiteId> from = site(wan, flow.source());
    if (from.isPresent() && from.equals(site(wan, flow.destination()))) {
      return PacketPath.local();
    }
    return from.flatMap(site -> simulated.manager().path(flow, site.value(), VPN))
        .map(DemoWan::path)
        .orElse(PacketPath.any());
  }

  private static Optional<SiteId> site(WanInventory wan, IpPrefix address) {
    return wan.networkOf(Segment.DEFAULT, address).flatMap(Network::site);
  }

  private static PacketPath path(SimulatedPath path) {
    return switch (path.fate()) {
      case OVER -> PacketPath.over(new Transport(path.colors().first()));
      case DROPPED -> PacketPath.drop();
      case ANY -> PacketPath.any();
    };
  }

  @Override
  public void close() {
    end.run();
  }
}
