package dev.fairway.catalyst.simulator;

import dev.fairway.faultinjection.ConnectionCutException;
import java.util.concurrent.atomic.AtomicLong;

/** The number of requests that are still served. Thread-safe. */
final class RequestBudget {

  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  void dieAfter(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException(
          "die after " + requests + " requests: must not be negative");
    }
    left.set(requests);
  }

  void revive() {
    left.set(Long.MAX_VALUE);
  }

  /** Counts one. */
  void take() throws ConnectionCutException {
    long before = left.getAndUpdate(now -> now == Long.MAX_VALUE || now == 0 ? now : now - 1);
    if (before == 0) {
      throw new ConnectionCutException();
    }
  }
}
