package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.Optional;

/**
 * One request from the first try to an answer or a failure: another login where the session was
 * dead, another try where that helps and does nothing twice. For one use.
 */
final class RequestRun {

  private static final int MOST_REPEATS = 3;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final ManagerRequest request;
  private final CallContext call;
  private final ManagerTransport line;
  private final ManagerSession session;
  private final Duration busyWait;
  private boolean loggedInAgain;

  RequestRun(
      ManagerRequest request,
      CallContext call,
      ManagerTransport line,
      ManagerSession session,
      Duration busyWait) {
    this.request = request;
    this.call = call;
    this.line = line;
    this.session = session;
    this.busyWait = busyWait;
  }

  JsonNode answer() {
    for (int repeats = 0; ; repeats++) {
      try {
        return once();
      } catch (ManagerException failure) {
        if (!failure.isRetryable()) {
          throw failure;
        }
        line.time().pause(waitAfter(failure, repeats), call);
      }
    }
  }

  /** How long to wait before the next try; throws the failure where there is none. */
  private Duration waitAfter(ManagerException failure, int repeats) {
    boolean busy = failure.reason() == Reason.THROTTLED || failure.reason() == Reason.NOT_READY;
    Duration first = busy ? busyWait : FIRST_WAIT;
    Duration wait = failure.retryAfter().orElse(first.multipliedBy(1L << repeats));
    if (failure.reason() == Reason.THROTTLED) {
      line.time().hold(wait);
    }
    if (repeats < MOST_REPEATS && wait.compareTo(call.remaining()) < 0) {
      return wait;
    }
    throw busy ? new ManagerException(failure.reason(), failure.sentence(), wait) : failure;
  }

  private JsonNode once() {
    SessionCredentials marks = session.marks(call);
    ManagerResponse answer = line.send(request, marks, call);
    Optional<SessionExpiry> dead = SessionExpiry.of(line.url(request), answer);
    if (dead.isPresent()) {
      if (loggedInAgain || session.loginIsInVain(dead.get())) {
        throw refused(dead.get(), answer, marks);
      }
      loggedInAgain = true;
      marks = session.otherThan(marks, call);
      answer = line.send(request, marks, call);
      requireAlive(answer, marks);
    }
    return ResponseParser.read(request, answer, marks.secrets());
  }

  private void requireAlive(ManagerResponse answer, SessionCredentials marks) {
    Optional<SessionExpiry> still = SessionExpiry.of(line.url(request), answer);
    if (still.isPresent()) {
      session.wasInVain(still.get());
      throw refused(still.get(), answer, marks);
    }
  }

  private ManagerException refused(
      SessionExpiry face, ManagerResponse answer, SessionCredentials marks) {
    String words = ResponseParser.words(answer, marks.secrets());
    return new ManagerException(
        Reason.UNAUTHORIZED,
        request.name()
            + ": "
            + answer.status()
            + ", "
            + face.sentence()
            + (words.isEmpty() ? "" : "; the Manager says: " + words));
  }
}
