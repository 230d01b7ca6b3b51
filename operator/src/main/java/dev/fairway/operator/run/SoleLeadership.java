package dev.fairway.operator.run;

import dev.fairway.operator.live.RunningFairway;
import dev.fairway.operator.server.HealthLine;

/** There is one process, and it acts. */
final class SoleLeadership implements Leadership {

  private final RunningFairway running;

  SoleLeadership(RunningFairway running) {
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
