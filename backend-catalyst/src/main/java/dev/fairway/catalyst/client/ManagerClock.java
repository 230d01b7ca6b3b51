package dev.fairway.catalyst.client;

import java.time.Duration;
import java.time.Instant;

/**
 * The client's clock, which also waits. Thread-safe. Tests and simulators bring one that waits
 * without delay.
 */
public interface ManagerClock {

  /** Monotonic time since some moment. */
  Duration now();

  /** The time of day, for what other users of the Manager read. */
  Instant instant();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's clock. */
  static ManagerClock system() {
    return new ManagerClock() {

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
    };
  }
}
