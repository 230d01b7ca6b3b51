package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.server.HealthLine;

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
  public HealthLine line() {
    return HealthLine.ok("leader", "without an election");
  }

  @Override
  public void start() {
    running.lead();
  }

  @Override
  public void close() {}
}
