package dev.fairway.catalyst.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that advances only by waiting, without delay. */
final class SkippingManagerClock implements ManagerClock {

  private Duration now = Duration.ofHours(1);
  private final List<Duration> waits = new ArrayList<>();

  @Override
  public synchronized Duration now() {
    return now;
  }

  @Override
  public synchronized Instant instant() {
    return Instant.EPOCH.plus(now);
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(duration);
    now = now.plus(duration);
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  synchronized Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
