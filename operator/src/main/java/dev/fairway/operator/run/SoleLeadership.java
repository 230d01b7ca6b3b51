package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.server.HealthCheckResult;

/** There is one process, and it acts. */
final class SoleLeadership implements LeaderElection {

  private final FairwayInstance running;

  SoleLeadership(FairwayInstance running) {
    this.running = running;
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public HealthCheckResult line() {
    return HealthCheckResult.ok("leader", "without an election");
  }

  @Override
  public void start() {
    running.lead();
  }

  @Override
  public void close() {}
}
