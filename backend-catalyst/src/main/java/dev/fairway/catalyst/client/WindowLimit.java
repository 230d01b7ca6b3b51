package dev.fairway.catalyst.client;

import java.time.Duration;
import java.util.ArrayDeque;

/** So many in any window of time. O(1) for each, amortised. One thread at a time. */
final class WindowLimit {

  private final int most;
  private final Duration window;
  private final ArrayDeque<Duration> taken = new ArrayDeque<>();

  WindowLimit(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /** How long until there is room for one; zero: now. */
  Duration untilRoom(Duration now) {
    while (!taken.isEmpty() && taken.getFirst().plus(window).compareTo(now) <= 0) {
      taken.removeFirst();
    }
    return taken.size() < most ? Duration.ZERO : taken.getFirst().plus(window).minus(now);
  }

  void take(Duration now) {
    taken.addLast(now);
  }
}
