package dev.fairway.operator.run;

import dev.fairway.operator.instance.LeadershipFollower;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import java.time.Duration;

/** The leader election: whether this process is the one that acts. Thread-safe. */
interface LeaderElection extends AutoCloseable {

  /** fabric8's elector waits up to so many times {@code retry} between two tries. */
  double LONGEST_WAIT = 2.2;

  /** The election that the settings ask for; an instance that leads without one where it is off. */
  static LeaderElection of(OperatorInputs inputs, LeadershipFollower instance) {
    return inputs.settings().leaderElection().enabled()
        ? LeaseElection.of(inputs, instance)
        : without(instance);
  }

  static LeaderElection without(LeadershipFollower instance) {
    return new LeaderElection() {
      @Override
      public boolean leads() {
        return true;
      }

      @Override
      public HealthCheckResult health() {
        return HealthCheckResult.ok("leader", "without an election");
      }

      @Override
      public void start() {
        instance.lead();
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Checks that a Lease can hold the times, and that fabric8's elector takes them.
   *
   * @throws StartException where they cannot be used
   */
  static void checkTimes(LeaderElectionSection settings) {
    if (settings.enabled() && settings.duration().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new StartException(
          "leaderElection.duration is less than a second, which a Lease cannot hold");
    }
    if (settings.enabled()
        && settings.renew().toMillis() <= settings.retry().toMillis() * LONGEST_WAIT + 1) {
      throw new StartException(
          "leaderElection.renew must be more than 2.2 times leaderElection.retry, or a leader gives"
              + " up before it tries twice");
    }
  }

  /** True while this process is the leader. */
  boolean leads();

  /** The health of the election. */
  HealthCheckResult health();

  /** Takes part from now on. */
  void start();

  /** Takes part no more, and lets another process lead soon. Does not wait long. */
  @Override
  void close();
}
