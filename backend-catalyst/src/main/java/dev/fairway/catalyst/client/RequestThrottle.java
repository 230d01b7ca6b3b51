package dev.fairway.catalyst.client;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The throttle, which does all waiting of the client: for the rate limit, for the backoff before a
 * retry, between two polls. Never longer than the call may take. Thread-safe.
 */
final class RequestThrottle {

  /** Between two looks at whether the client was closed. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final ManagerClock clock;
  private final RequestRateLimiter limiter;
  private final BooleanSupplier closed;

  RequestThrottle(ManagerClock clock, RequestRateLimiter limiter, BooleanSupplier closed) {
    this.clock = clock;
    this.limiter = limiter;
    this.closed = closed;
  }

  /**
   * Waits until the rate limit lets a request pass; fails at once where the call lacks the time.
   */
  void awaitPermit(ManagerRequest request, CallContext call) {
    requireTime(request.name(), call);
    Duration wait = limiter.acquire(request);
    while (!wait.isZero()) {
      if (wait.compareTo(call.remaining()) >= 0) {
        throw new ManagerException(
            Reason.THROTTLED, request.name() + ": not sent, to keep the Manager's pace", wait);
      }
      pause(wait, call);
      wait = limiter.acquire(request);
    }
  }

  /** Lets no request of any thread pass for a while. */
  void pauseAll(Duration time) {
    limiter.pause(time);
  }

  /** Waits, not longer than the call may take. */
  void pause(Duration longest, CallContext call) {
    requireTime("a wait for the Manager", call);
    Duration end = clock.now().plus(longest);
    Duration left = shortest(longest, call.remaining());
    while (!left.isNegative() && !left.isZero()) {
      sleep(shortest(left, SLICE));
      if (closed.getAsBoolean()) {
        throw new ManagerException(
            Reason.UNREACHABLE, "a wait for the Manager ended, because its client was closed");
      }
      left = shortest(end.minus(clock.now()), call.remaining());
    }
  }

  private void sleep(Duration time) {
    try {
      clock.sleep(time);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ManagerException(Reason.OUT_OF_TIME, "a wait for the Manager was interrupted");
    }
  }

  /** The timeout of a request that is about to be sent. */
  Duration timeout(ManagerRequest request, Duration longest, CallContext call) {
    requireTime(request.name(), call);
    if (Thread.currentThread().isInterrupted()) {
      throw new ManagerException(
          Reason.OUT_OF_TIME, request.name() + ": not sent, because the call was interrupted");
    }
    return shortest(longest, call.remaining());
  }

  private static void requireTime(String what, CallContext call) {
    Duration remaining = call.remaining();
    if (remaining.isNegative() || remaining.toMillis() == 0) {
      throw new ManagerException(Reason.OUT_OF_TIME, what + ": the call has no time left for it");
    }
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
