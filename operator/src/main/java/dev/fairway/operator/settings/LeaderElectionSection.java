package dev.fairway.operator.settings;

import java.time.Duration;

/**
 * How several processes choose one that acts.
 *
 * @param enabled false where there is one process
 * @param lease the Lease that they share
 * @param duration how long others wait for a silent leader
 * @param renew how long a leader tries to renew; shorter than {@code duration}
 * @param retry how long it waits between tries; shorter than {@code renew}
 */
public record LeaderElectionSection(
    boolean enabled, LeaseName lease, Duration duration, Duration renew, Duration retry) {

  /** Refuses times in which two processes could lead at once. */
  public LeaderElectionSection {
    if (retry.compareTo(renew) >= 0 || renew.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "not retry " + retry + " < renew " + renew + " < duration " + duration);
    }
  }
}
