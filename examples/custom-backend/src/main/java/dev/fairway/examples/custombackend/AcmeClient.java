package dev.fairway.examples.custombackend;

import dev.fairway.examples.custombackend.AcmeCallException.Fate;
import dev.fairway.examples.custombackend.acme.AcmeConnection;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, one answer, never longer than the call may take, and never tried twice. Messages
 * name what was asked for; they never quote an answer, which may hold anything, a key included.
 */
final class AcmeClient implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Supplier<AcmeConnection> wire;
  private final Secret apiKey;
  private volatile boolean closed;
  private volatile @Nullable CompletableFuture<String> waiting;

  /**
   * A client that has not asked for anything yet.
   *
   * @param wire finds the controller, or throws a {@link BackendException}
   */
  AcmeClient(Supplier<AcmeConnection> wire, Secret apiKey) {
    this.wire = wire;
    this.apiKey = apiKey;
  }

  /** Logs in; the session is for this call only. */
  AcmeSession login(CallContext call) {
    AcmeConnection controller = wire.get();
    try {
      List<String> answer = send(controller, "log in", "login " + apiKey.reveal(), call);
      return new AcmeSession(this, controller, AcmeSession.word(answer, "log in"), call);
    } catch (AcmeCallException failed) {
      throw failed.toBackendException();
    }
  }

  /**
   * The lines of the answer; the first starts with {@code ok}.
   *
   * @param what what is asked for, for messages
   * @throws AcmeCallException where it did not succeed, with what that means for the site
   */
  // tag::send[]
  List<String> send(AcmeConnection controller, String what, String request, CallContext call) {
    Duration time = call.remaining();
    if (closed || Thread.currentThread().isInterrupted() || time.isNegative() || time.isZero()) {
      throw unsent(what);
    }
    CompletableFuture<String> answer = controller.send(request);
    waiting = answer;
    if (closed) {
      answer.cancel(true);
    }
    try {
      long nanos = (time.compareTo(LONGEST) < 0 ? time : LONGEST).toNanos();
      return understood(what, answer.get(nanos, TimeUnit.NANOSECONDS).lines().toList());
    } catch (TimeoutException late) {
      throw lost(what + ": no answer before the deadline");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw lost(what + ": interrupted while waiting for the answer");
    } catch (CancellationException cancelled) {
      throw lost(what + ": closed while waiting for the answer");
    } catch (ExecutionException broken) {
      throw lost(what + ": the connection broke");
    } finally {
      waiting = null;
    }
  }

  // end::send[]

  private static List<String> understood(String what, List<String> answer) {
    String[] words = (answer.isEmpty() ? "" : answer.get(0)).split(" ", 3);
    if (words[0].equals("error") && words.length > 1) {
      String sentence = what + ": Acme refuses with status " + words[1];
      throw new AcmeCallException(Fate.REFUSED, AcmeStatus.kind(words[1]), sentence);
    }
    if (!words[0].equals("ok")) {
      throw unreadable(what);
    }
    return answer;
  }

  private AcmeCallException unsent(String what) {
    String why =
        closed
            ? "the backend is closed"
            : Thread.currentThread().isInterrupted() ? "interrupted" : "the deadline has passed";
    return new AcmeCallException(
        Fate.UNSENT, ErrorKind.UNAVAILABLE, what + ": not begun, because " + why);
  }

  private static AcmeCallException lost(String message) {
    return new AcmeCallException(Fate.LOST, ErrorKind.UNAVAILABLE, message);
  }

  /** An answer came, and it cannot be understood. */
  static AcmeCallException unreadable(String what) {
    return new AcmeCallException(
        Fate.LOST, ErrorKind.INTERNAL, what + ": the answer cannot be understood");
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<String> answer = waiting;
    if (answer != null) {
      answer.cancel(true);
    }
  }
}
