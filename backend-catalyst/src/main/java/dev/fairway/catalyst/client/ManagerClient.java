package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of a Manager, with one session. Sends nothing before the first request, and logs in
 * with the first that needs it. Thread-safe; {@link #toString()} holds no secret.
 */
public final class ManagerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManagerClient.class);

  private final ConnectionOptions options;
  private final ManagerTransport transport;
  private final ManagerSession session;
  private final Logger log;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A client without a listener. */
  public ManagerClient(ConnectionOptions options, ManagerClock clock) {
    this(options, clock, RequestListener.none());
  }

  /** A client whose listener is called after every request. */
  public ManagerClient(ConnectionOptions options, ManagerClock clock, RequestListener listener) {
    this(options, clock, listener, LOG);
  }

  ManagerClient(
      ConnectionOptions options, ManagerClock clock, RequestListener listener, Logger log) {
    this.options = options;
    this.log = log;
    this.transport = new ManagerTransport(options, clock, listener, log);
    this.session = new ManagerSession(options, transport, clock);
    if (options.insecure()) {
      log.warn(
          "insecure: whoever answers at {} is taken for the Manager, and gets our credentials;"
              + " give its certificate as caFile instead",
          options.base().getHost());
    }
  }

  /** The requests of one call of the host. For one thread at a time. */
  public ManagerApi within(CallContext call) {
    return new RetryingManagerApi(call, transport, session, options.rateLimits().busyBackoff());
  }

  /**
   * Ends the calls under way, logs out and gives back threads and connections; any number of times.
   * Takes a few seconds at most where the Manager does not answer, and never throws. Calls after it
   * fail as {@link Reason#UNREACHABLE}.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    transport.stop();
    boolean interrupted = Thread.interrupted();
    try {
      session.logOut();
    } catch (RuntimeException left) {
      // The Manager ends an idle session; nothing more can be done for it here.
      log.debug("the session with the Manager is left to end by itself", left);
    } finally {
      transport.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "ManagerClient[" + options.base() + "]";
  }
}
