package dev.fairway.operator.run;

import dev.fairway.operator.server.HealthCheckResult;

/** Whether this process is the one that acts. Thread-safe. */
interface LeaderElection extends AutoCloseable {

  /** True while it is. */
  boolean leads();

  /** How the choice of a leader goes. */
  HealthCheckResult line();

  /** Takes part from now on. */
  void start();

  /** Takes part no more, and lets another one lead soon. Does not wait long. */
  @Override
  void close();
}
