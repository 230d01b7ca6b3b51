package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A simulated Manager that listens. Thread-safe. Only HTTPS, with a certificate of an authority
 * that is made at the start.
 */
public final class CatalystSimulator implements AutoCloseable {

  private final String url;
  private final FrontListener listener;
  private final SimulatorTls tls;
  private final SimulatorFaultInjector weather;
  private final CallLog log;

  private CatalystSimulator(
      String host,
      FrontListener listener,
      SimulatorTls tls,
      SimulatorFaultInjector weather,
      CallLog log) {
    this.url = "https://" + host + ":" + listener.port();
    this.listener = listener;
    this.tls = tls;
    this.weather = weather;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param model what answers requests of people who are logged in; of those who did not go into
   *     one of several tenants
   * @throws UncheckedIOException where that port cannot be had
   */
  public static CatalystSimulator start(SimulatorSettings settings, ManagerModel model) {
    SessionStore sessions = new SessionStore(settings.sessions(), settings.clock());
    SimulatorFaultInjector weather =
        new SimulatorFaultInjector(sessions, settings.sessions().face());
    CallLog log = new CallLog();
    SimulatorHttpHandler front =
        new SimulatorHttpHandler(
            new SimulatorRequestReader(settings.largestBody()),
            pages(settings, model, sessions, weather),
            sessions,
            weather,
            settings.clock(),
            log);
    InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
    SimulatorTls tls = new SimulatorTls(namesOf(settings, address));
    return new CatalystSimulator(
        urlHost(address), FrontListener.open(address, tls.context(), front), tls, weather, log);
  }

  private static SimulatorEndpoints pages(
      SimulatorSettings settings,
      ManagerModel model,
      SessionStore sessions,
      SimulatorFaultInjector weather) {
    JwtTokens tokens = new JwtTokens(settings.clock());
    SimulatorAuthenticator door =
        new SimulatorAuthenticator(settings, sessions, tokens, weather::face);
    TenantEndpoints tenants = new TenantEndpoints(settings.tenants(), model);
    return new SimulatorEndpoints(
        new SimulatorRateLimiter(settings.rateLimits(), settings.clock()),
        new PublicEndpoints(settings, door, new JwtEndpoints(tokens, door)),
        door,
        new ApiEndpoints(new ClientEndpoints(settings), tenants, weather));
  }

  private static SortedSet<String> namesOf(SimulatorSettings settings, InetSocketAddress address) {
    SortedSet<String> names = new TreeSet<>(settings.names());
    if (!address.isUnresolved() && !address.getAddress().isAnyLocalAddress()) {
      names.add(address.getAddress().getHostAddress());
    }
    return names;
  }

  /** Who listens everywhere is found on loopback. */
  private static String urlHost(InetSocketAddress address) {
    if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String host = address.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /**
   * Where it is: {@code https://127.0.0.1:PORT} with the settings of the start, without a slash at
   * the end.
   */
  public String url() {
    return url;
  }

  /** The certificate of its authority, for those who shall trust it. */
  public String caPem() {
    return tls.caPem();
  }

  /** What befalls requests. */
  public SimulatorFaultInjector weather() {
    return weather;
  }

  /** What was asked of it. */
  public CallLog requests() {
    return log;
  }

  /** Closes the port and cuts off what is under way, also what hangs. */
  @Override
  public void close() {
    weather.close();
    listener.close();
  }
}
