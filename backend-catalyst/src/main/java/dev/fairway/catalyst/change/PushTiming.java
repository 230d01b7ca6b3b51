package dev.fairway.catalyst.change;

import java.time.Duration;

/**
 * How often, and how patiently, controllers are pushed to. Every push is a commit on each
 * controller and news for every edge.
 *
 * @param minPushInterval from the end of one push to the next change; zero: no pause at all, also
 *     not one as long as the last push took
 * @param pushTimeout the longest that one push may take
 * @param yieldAfterForeign how long to stay away where somebody else edits
 * @param firstPoll until a push is looked at for the first time
 * @param longestPoll between two looks at a push that takes long
 */
public record PushTiming(
    Duration minPushInterval,
    Duration pushTimeout,
    Duration yieldAfterForeign,
    Duration firstPoll,
    Duration longestPoll) {

  /** A minute, ten minutes, five minutes; looks after half a second and up to every 5 s. */
  public static final PushTiming USUAL =
      new PushTiming(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  /** Refuses times that do not pass forwards. */
  public PushTiming {
    boolean backwards =
        minPushInterval.isNegative() || yieldAfterForeign.isNegative() || pushTimeout.isNegative();
    if (backwards || firstPoll.isNegative() || firstPoll.isZero()) {
      throw new IllegalArgumentException("a pace that does not pass forwards");
    }
    if (longestPoll.compareTo(firstPoll) < 0) {
      throw new IllegalArgumentException("polls after " + firstPoll + " to " + longestPoll);
    }
  }

  /** The same with another pause between pushes. */
  public PushTiming withMinPushInterval(Duration other) {
    return new PushTiming(other, pushTimeout, yieldAfterForeign, firstPoll, longestPoll);
  }
}
