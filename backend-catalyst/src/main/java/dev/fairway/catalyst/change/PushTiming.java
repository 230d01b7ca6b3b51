package dev.fairway.catalyst.change;

import java.time.Duration;

/**
 * The intervals and timeouts of pushes. Every push is a commit on each controller and an update to
 * every edge.
 *
 * @param minPushInterval from the end of one push to the next change; with zero there is no pause,
 *     also none as long as the last push took
 * @param pushTimeout the longest that one push may take
 * @param yieldAfterForeign the pause after another user's edit
 * @param firstPoll from the start of a push to its first poll
 * @param longestPoll the longest time between two polls of a push
 */
public record PushTiming(
    Duration minPushInterval,
    Duration pushTimeout,
    Duration yieldAfterForeign,
    Duration firstPoll,
    Duration longestPoll) {

  /** A minute, ten minutes, five minutes; polls after half a second and up to every 5 s. */
  public static final PushTiming USUAL =
      new PushTiming(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  /** Refuses negative times and polls without a pause. */
  public PushTiming {
    boolean negative =
        minPushInterval.isNegative() || yieldAfterForeign.isNegative() || pushTimeout.isNegative();
    if (negative || firstPoll.isNegative() || firstPoll.isZero()) {
      throw new IllegalArgumentException(
          "a push timing with a negative time, or without a first poll");
    }
    if (longestPoll.compareTo(firstPoll) < 0) {
      throw new IllegalArgumentException("polls after " + firstPoll + " to " + longestPoll);
    }
  }

  /** The same with another pause after another user's edit. */
  public PushTiming withYieldAfterForeign(Duration other) {
    return new PushTiming(minPushInterval, pushTimeout, other, firstPoll, longestPoll);
  }

  /** The same with another pause between pushes. */
  public PushTiming withMinPushInterval(Duration other) {
    return new PushTiming(other, pushTimeout, yieldAfterForeign, firstPoll, longestPoll);
  }
}
