package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.client.ManagerLogin.ApiKeyLogin;
import dev.fairway.catalyst.client.ManagerLogin.FormLogin;
import dev.fairway.catalyst.client.ManagerLogin.JwtLogin;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Manager, and the one session with it. Sends nothing before something is asked, and logs in when
 * something is asked that needs it. Thread-safe; {@link #toString()} holds no secret.
 */
public final class ManagerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManagerClient.class);
  private static final Duration END = Duration.ofSeconds(2);

  private final ConnectionOptions access;
  private final ManagerTransport line;
  private final ManagerSession session;
  private final Logger log;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable ManagerRelease release;

  /** A client that nobody listens to. */
  public ManagerClient(ConnectionOptions access, ManagerClock clock) {
    this(access, clock, RequestListener.none());
  }

  /** A client; the listener hears of every request. */
  public ManagerClient(ConnectionOptions access, ManagerClock clock, RequestListener listener) {
    this(access, clock, listener, LOG);
  }

  ManagerClient(
      ConnectionOptions access, ManagerClock clock, RequestListener listener, Logger log) {
    this.access = access;
    this.log = log;
    this.line = new ManagerTransport(access, clock, listener, log);
    this.session = new ManagerSession(access, line, clock);
    if (access.insecure()) {
      log.warn(
          "insecure: whoever answers at {} is taken for the Manager, and gets our credentials;"
              + " give its certificate as caFile instead",
          access.base().getHost());
    }
  }

  /** The requests of one call of the host. For one thread at a time. */
  public ManagerApi within(CallContext call) {
    return new RetryingManagerApi(call, line, session, access.pace().busyWait());
  }

  /**
   * The Manager's release; asked once, and then known.
   *
   * @throws ManagerException where it is not told
   */
  public ManagerRelease release(CallContext call) {
    ManagerRelease known = release;
    if (known != null) {
      return known;
    }
    ManagerApi calls = within(call);
    ManagerRelease asked =
        version(calls, "/client/about", "/data/version")
            .or(() -> version(calls, "/client/server", "/data/platformVersion"))
            .orElseThrow(
                () ->
                    new ManagerException(
                        Reason.UNREADABLE,
                        "the Manager names no release, neither in /client/about nor in"
                            + " /client/server"));
    release = asked;
    return asked;
  }

  private static Optional<ManagerRelease> version(ManagerApi calls, String path, String field) {
    try {
      return ManagerRelease.tryParse(calls.get(path).at(field).asText(""));
    } catch (ManagerException failure) {
      if (failure.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /**
   * True where the Manager says that it is ready to be asked; false where it says that it is not.
   * Asked once, without a login.
   *
   * @throws ManagerException where it does not answer, or in a way that nobody can read
   */
  public boolean ready(CallContext call) {
    ManagerRequest request = ManagerRequest.get("/client/server/ready");
    SessionCredentials nobody = SessionCredentials.none();
    ManagerResponse answer = line.send(request, nobody, call);
    try {
      JsonNode json = ResponseParser.read(request, answer, nobody.secrets());
      return json.path("isServerReady").asBoolean(false);
    } catch (ManagerException failure) {
      if (failure.reason() == Reason.NOT_READY) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * Ends the calls under way, logs out and gives back what the client holds; any number of times.
   * Takes a few seconds at most where the Manager does not answer, and never throws. Calls after it
   * fail as {@link Reason#UNREACHABLE}.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    line.stop();
    boolean interrupted = Thread.interrupted();
    try {
      Optional<SessionCredentials> last = session.end(END);
      if (last.isPresent() && access.login().fold(new LogsOut())) {
        new SessionLogout(line).logOut(last.get(), Optional.ofNullable(release));
      }
    } catch (RuntimeException left) {
      // The Manager ends a session that nobody uses; there is nobody here who could do more.
      log.debug("the session with the Manager is left to end by itself", left);
    } finally {
      line.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "ManagerClient[" + access.base() + "]";
  }

  /** Only a session with a cookie has an end that can be said. */
  private static final class LogsOut implements ManagerLogin.Ways<Boolean> {

    @Override
    public Boolean session(FormLogin login) {
      return true;
    }

    @Override
    public Boolean jwt(JwtLogin login) {
      return false;
    }

    @Override
    public Boolean apiKey(ApiKeyLogin login) {
      return false;
    }
  }
}
