package dev.fairway.catalyst.simulator;

/**
 * The rate limits of the server.
 *
 * @param perSecond of all but bulk paths
 * @param bulkPerMinute of bulk paths, below {@code /data/device}
 */
record RateLimits(int perSecond, int bulkPerMinute) {

  RateLimits {
    if (perSecond < 1 || bulkPerMinute < 1) {
      throw new IllegalArgumentException(
          "rate limits " + perSecond + "/s and " + bulkPerMinute + "/min: must be 1 or more each");
    }
  }
}
