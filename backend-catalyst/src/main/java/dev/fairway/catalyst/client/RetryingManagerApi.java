package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The requests of one call of the host, over the session that all calls share. A request is sent
 * again after a new login where the session had expired, and after a backoff where a retry helps
 * and does nothing twice.
 */
final class RetryingManagerApi implements ManagerApi {

  private static final int MAX_RETRIES = 3;
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

  private final CallContext call;
  private final ManagerTransport transport;
  private final ManagerSession session;
  private final Duration busyBackoff;

  /**
   * Requests of a call.
   *
   * @param busyBackoff the first backoff where the Manager is busy and does not say how long
   */
  RetryingManagerApi(
      CallContext call, ManagerTransport transport, ManagerSession session, Duration busyBackoff) {
    this.call = call;
    this.transport = transport;
    this.session = session;
    this.busyBackoff = busyBackoff;
  }

  @Override
  public Optional<String> account() {
    return session.account();
  }

  @Override
  public JsonNode get(String path) {
    return new Attempts(ManagerRequest.get(path)).run();
  }

  @Override
  public JsonNode ask(String path, Object body) {
    return new Attempts(ManagerRequest.ask(path, body)).run();
  }

  @Override
  public JsonNode post(String path, Object body) {
    return new Attempts(ManagerRequest.write("POST", path, body)).run();
  }

  @Override
  public JsonNode put(String path, Object body) {
    return new Attempts(ManagerRequest.write("PUT", path, body)).run();
  }

  @Override
  public JsonNode delete(String path) {
    return new Attempts(ManagerRequest.delete(path)).run();
  }

  @Override
  public void pause(Duration longest) {
    transport.throttle().pause(longest, call);
  }

  /** The attempts at one request, up to its answer or its failure. */
  private final class Attempts {

    private final ManagerRequest request;
    private boolean loggedInAgain;

    Attempts(ManagerRequest request) {
      this.request = request;
    }

    JsonNode run() {
      for (int retries = 0; ; retries++) {
        try {
          return attempt();
        } catch (ManagerException failure) {
          if (!failure.isRetryable()) {
            throw failure;
          }
          pause(backoff(failure, retries));
        }
      }
    }

    /** The wait before the next attempt; throws the failure where there is none. */
    private Duration backoff(ManagerException failure, int retries) {
      boolean busy = failure.reason() == Reason.THROTTLED || failure.reason() == Reason.NOT_READY;
      Duration first = busy ? busyBackoff : FIRST_BACKOFF;
      Duration wait = failure.retryAfter().orElse(first.multipliedBy(1L << retries));
      if (failure.reason() == Reason.THROTTLED) {
        transport.throttle().pauseAll(wait);
      }
      if (retries < MAX_RETRIES && wait.compareTo(call.remaining()) < 0) {
        return wait;
      }
      throw busy ? new ManagerException(failure.reason(), failure.sentence(), wait) : failure;
    }

    private JsonNode attempt() {
      SessionCredentials credentials = session.credentials(call);
      ManagerResponse response = transport.send(request, credentials, call);
      Optional<SessionExpiry> expiry = expiry(response);
      if (expiry.isPresent()) {
        if (loggedInAgain || session.isLoginFutile(expiry.get())) {
          throw refused(expiry.get(), response, credentials);
        }
        loggedInAgain = true;
        credentials = session.renew(credentials, call);
        response = transport.send(request, credentials, call);
        requireAlive(response, credentials);
      }
      return ResponseParser.parse(request, response, credentials.secrets());
    }

    private void requireAlive(ManagerResponse response, SessionCredentials credentials) {
      Optional<SessionExpiry> still = expiry(response);
      if (still.isPresent()) {
        session.loginWasFutile(still.get());
        throw refused(still.get(), response, credentials);
      }
    }

    private Optional<SessionExpiry> expiry(ManagerResponse response) {
      return SessionExpiry.of(transport.url(request), response);
    }

    private ManagerException refused(
        SessionExpiry expiry, ManagerResponse response, SessionCredentials credentials) {
      String words = ResponseParser.errorText(response, credentials.secrets());
      return new ManagerException(
          Reason.UNAUTHORIZED,
          request.name()
              + ": "
              + response.status()
              + ", "
              + expiry.sentence()
              + (words.isEmpty() ? "" : "; the Manager says: " + words));
    }
  }
}
