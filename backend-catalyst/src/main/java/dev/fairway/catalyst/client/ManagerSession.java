package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The one session that all calls share: begun by the first that needs it, renewed by the first that
 * finds it expired. A Manager has few sessions and locks accounts, so no login is repeated in a
 * loop. Thread-safe.
 */
final class ManagerSession {

  /** How long a login that was refused is not tried again. */
  private static final Duration REFUSED = Duration.ofSeconds(30);

  /** How long "forbidden" is final, after a new login did not help against it. */
  private static final Duration FUTILE = Duration.ofMinutes(5);

  /** The timeout of each request of a logout. */
  private static final Duration LOGOUT_TIMEOUT = Duration.ofSeconds(5);

  /** How long a logout waits for a login that is under way. */
  private static final Duration LOGOUT_WAIT = Duration.ofSeconds(2);

  private final ConnectionOptions options;
  private final ManagerTransport transport;
  private final ManagerClock clock;
  private final ReentrantLock loginLock = new ReentrantLock();
  private volatile @Nullable SessionCredentials current;
  private volatile @Nullable RefusedLogin refusal;
  private volatile @Nullable Duration futileUntil;

  ManagerSession(ConnectionOptions options, ManagerTransport transport, ManagerClock clock) {
    this.options = options;
    this.transport = transport;
    this.clock = clock;
  }

  /** The name of the account that logs in; empty for an API key. */
  Optional<String> account() {
    return options.login().account();
  }

  /** The credentials of the session, after a login where there is none. */
  SessionCredentials credentials(CallContext call) {
    SessionCredentials known = current;
    return known != null ? known : renew(null, call);
  }

  /** The credentials of another session than the one that was found expired. */
  SessionCredentials renew(@Nullable SessionCredentials expired, CallContext call) {
    if (!tryLock(call.remaining())) {
      throw new ManagerException(Reason.OUT_OF_TIME, "a login of another call took all the time");
    }
    try {
      SessionCredentials known = current;
      if (known != null && known != expired) {
        return known;
      }
      current = null;
      SessionCredentials fresh = login(call);
      current = fresh;
      return fresh;
    } finally {
      loginLock.unlock();
    }
  }

  private boolean tryLock(Duration longest) {
    try {
      return loginLock.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private SessionCredentials login(CallContext call) {
    RefusedLogin before = refusal;
    if (before != null && clock.now().compareTo(before.until()) < 0) {
      throw new ManagerException(
          Reason.UNAUTHORIZED,
          before.sentence() + "; not tried again for a while, so that no account is locked");
    }
    try {
      LoginFlow flow = new LoginFlow(transport, call);
      SessionCredentials credentials = options.login().fold(flow);
      return options
          .tenant()
          .map(tenant -> flow.enterTenant(credentials, tenant))
          .orElse(credentials);
    } catch (ManagerException failure) {
      if (failure.reason() == Reason.UNAUTHORIZED) {
        refusal = new RefusedLogin(failure.sentence(), clock.now().plus(REFUSED));
      }
      throw failure;
    }
  }

  /** True where another login will not help against such a response. */
  boolean isLoginFutile(SessionExpiry expiry) {
    Duration until = futileUntil;
    return expiry == SessionExpiry.FORBIDDEN && until != null && clock.now().compareTo(until) < 0;
  }

  /** Notes that a login did not help against such a response. */
  void loginWasFutile(SessionExpiry expiry) {
    if (expiry == SessionExpiry.FORBIDDEN) {
      futileUntil = clock.now().plus(FUTILE);
    }
  }

  /**
   * Ends the session by a logout, so that its slot is free for others; where there is a session,
   * and its login has a logout. Waits a little for a login that is under way. The Manager ends a
   * session by itself after half an hour, so a failure here matters to no other session.
   */
  void logOut() {
    takeAway().filter(last -> options.login().hasLogout()).ifPresent(this::logOut);
  }

  private Optional<SessionCredentials> takeAway() {
    boolean locked = tryLock(LOGOUT_WAIT);
    try {
      SessionCredentials last = current;
      current = null;
      return Optional.ofNullable(last);
    } finally {
      if (locked) {
        loginLock.unlock();
      }
    }
  }

  /** By the verb of the Manager's release, which is asked for. */
  private void logOut(SessionCredentials credentials) {
    Optional<ManagerRelease> release = release(credentials);
    boolean byGet = release.isPresent() && !release.get().atLeast(20, 12);
    transport.sendLast(
        byGet
            ? ManagerRequest.ofSession(
                "GET", "/logout?nocache=" + UUID.randomUUID(), Optional.empty())
            : ManagerRequest.ofSession("POST", "/logout", Optional.of(RequestBody.EMPTY)),
        credentials,
        LOGOUT_TIMEOUT);
  }

  private Optional<ManagerRelease> release(SessionCredentials credentials) {
    ManagerResponse about =
        transport.sendLast(ManagerRequest.get("/client/about"), credentials, LOGOUT_TIMEOUT);
    return WireJson.tryParse(about.body())
        .flatMap(json -> ManagerRelease.tryParse(json.at("/data/version").asText("")));
  }

  private record RefusedLogin(String sentence, Duration until) {}
}
