package dev.fairway.demo.simulate;

import dev.fairway.catalyst.simulator.CallLog;
import dev.fairway.catalyst.simulator.CatalystSimulator;
import dev.fairway.catalyst.simulator.SimulatorFaultInjector;
import dev.fairway.catalyst.simulator.SimulatorSettings;
import dev.fairway.catalyst.simulator.model.ModelTiming;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A simulated Catalyst SD-WAN Manager that listens, with everything that is needed to talk to it:
 * an account, the certificate of its authority, and settings that name both, in a folder that goes
 * when it is closed. People have a policy on it already.
 */
public final class SimulatedCatalyst implements AutoCloseable {

  /** Who may log in. */
  public static final String USER = "fairway";

  private static final int PASSWORD_BYTES = 16;

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
    String password = password();
    SimulatorClock clock = SimulatorClock.system();
    SimulatedManager manager =
        new SimulatedManager(
            FabricSeed.withActivePolicy(),
            clock,
            ModelTiming.USUAL.withPush(push).withAppear(Duration.ZERO));
    CatalystSimulator simulator =
        CatalystSimulator.start(
            SimulatorSettings.builder().port(port).clock(clock).user(USER, password).build(),
            manager);
    PrivateFolder folder = PrivateFolder.create("fairway-catalyst-");
    folder.write("ca.pem", simulator.caPem());
    folder.write("password", password + "\n");
    return new SimulatedCatalyst(
        simulator, manager, folder, folder.write("fairway.yaml", settings(simulator.url())));
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
            segments: {default: 10}
            minPushInterval: 5s
        """
        .formatted(url, USER);
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
    return folder.path("password");
  }

  @Override
  public void close() {
    simulator.close();
    folder.close();
  }
}
