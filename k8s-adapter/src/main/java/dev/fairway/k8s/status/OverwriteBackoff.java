package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The backoff of statuses that another writer changes again and again: the first time they are
 * written again at once, then after growing times, until they were left alone for a while. Not
 * thread-safe.
 */
final class OverwriteBackoff {

  /** So many times in a row make it a contest of two writers. */
  static final int CONTESTED = 3;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofMinutes(10);

  private final Map<ServiceKey, Streak> streaks = new HashMap<>();

  /**
   * Overwrites of one Service's status.
   *
   * @param times how many
   * @param last when, in nanoseconds
   */
  private record Streak(int times, long last) {}

  /**
   * One overwritten status.
   *
   * @param times how often in a row, with this one
   * @param delay until it is to be written again
   */
  record Overwrite(int times, Duration delay) {

    /** True where it is told now that two writers contest the status: once in a row. */
    boolean isNewContest() {
      return times == CONTESTED;
    }
  }

  /** Records that the status of a Service was overwritten. */
  Overwrite overwritten(ServiceKey service, long now) {
    int times = streak(service, now).map(Streak::times).orElse(0) + 1;
    streaks.put(service, new Streak(times, now));
    return new Overwrite(times, delay(times));
  }

  /** 0, 0, then 1, 2, 4 seconds and so on. */
  private static Duration delay(int times) {
    if (times < CONTESTED) {
      return Duration.ZERO;
    }
    Duration delay = FIRST.multipliedBy(1L << Math.min(times - CONTESTED, 10));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }

  private Optional<Streak> streak(ServiceKey service, long now) {
    return Optional.ofNullable(streaks.get(service))
        .filter(streak -> now - streak.last < QUIET.toNanos());
  }

  /** The number of Services whose status is contested. Forgets those that were left alone. */
  int contested(long now) {
    streaks.values().removeIf(streak -> now - streak.last >= QUIET.toNanos());
    return (int) streaks.values().stream().filter(streak -> streak.times >= CONTESTED).count();
  }

  /** Forgets everything. */
  void clear() {
    streaks.clear();
  }
}
