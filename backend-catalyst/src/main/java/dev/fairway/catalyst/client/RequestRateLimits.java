package dev.fairway.catalyst.client;

import java.time.Duration;

/**
 * How fast the Manager may be asked.
 *
 * @param perSecond requests in any second
 * @param bulkPerMinute requests below {@code /data/device/} in any minute
 * @param busyWait how long to wait first where the Manager asks to come later and does not say
 *     when; twice as long each time after
 */
public record RequestRateLimits(int perSecond, int bulkPerMinute, Duration busyWait) {

  /** What one node of a Manager bears as its maker publishes it. */
  public static final RequestRateLimits USUAL =
      new RequestRateLimits(100, 48, Duration.ofSeconds(15));

  /** Refuses what is not positive. */
  public RequestRateLimits {
    RequestLimits.requirePositive(busyWait);
    if (perSecond < 1 || bulkPerMinute < 1) {
      throw new IllegalArgumentException(
          "a pace of " + perSecond + " requests a second, " + bulkPerMinute + " bulk a minute");
    }
  }
}
