package dev.fairway.catalyst.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.faultinjection.SimulatedHttpServer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The HTTPS server of a simulated Manager, with a certificate of an authority that is made at the
 * start. Thread-safe.
 */
public final class CatalystSimulator implements AutoCloseable {

  private final String url;
  private final SimulatedHttpServer listener;
  private final SimulatorTls tls;
  private final SimulatorFaultInjector faultInjector;
  private final CallLog log;

  private CatalystSimulator(
      String host,
      SimulatedHttpServer listener,
      SimulatorTls tls,
      SimulatorFaultInjector faultInjector,
      CallLog log) {
    this.url = "https://" + host + ":" + listener.port();
    this.listener = listener;
    this.tls = tls;
    this.faultInjector = faultInjector;
    this.log = log;
  }

  /**
   * Starts a simulator.
   *
   * @param model answers the requests of logged-in users, outside of the tenants
   * @throws UncheckedIOException where the port cannot be opened
   */
  public static CatalystSimulator start(SimulatorSettings settings, ManagerModel model) {
    SessionStore sessions = new SessionStore(settings.sessions(), settings.clock());
    SimulatorFaultInjector faultInjector =
        new SimulatorFaultInjector(sessions, settings.sessions().face());
    CallLog log = new CallLog();
    SimulatorHttpHandler front =
        new SimulatorHttpHandler(
            new SimulatorRequestReader(settings.largestBody()),
            pages(settings, model, sessions, faultInjector),
            sessions,
            faultInjector,
            settings.clock(),
            log);
    InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
    SimulatorTls tls = new SimulatorTls(namesOf(settings, address));
    return new CatalystSimulator(
        urlHost(address), listening(address, tls, front), tls, faultInjector, log);
  }

  private static SimulatedHttpServer listening(
      InetSocketAddress address, SimulatorTls tls, HttpHandler handler) {
    SimulatedHttpServer server =
        new SimulatedHttpServer(address, Optional.of(tls.context()), "simulated-manager", handler);
    server.open();
    return server;
  }

  private static SimulatorEndpoints pages(
      SimulatorSettings settings,
      ManagerModel model,
      SessionStore sessions,
      SimulatorFaultInjector faultInjector) {
    JwtTokens tokens = new JwtTokens(settings.clock());
    SimulatorAuthenticator door =
        new SimulatorAuthenticator(settings, sessions, tokens, faultInjector::face);
    TenantEndpoints tenants = new TenantEndpoints(settings.tenants(), model);
    return new SimulatorEndpoints(
        new SimulatorRateLimiter(settings.rateLimits(), settings.clock()),
        new PublicEndpoints(settings, door, new JwtEndpoints(tokens, door)),
        door,
        new ApiEndpoints(new ClientEndpoints(settings), tenants, faultInjector));
  }

  private static SortedSet<String> namesOf(SimulatorSettings settings, InetSocketAddress address) {
    SortedSet<String> names = new TreeSet<>(settings.names());
    if (!address.isUnresolved() && !address.getAddress().isAnyLocalAddress()) {
      names.add(address.getAddress().getHostAddress());
    }
    return names;
  }

  /** A server on the wildcard address is reached on loopback. */
  private static String urlHost(InetSocketAddress address) {
    if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String host = address.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /**
   * The address: {@code https://127.0.0.1:PORT} with the settings of the start, without a slash at
   * the end.
   */
  public String url() {
    return url;
  }

  /** The certificate of its authority, for clients to trust. */
  public String caPem() {
    return tls.caPem();
  }

  /** The fault injection of this server. */
  public SimulatorFaultInjector faultInjector() {
    return faultInjector;
  }

  /** The log of requests. */
  public CallLog requests() {
    return log;
  }

  /** Closes the port and cuts off what is under way, also what hangs. */
  @Override
  public void close() {
    faultInjector.close();
    listener.close();
  }
}
