package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;

/**
 * The HTTPS transport to the Manager: sends one request once, within the rate limit and the
 * timeout, and gives the response. Knows nothing of sessions and of what a response means.
 * Thread-safe.
 */
final class ManagerTransport {

  private final RequestLimits limits;
  private final HttpUrl base;
  private final ManagerClock clock;
  private final RequestListener listener;
  private final Logger log;
  private final RequestThrottle throttle;
  private final OkHttpClient client;
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ManagerTransport(
      ConnectionOptions options, ManagerClock clock, RequestListener listener, Logger log) {
    this.limits = options.limits();
    this.base = HttpUrl.get(options.base().toString());
    this.clock = clock;
    this.listener = listener;
    this.log = log;
    this.throttle =
        new RequestThrottle(
            clock, new RequestRateLimiter(options.rateLimits(), clock), () -> closed);
    this.client = HttpClients.create(options);
  }

  /** Sends a request, after a look at the rate limit, the time and the host's permission. */
  ManagerResponse send(ManagerRequest request, SessionCredentials credentials, CallContext call) {
    throttle.awaitPermit(request, call);
    if (closed) {
      throw closedByUs(request);
    }
    Duration timeout = throttle.timeout(request, limits.request(), call);
    if (request.writes()) {
      requireNoDryRun(request, call);
      call.checkMayWrite();
    }
    return exchange(request, credentials, timeout, call.correlationId(), true);
  }

  /** The rate limit and the waits of this transport. */
  RequestThrottle throttle() {
    return throttle;
  }

  /** Sends the last request of a session, also after {@link #stop}. */
  ManagerResponse sendLast(
      ManagerRequest request, SessionCredentials credentials, Duration timeout) {
    return exchange(request, credentials, timeout, "close", false);
  }

  private static void requireNoDryRun(ManagerRequest request, CallContext call) {
    if (call.dryRun()) {
      throw new IllegalStateException(request.name() + " in a call that may not write");
    }
  }

  private static ManagerException closedByUs(ManagerRequest request) {
    return new ManagerException(
        Reason.UNREACHABLE, request.name() + ": the connection to the Manager was closed by us");
  }

  private ManagerResponse exchange(
      ManagerRequest request,
      SessionCredentials credentials,
      Duration timeout,
      String correlation,
      boolean stoppable) {
    Duration begun = clock.now();
    try {
      ManagerResponse response = await(request, credentials, timeout, stoppable);
      credentials.cookies().store(url(request), response.headers());
      report(request, Integer.toString(response.status()), begun, correlation);
      return response;
    } catch (ManagerException failure) {
      report(request, failure.reason().name(), begun, correlation);
      throw failure;
    }
  }

  private void report(ManagerRequest request, String outcome, Duration begun, String correlation) {
    Duration took = clock.now().minus(begun);
    log.debug("{} {} {} ms [{}]", request.name(), outcome, took.toMillis(), correlation);
    listener.requested(request.verb(), request.path(), outcome, took);
  }

  private ManagerResponse await(
      ManagerRequest request, SessionCredentials credentials, Duration timeout, boolean stoppable) {
    ResponseFuture response = new ResponseFuture(limits.bodyBytes());
    Call call = client.newCall(httpRequest(request, credentials, response));
    call.timeout().timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
    try {
      if (stoppable) {
        begin(call);
      }
      call.enqueue(response);
      return response.get();
    } catch (InterruptedException stop) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw interrupted(request);
    } catch (ExecutionException fault) {
      throw failure(request, fault, response.sent());
    } finally {
      open.remove(call);
    }
  }

  /** First listed, then looked: so no call slips through while the transport is stopped. */
  private void begin(Call call) {
    open.add(call);
    if (closed) {
      call.cancel();
    }
  }

  private Request httpRequest(
      ManagerRequest request, SessionCredentials credentials, ResponseFuture response) {
    Request.Builder http =
        new Request.Builder()
            .url(url(request))
            .tag(ResponseFuture.class, response)
            .header("Accept", "application/json")
            .method(request.verb(), request.body().orElse(null));
    credentials.addTo(http, url(request));
    return http.build();
  }

  HttpUrl url(ManagerRequest request) {
    HttpUrl url = base.resolve(request.target());
    if (url == null || !url.host().equals(base.host()) || url.port() != base.port()) {
      throw new IllegalArgumentException(request.name() + " leads away from the Manager");
    }
    return url;
  }

  private static ManagerException interrupted(ManagerRequest request) {
    return request.writes()
        ? new ManagerException(
            Reason.ANSWER_LOST, request.name() + ": interrupted while it was sent, it may be done")
        : new ManagerException(Reason.OUT_OF_TIME, request.name() + ": interrupted");
  }

  private ManagerException failure(ManagerRequest request, ExecutionException fault, boolean sent) {
    if (!(fault.getCause() instanceof IOException broken)) {
      throw new IllegalStateException(request.name() + " could not be sent", fault.getCause());
    }
    if (closed && !(sent && request.writes())) {
      return closedByUs(request);
    }
    return failure(request, broken, sent, base.host());
  }

  /** The failure of a request without a whole response: connection, TLS, timeout. */
  private static ManagerException failure(
      ManagerRequest request, IOException fault, boolean sent, String host) {
    if (sent) {
      return afterSending(request, why(fault));
    }
    if (fault instanceof SSLException) {
      return new ManagerException(
          Reason.UNREACHABLE, request.name() + ": " + tlsError(fault, host));
    }
    String sentence =
        request.name() + ": the Manager at " + host + " is not reached: " + why(fault);
    return ManagerException.retryable(Reason.UNREACHABLE, sentence, Optional.empty());
  }

  private static ManagerException afterSending(ManagerRequest request, String why) {
    return request.writes()
        ? new ManagerException(
            Reason.ANSWER_LOST,
            request.name() + ": sent, but its answer did not arrive, so it may be done: " + why)
        : ManagerException.retryable(
            Reason.UNREADABLE, request.name() + ": no answer arrived: " + why, Optional.empty());
  }

  private static String tlsError(IOException fault, String host) {
    if (fault instanceof SSLPeerUnverifiedException) {
      return "the certificate that "
          + host
          + " shows is for another host: use a name that stands"
          + " in it as the Manager's address";
    }
    return "the certificate or the TLS of "
        + host
        + " is not trusted ("
        + why(fault)
        + "): give the certificate that signed it, as PEM, as caFile";
  }

  private static String why(IOException fault) {
    String message = fault.getMessage();
    String name = fault.getClass().getSimpleName();
    return RedactedText.of(message == null ? name : name + ", " + message, List.of());
  }

  /** Cancels the requests under way, and lets none begin. */
  void stop() {
    closed = true;
    open.forEach(Call::cancel);
  }

  /** Gives threads and connections back. */
  void release() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
