package dev.fairway.catalyst.client;

import java.time.Duration;
import java.time.Instant;

/** The machine's time. */
final class SystemClock implements ManagerClock {

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}
