package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;

/**
 * The line to the Manager: sends one request once, at the pace and within the time allowed, and
 * gives what came back. Knows nothing of sessions and of what an answer means. Thread-safe.
 */
final class ManagerTransport {

  private final ConnectionOptions access;
  private final HttpUrl base;
  private final ManagerClock clock;
  private final RequestListener listener;
  private final Logger log;
  private final RequestThrottle time;
  private final OkHttpClient client;
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ManagerTransport(
      ConnectionOptions access, ManagerClock clock, RequestListener listener, Logger log) {
    this.access = access;
    this.base = HttpUrl.get(access.base().toString());
    this.clock = clock;
    this.listener = listener;
    this.log = log;
    this.time =
        new RequestThrottle(clock, new RequestRateLimiter(access.pace(), clock), () -> closed);
    this.client = HttpClients.client(access);
  }

  /** Sends it when its turn has come, after a look at the time and the host's permission. */
  ManagerResponse send(ManagerRequest request, SessionCredentials marks, CallContext call) {
    time.awaitTurn(request, call);
    requireOpen(request);
    Duration limit = time.limit(request, access.limits().request(), call);
    if (request.writes()) {
      requireWet(request, call);
      call.checkMayWrite();
    }
    return exchange(request, marks, limit, call.correlationId(), true);
  }

  /** How it waits. */
  RequestThrottle time() {
    return time;
  }

  /** Sends the last request of a session, also where the line is closed. */
  ManagerResponse sendLast(ManagerRequest request, SessionCredentials marks, Duration limit) {
    return exchange(request, marks, limit, "close", false);
  }

  private static void requireWet(ManagerRequest request, CallContext call) {
    if (call.dryRun()) {
      throw new IllegalStateException(request.name() + " in a call that may not write");
    }
  }

  private void requireOpen(ManagerRequest request) {
    if (closed) {
      throw closedByUs(request);
    }
  }

  private static ManagerException closedByUs(ManagerRequest request) {
    return new ManagerException(
        Reason.UNREACHABLE, request.name() + ": the connection to the Manager was closed by us");
  }

  private ManagerResponse exchange(
      ManagerRequest request,
      SessionCredentials marks,
      Duration limit,
      String correlation,
      boolean usual) {
    Duration begun = clock.now();
    try {
      ManagerResponse answer = await(request, marks, limit, usual);
      marks.cookies().take(url(request), answer.headers());
      tell(request, Integer.toString(answer.status()), begun, correlation);
      return answer;
    } catch (ManagerException failure) {
      tell(request, failure.reason().name(), begun, correlation);
      throw failure;
    }
  }

  private void tell(ManagerRequest request, String outcome, Duration begun, String correlation) {
    Duration took = clock.now().minus(begun);
    log.debug("{} {} {} ms [{}]", request.name(), outcome, took.toMillis(), correlation);
    listener.requested(request.verb(), request.path(), outcome, took);
  }

  private ManagerResponse await(
      ManagerRequest request, SessionCredentials marks, Duration limit, boolean usual) {
    SentMark mark = new SentMark();
    Call call = client.newCall(wire(request, marks, mark));
    call.timeout().timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    ResponseFuture promise = new ResponseFuture(access.limits().bodyBytes());
    try {
      if (usual) {
        begin(call);
      }
      call.enqueue(promise);
      return promise.answer().get();
    } catch (InterruptedException stop) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw interrupted(request);
    } catch (ExecutionException fault) {
      throw failure(request, fault, mark.begun());
    } finally {
      open.remove(call);
    }
  }

  /** First listed, then looked: so nobody slips through while the line is closed. */
  private void begin(Call call) {
    open.add(call);
    if (closed) {
      call.cancel();
    }
  }

  private Request wire(ManagerRequest request, SessionCredentials marks, SentMark mark) {
    Request.Builder wire =
        new Request.Builder()
            .url(url(request))
            .tag(SentMark.class, mark)
            .header("Accept", "application/json")
            .method(request.verb(), request.body().orElse(null));
    marks.dress(wire, url(request));
    return wire.build();
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
    return TransportErrors.of(request, broken, sent, base.host());
  }

  /** Ends what is under way, and lets nothing begin. */
  void stop() {
    closed = true;
    open.forEach(Call::cancel);
  }

  /** Gives back what the line holds of the machine. */
  void release() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
