package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The exponential backoff of one watch: twice as long after each failure, up to a longest pause.
 * {@link #end} ends a pause that is under way. Thread-safe.
 */
final class WatchBackoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;
  private long ends;

  WatchBackoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The next pause. */
  synchronized Duration next() {
    return next;
  }

  /** The first pause is the next one again: a request succeeded. */
  synchronized void succeeded() {
    next = first;
  }

  /** Ends the pause that is under way, and makes the first one the next. */
  synchronized void end() {
    next = first;
    ends++;
    notifyAll();
  }

  /** How often {@link #end} was called. */
  synchronized long ends() {
    return ends;
  }

  /**
   * Pauses, and doubles the next pause.
   *
   * @param least what the server asked for; a shorter pause is lengthened to it
   * @param before what {@link #ends} was when the request was sent: an end since then counts
   */
  synchronized void pause(Duration least, long before) throws InterruptedException {
    if (ends != before) {
      return;
    }
    Duration pause = next.compareTo(least) < 0 ? least : next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    long deadline = System.nanoTime() + pause.toNanos();
    while (ends == before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
