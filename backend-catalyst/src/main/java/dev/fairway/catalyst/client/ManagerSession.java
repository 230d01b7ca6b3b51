package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one session that all calls share: begun by the first that needs it, begun anew by the first
 * that finds it dead. A Manager has few sessions and locks accounts, so nothing here logs in in a
 * loop. Thread-safe.
 */
final class ManagerSession {

  /** How long a login that was refused is not tried again. */
  private static final Duration REFUSED = Duration.ofSeconds(30);

  /** How long "forbidden" is taken at its word, after a new login did not help against it. */
  private static final Duration IN_VAIN = Duration.ofMinutes(5);

  private final ConnectionOptions access;
  private final ManagerTransport line;
  private final ManagerClock clock;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable SessionCredentials current;
  private volatile @Nullable RefusedLogin refusal;
  private volatile @Nullable Duration inVainUntil;

  ManagerSession(ConnectionOptions access, ManagerTransport line, ManagerClock clock) {
    this.access = access;
    this.line = line;
    this.clock = clock;
  }

  /** The session's marks, after a login where there is none. */
  SessionCredentials marks(CallContext call) {
    SessionCredentials known = current;
    return known != null ? known : otherThan(null, call);
  }

  /** The marks of another session than the one that was found dead. */
  SessionCredentials otherThan(@Nullable SessionCredentials dead, CallContext call) {
    if (!takeTurn(call.remaining())) {
      throw new ManagerException(Reason.OUT_OF_TIME, "a login of another call took all the time");
    }
    try {
      SessionCredentials known = current;
      if (known != null && known != dead) {
        return known;
      }
      current = null;
      SessionCredentials fresh = login(call);
      current = fresh;
      return fresh;
    } finally {
      turn.unlock();
    }
  }

  private boolean takeTurn(Duration longest) {
    try {
      return turn.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS);
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
      SessionCredentials marks = access.login().fold(new LoginFlow(line, call));
      return access.tenant().isEmpty()
          ? marks
          : new TenantLogin(line, call).enter(marks, access.tenant().get());
    } catch (ManagerException failure) {
      if (failure.reason() == Reason.UNAUTHORIZED) {
        refusal = new RefusedLogin(failure.sentence(), clock.now().plus(REFUSED));
      }
      throw failure;
    }
  }

  /** True where another login will not help against such an answer. */
  boolean loginIsInVain(SessionExpiry face) {
    Duration until = inVainUntil;
    return face == SessionExpiry.FORBIDDEN && until != null && clock.now().compareTo(until) < 0;
  }

  /** Says that a login did not help. */
  void wasInVain(SessionExpiry face) {
    if (face == SessionExpiry.FORBIDDEN) {
      inVainUntil = clock.now().plus(IN_VAIN);
    }
  }

  /** Takes the session away, to end it; waits a little for a login that is under way. */
  Optional<SessionCredentials> end(Duration longest) {
    boolean mine = takeTurn(longest);
    try {
      SessionCredentials last = current;
      current = null;
      return Optional.ofNullable(last);
    } finally {
      if (mine) {
        turn.unlock();
      }
    }
  }

  private record RefusedLogin(String sentence, Duration until) {}
}
