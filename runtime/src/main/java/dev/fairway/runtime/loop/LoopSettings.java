package dev.fairway.runtime.loop;

import java.time.Duration;

/**
 * The times of a loop. Nothing is longer than 365 days.
 *
 * @param debounce how long a change waits for others; 0 or longer
 * @param maxDelay how long a change waits at most while others keep coming; not shorter than {@code
 *     debounce}
 * @param resync how often a sync runs without a change; longer than 0
 * @param inventoryInterval how often the WAN's inventory is read; longer than 0
 * @param lookInterval how often, between syncs, the backend is asked whether the policy is still as
 *     it was last seen; longer than 0
 * @param firstRetry how long after a first failure that may be temporary the next try comes, or up
 *     to a quarter sooner; longer than 0. Each further one takes twice as long. Where the fabric
 *     does not accept the credentials, the first wait is a minute at least
 * @param longestRetry how long between two tries at most, however many failed, unless the fabric
 *     asked for more; not shorter than {@code firstRetry}
 * @param grace how long a sync that is under way may take to finish when the loop is closed; after
 *     that no further write begins
 */
public record LoopSettings(
    Duration debounce,
    Duration maxDelay,
    Duration resync,
    Duration inventoryInterval,
    Duration lookInterval,
    Duration firstRetry,
    Duration longestRetry,
    Duration grace) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * 200 ms, at most 2 s; every 5 minutes, inventory every minute, a look every 30 s; tries from 1 s
   * to 5 minutes.
   */
  public static final LoopSettings DEFAULTS =
      new LoopSettings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3));

  /** Refuses what is negative, empty, or longer than its own bound. */
  public LoopSettings {
    require(maxDelay.compareTo(LONGEST) <= 0, "maxDelay", maxDelay);
    require(resync.compareTo(LONGEST) <= 0, "resync", resync);
    require(inventoryInterval.compareTo(LONGEST) <= 0, "inventoryInterval", inventoryInterval);
    require(lookInterval.compareTo(LONGEST) <= 0, "lookInterval", lookInterval);
    require(longestRetry.compareTo(LONGEST) <= 0, "longestRetry", longestRetry);
    require(grace.compareTo(LONGEST) <= 0, "grace", grace);
    require(!debounce.isNegative(), "debounce", debounce);
    require(maxDelay.compareTo(debounce) >= 0, "maxDelay", maxDelay);
    require(isPositive(resync), "resync", resync);
    require(isPositive(inventoryInterval), "inventoryInterval", inventoryInterval);
    require(isPositive(lookInterval), "lookInterval", lookInterval);
    require(isPositive(firstRetry), "firstRetry", firstRetry);
    require(longestRetry.compareTo(firstRetry) >= 0, "longestRetry", longestRetry);
    require(!grace.isNegative(), "grace", grace);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String name, Duration value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }
}
