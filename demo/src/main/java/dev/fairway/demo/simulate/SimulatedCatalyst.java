package dev.fairway.demo.simulate;

import dev.fairway.catalyst.CatalystBackendProvider;
import dev.fairway.catalyst.simulator.CallLog;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorFaultInjector;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.SimulatorSettingsBuilder;
import dev.fairway.catalyst.simulator.model.ModelTiming;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A simulated Catalyst SD-WAN Manager that listens, with everything that is needed to talk to it:
 * an account, the certificate of its authority, and settings that name both, in a folder that goes
 * when it is closed. People have a policy on it already.
 */
public final class SimulatedCatalyst implements AutoCloseable {

  /** Who may log in. */
  public static final String USER = "fairway";

  private static final int PASSWORD_BYTES = 16;
  private static final int VPN = 10;

  private final CatalystSimulator simulator;
  private final SimulatedManager manager;
  private final PrivateFolder folder;
  private final Path settings;

  private SimulatedCatalyst(
      CatalystSimulator simulator, SimulatedManager manager, PrivateFolder folder, Path settings) {
    this.simulator = simulator;
    this.manager = manager;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Starts one on this machine's loopback address.
   *
   * @param port 0 for any that is free
   * @param push how long a push takes
   * @throws java.io.UncheckedIOException where the port cannot be had
   */
  public static SimulatedCatalyst start(int port, Duration push) {
    return start(port, push, FabricSeed.withActivePolicy(), List.of());
  }

  /**
   * Starts one of a fabric of its own on this machine's loopback address.
   *
   * @param port 0 for any that is free
   * @param push how long a push takes
   * @param seed the fabric at the beginning
   * @param accounts further users; the password of each is in a file of the folder
   * @throws java.io.UncheckedIOException where the port cannot be had
   */
  public static SimulatedCatalyst start(
      int port, Duration push, FabricSeed seed, List<String> accounts) {
    SortedMap<String, String> passwords = new TreeMap<>();
    passwords.put(USER, password());
    accounts.forEach(account -> passwords.putIfAbsent(account, password()));
    SimulatorClock clock = SimulatorClock.system();
    SimulatedManager manager =
        new SimulatedManager(
            seed, clock, ModelTiming.USUAL.withPush(push).withAppear(Duration.ZERO));
    SimulatorSettingsBuilder listening = SimulatorSettings.builder().port(port).clock(clock);
    passwords.forEach(listening::user);
    CatalystSimulator simulator = CatalystSimulator.start(listening.build(), manager);
    PrivateFolder folder = PrivateFolder.create("fairway-catalyst-");
    folder.write("ca.pem", simulator.caPem());
    passwords.forEach((user, password) -> folder.write(passwordFile(user), password + "\n"));
    return new SimulatedCatalyst(
        simulator, manager, folder, folder.write("fairway.yaml", settings(simulator.url())));
  }

  private static String passwordFile(String user) {
    return user.equals(USER) ? "password" : "password-" + user;
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Relative paths start at the folder of the settings. */
  private static String settings(String url) {
    return """
    cluster: {name: shop-eu, defaultSite: "200"}
    backend:
      name: catalyst
      settings:
        url: %s
        username: %s
        passwordFile: password
        caFile: ca.pem
        sites: 100, 200
        segments: {default: %s}
        minPushInterval: 5s
    """
        .formatted(url, USER, VPN);
  }

  /** A backend on it for an owner, which waits between no pushes; the caller closes it. */
  public SdwanBackend backend(OwnerId owner) {
    Settings inFile =
        SettingsReader.read(
                Optional.of(settings), Map.of(), Map.of("backend.settings.minPushInterval", "0s"))
            .settings()
            .orElseThrow();
    return new CatalystBackendProvider().open(inFile.backend().settings(), owner);
  }

  /** The path that its controllers give a packet by what they run now, not by what was written. */
  public PacketPath path(WanInventory wan, Flow flow) {
    Optional<SiteId> from = site(wan, flow.source());
    if (from.isPresent() && from.equals(site(wan, flow.destination()))) {
      return PacketPath.local();
    }
    return from.flatMap(site -> manager.path(flow, site.value(), VPN))
        .map(SimulatedCatalyst::path)
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

  /** Takes a transport of a site down, or up. */
  public void setTransport(SiteId site, Transport transport, boolean up) {
    manager.adminUser("demo").color(site.value(), transport.value(), up);
  }

  /** The Manager behind the door. */
  public SimulatedManager manager() {
    return manager;
  }

  /** What was asked of it. */
  public CallLog requests() {
    return simulator.requests();
  }

  /** What happens to requests on their way. */
  public SimulatorFaultInjector faultInjector() {
    return simulator.faultInjector();
  }

  /** Where it listens. */
  public String url() {
    return simulator.url();
  }

  /** The file of settings that lead to it. */
  public Path settings() {
    return settings;
  }

  /** The certificate of its authority. */
  public Path caFile() {
    return folder.path("ca.pem");
  }

  /** The password of {@link #USER}. */
  public Path passwordFile() {
    return folder.path(passwordFile(USER));
  }

  /** The password of a further account. */
  public Path passwordFileOf(String account) {
    return folder.path(passwordFile(account));
  }

  @Override
  public void close() {
    simulator.close();
    folder.close();
  }
}
