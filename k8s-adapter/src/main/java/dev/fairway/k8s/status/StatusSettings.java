package dev.fairway.k8s.status;

import java.time.Duration;

/**
 * The settings of the writing of statuses and Events: how many at once, retries and names. Statuses
 * have no rate limit of their own: as fast as the API server's priority and fairness lets them.
 *
 * @param fieldManager of server-side apply: the owner of the fields that are written
 * @param acceptedWait how long a sync waits at most for the text of accepted intents to be lasting
 * @param eventsPerSecond how many Events a second in the long run; at least 1
 * @param eventBurst how many Events at once after a rest; at least 1
 * @param writers how many statuses are written at once; at least 1
 * @param requestTimeout how long one request may take; longer than 0
 * @param firstRetry how long after a first failure the next try comes; longer than 0
 * @param longestRetry how long between two tries at most; not shorter than {@code firstRetry}
 * @param drain how long closing waits at most for what is still to be written
 * @param eventsPerSync how many Events one sync may cause; the rest is counted and left out
 * @param reportingController the controller that Events name
 * @param reportingInstance the process that Events name, of 1 to 128 characters
 */
public record StatusSettings(
    String fieldManager,
    Duration acceptedWait,
    int eventsPerSecond,
    int eventBurst,
    int writers,
    Duration requestTimeout,
    Duration firstRetry,
    Duration longestRetry,
    Duration drain,
    int eventsPerSync,
    String reportingController,
    String reportingInstance) {

  /**
   * Waits 2 s; 8 statuses at once; 50 Events a second, 100 at once; tries from 500 ms to 1 minute.
   */
  public static final StatusSettings DEFAULTS =
      new StatusSettings(
          "fairway",
          Duration.ofSeconds(2),
          50,
          100,
          8,
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          50,
          "fairway.dev/operator",
          "fairway");

  /** Refuses what is empty, negative, or longer than its own bound. */
  public StatusSettings {
    require(!fieldManager.isEmpty(), "fieldManager", fieldManager);
    require(!acceptedWait.isNegative(), "acceptedWait", acceptedWait);
    require(eventsPerSecond > 0, "eventsPerSecond", eventsPerSecond);
    require(eventBurst > 0, "eventBurst", eventBurst);
    require(writers > 0, "writers", writers);
    require(isPositive(requestTimeout), "requestTimeout", requestTimeout);
    require(isPositive(firstRetry), "firstRetry", firstRetry);
    require(longestRetry.compareTo(firstRetry) >= 0, "longestRetry", longestRetry);
    require(!drain.isNegative(), "drain", drain);
    require(eventsPerSync >= 0, "eventsPerSync", eventsPerSync);
    require(isName(reportingController), "reportingController", reportingController);
    require(isName(reportingInstance), "reportingInstance", reportingInstance);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.length() <= 128;
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }
}
