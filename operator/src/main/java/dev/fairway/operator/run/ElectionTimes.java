package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import java.time.Duration;

/** Times of an election that a Lease can hold and fabric8's elector takes. */
final class ElectionTimes {

  /** The elector waits up to so many times {@code retry} between two tries. */
  private static final double LONGEST_WAIT = 2.2;

  private ElectionTimes() {}

  /**
   * Checks what is said of an election that is held.
   *
   * @throws StartException where it cannot be held so
   */
  static void check(LeaderElectionSection settings) {
    if (!settings.enabled()) {
      return;
    }
    if (settings.duration().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new StartException(
          "leaderElection.duration is less than a second, which a Lease cannot hold");
    }
    if (settings.renew().toMillis() <= settings.retry().toMillis() * LONGEST_WAIT + 1) {
      throw new StartException(
          "leaderElection.renew must be more than 2.2 times leaderElection.retry, or a leader gives"
              + " up before it tries twice");
    }
  }
}
