package dev.fairway.catalyst.client;

import java.time.Duration;

/**
 * The timeouts and the size limit of one request.
 *
 * @param connect timeout of the connection
 * @param request timeout from the first byte sent to the last one received
 * @param bodyBytes the most bytes of a response
 */
public record RequestLimits(Duration connect, Duration request, int bodyBytes) {

  /** Changing a large policy takes a Manager many seconds, and a minute is not unheard of. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 32 << 20);

  /** Refuses what is not positive. */
  public RequestLimits {
    requirePositive(connect);
    requirePositive(request);
    if (bodyBytes < 1) {
      throw new IllegalArgumentException("an answer of at most " + bodyBytes + " bytes");
    }
  }

  static void requirePositive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a time of " + time + " is none to wait");
    }
  }
}
