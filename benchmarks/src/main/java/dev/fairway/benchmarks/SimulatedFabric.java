package dev.fairway.benchmarks;

import dev.fairway.catalyst.CatalystBackendProvider;
import dev.fairway.catalyst.simulator.CallLog;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.ModelTiming;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.ForwardingView;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * A simulated Catalyst SD-WAN Manager over HTTPS, in real time, with another user's policy on it,
 * as Fairway connects to it by its settings.
 */
final class SimulatedFabric implements AutoCloseable {

  static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final int VPN = 10;
  private static final String USER = "fairway";
  private static final String PASSWORD = "only-here";

  private final SimulatedManager manager;
  private final CatalystSimulator simulator;
  private final Path authority;
  private final String userObjects;

  private SimulatedFabric(SimulatedManager manager, CatalystSimulator simulator, Path authority) {
    this.manager = manager;
    this.simulator = simulator;
    this.authority = authority;
    this.userObjects = userObjects();
  }

  /** Starts a Manager with the given duration of a push. */
  static SimulatedFabric start(Duration push) throws IOException {
    SimulatorClock clock = SimulatorClock.system();
    SimulatedManager manager =
        new SimulatedManager(
            FabricSeed.withActivePolicy(), clock, ModelTiming.USUAL.withPush(push));
    CatalystSimulator simulator =
        CatalystSimulator.start(
            SimulatorSettings.builder().clock(clock).user(USER, PASSWORD).build(), manager);
    Path authority = Files.createTempFile("fairway-simulated", ".pem");
    Files.writeString(authority, simulator.caPem());
    return new SimulatedFabric(manager, simulator, authority);
  }

  /** A backend for it, with the settings of a user, and no pause between pushes. */
  SdwanBackend open() {
    return new CatalystBackendProvider()
        .open(
            BackendSettings.of(
                Map.of(
                    "url",
                    simulator.url(),
                    "username",
                    USER,
                    "password",
                    PASSWORD,
                    "caFile",
                    authority.toString(),
                    "sites",
                    "100,200",
                    "segments",
                    "default=" + VPN,
                    "minPushInterval",
                    "0s")),
            OWNER);
  }

  /** The log of its requests. */
  CallLog requests() {
    return simulator.requests();
  }

  SimulatedManager manager() {
    return manager;
  }

  /** True where every object of other users is byte for byte as before. */
  boolean userObjectsUnchanged() {
    return userObjects.equals(userObjects());
  }

  private String userObjects() {
    return manager.foreign(name -> name.startsWith("fairway") || name.startsWith("fw-"));
  }

  /** True where the controllers steer packets from the other site to all these addresses. */
  boolean steersAll(Collection<IpPrefix> addresses) {
    ForwardingView view = manager.view();
    return addresses.stream().allMatch(address -> steers(view, address));
  }

  /** True where the controllers steer packets to any of these addresses. */
  boolean steersAny(Collection<IpPrefix> addresses) {
    ForwardingView view = manager.view();
    return addresses.stream().anyMatch(address -> steers(view, address));
  }

  private static boolean steers(ForwardingView view, IpPrefix address) {
    boolean first = address.addressText().startsWith("10.1.");
    IpPrefix client = IpPrefix.parse(first ? "10.2.99.9" : "10.1.99.9");
    Flow flow = new Flow(Segment.DEFAULT, client, address, IpProtocol.TCP, 40_000, PodCluster.PORT);
    return view.taken(flow, first ? "200" : "100", VPN).isPresent();
  }

  @Override
  public void close() throws IOException {
    simulator.close();
    Files.deleteIfExists(authority);
  }
}
