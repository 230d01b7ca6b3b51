package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/**
 * A simulated Manager that listens. Thread-safe. Only HTTPS, with a certificate of an authority
 * that is made at the start.
 */
public final class CatalystSimulator implements AutoCloseable {

  private final FrontListener listener;
  private final SimulatorTls tls;
  private final CallLog log;
  private final String host;

  private CatalystSimulator(FrontListener listener, SimulatorTls tls, CallLog log, String host) {
    this.listener = listener;
    this.tls = tls;
    this.log = log;
    this.host = host;
  }

  /**
   * Starts one.
   *
   * @param model what answers requests of people who are logged in
   * @throws UncheckedIOException where that port cannot be had
   */
  public static CatalystSimulator start(SimulatorSettings settings, ManagerModel model) {
    SimulatorTls tls = new SimulatorTls(settings.names());
    CallLog log = new CallLog();
    OpenSessions sessions = new OpenSessions(settings.sessions(), settings.clock());
    ManagerDoor door = new ManagerDoor(settings, sessions, () -> settings.sessions().face());
    ManagerFront front =
        new ManagerFront(
            new FrontReader(settings.largestBody()),
            new PublicPages(settings, door),
            door,
            new ApiPages(new ClientPages(settings), model),
            log);
    InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
    return new CatalystSimulator(
        FrontListener.open(address, tls.context(), front), tls, log, "127.0.0.1");
  }

  /** Where it is: {@code https://127.0.0.1:PORT}, without a slash at the end. */
  public String url() {
    return "https://" + host + ":" + listener.port();
  }

  /** The certificate of its authority, for those who shall trust it. */
  public String caPem() {
    return tls.caPem();
  }

  /** What was asked of it. */
  public CallLog requests() {
    return log;
  }

  /** Closes the port and cuts off what is under way. */
  @Override
  public void close() {
    listener.close();
  }
}
