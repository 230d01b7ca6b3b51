package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.time.Duration;
import java.time.Instant;

/** The simulator's clock as the client's: a wait advances it, without delay. */
final class SimulatorManagerClock implements ManagerClock {

  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  final SimulatorClock clock = SimulatorClock.virtual(START);

  @Override
  public Duration now() {
    return Duration.between(START, clock.instant());
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    clock.advance(duration);
  }
}
