package dev.fairway.catalyst.client;

import java.time.Duration;
import java.time.Instant;

/** The client's time. Thread-safe. Tests bring one that does not really wait. */
public interface ManagerClock {

  /** Time since some moment; never goes back. */
  Duration now();

  /** The time of day, for what other people shall read. */
  Instant instant();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's. */
  static ManagerClock system() {
    return new SystemClock();
  }
}
