package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The options of the watches of a cluster.
 *
 * @param pageSize the paging of lists: objects in one response, at least 1
 * @param staleAfter how long a watch may be broken before snapshots are stale
 * @param reconnect the backoff of a broken watch: how long to wait before the first retry; then
 *     twice as long each time, up to 32 times as long, for ever. At least a millisecond
 * @param nanoClock {@code System.nanoTime}, or a test's
 * @param podTimeout the timeout of a list of pods, and how long a snapshot waits for such lists. At
 *     least a millisecond
 * @param probeInterval how often the API server is asked for one small object while no event of a
 *     watch shows that it works. An answer is waited for three quarters as long, and two that do
 *     not come tell that it is away. At least 4 milliseconds
 */
public record WatchOptions(
    int pageSize,
    Duration staleAfter,
    Duration reconnect,
    LongSupplier nanoClock,
    Duration podTimeout,
    Duration probeInterval) {

  private static final int LONGEST_BACKOFF = 32;

  /** 500 objects a page, old after 30 seconds, tried again after 250 ms to 8 s, pods within 5 s. */
  public static final WatchOptions DEFAULT =
      new WatchOptions(500, Duration.ofSeconds(30), Duration.ofMillis(250), System::nanoTime);

  /** Refuses what is out of range. */
  public WatchOptions {
    if (pageSize < 1
        || staleAfter.isNegative()
        || reconnect.toMillis() < 1
        || podTimeout.toMillis() < 1
        || probeInterval.toMillis() < 4) {
      throw new IllegalArgumentException(
          "pages of %d, stale after %s, reconnect %s, pods within %s, probes every %s"
              .formatted(pageSize, staleAfter, reconnect, podTimeout, probeInterval));
    }
  }

  /** The options with 5 s for a list of pods, and a probe every 3 s. */
  public WatchOptions(
      int pageSize, Duration staleAfter, Duration reconnect, LongSupplier nanoClock) {
    this(pageSize, staleAfter, reconnect, nanoClock, Duration.ofSeconds(5), Duration.ofSeconds(3));
  }

  /** How long the answer to a probe is waited for. */
  Duration probeTimeout() {
    return probeInterval.multipliedBy(3).dividedBy(4);
  }

  /** The longest wait before a retry. */
  Duration longestBackoff() {
    return reconnect.multipliedBy(LONGEST_BACKOFF);
  }
}
