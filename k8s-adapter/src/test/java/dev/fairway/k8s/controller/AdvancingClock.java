package dev.fairway.k8s.controller;

import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.time.Duration;
import java.time.Instant;

/** The simulator's time as the client's: who waits lets it pass, and does not wait. */
record AdvancingClock(SimulatorClock simulator) implements ManagerClock {

  @Override
  public Duration now() {
    return Duration.between(Instant.EPOCH, simulator.instant());
  }

  @Override
  public Instant instant() {
    return simulator.instant();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    simulator.advance(duration);
  }
}
