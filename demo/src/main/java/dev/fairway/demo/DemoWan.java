package dev.fairway.demo;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.demo.simulate.SimulatedCatalyst;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;
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

  /** A simulated Catalyst SD-WAN Manager behind HTTPS, on which administrators have a policy. */
  static DemoWan catalyst(FabricSpec spec) {
    SimulatedCatalyst simulated = SimulatedCatalyst.start(0, PUSH);
    WanInventory wan = spec.inventory();
    return new DemoWan(
        List.of(StoryPrinter.sentence("catalyst", simulated.url())),
        wan,
        simulated::backend,
        flow -> simulated.path(wan, flow),
        () -> simulated.requests().counts().writes(),
        simulated.faultInjector()::onWrite,
        (transport, up) ->
            wan.siteIds().forEach(site -> simulated.setTransport(site, transport, up)),
        simulated::close);
  }

  @Override
  public void close() {
    end.run();
  }
}
