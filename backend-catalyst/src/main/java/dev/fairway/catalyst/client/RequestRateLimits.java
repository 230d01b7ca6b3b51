package dev.fairway.catalyst.client;

import java.time.Duration;

/**
 * The rate limits of requests to the Manager.
 *
 * @param perSecond requests in any second
 * @param bulkPerMinute requests below {@code /data/device/} in any minute
 * @param busyBackoff the first wait where the Manager is busy and does not say for how long; twice
 *     as long each time after
 */
public record RequestRateLimits(int perSecond, int bulkPerMinute, Duration busyBackoff) {

  /** The limits of one node of a Manager, as its vendor publishes them. */
  public static final RequestRateLimits DEFAULT =
      new RequestRateLimits(100, 48, Duration.ofSeconds(15));

  /** Refuses what is not positive. */
  public RequestRateLimits {
    RequestLimits.requirePositive(busyBackoff);
    if (perSecond < 1 || bulkPerMinute < 1) {
      throw new IllegalArgumentException(
          "a pace of " + perSecond + " requests a second, " + bulkPerMinute + " bulk a minute");
    }
  }
}
