package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of the writing of statuses at one moment. Immutable.
 *
 * @param waiting how many Services have a status that is not written yet
 * @param oldestWaiting how long the one of them waits that waits longest; empty: none does
 * @param failing of how many of them the last request failed
 * @param oldestFailing since when every request of one of those failed; empty: of none
 * @param problem why its last request failed; one sentence without secrets
 * @param contested of how many Services another writer changes the status again and again
 */
public record StatusState(
    int waiting,
    Optional<Duration> oldestWaiting,
    int failing,
    Optional<Duration> oldestFailing,
    Optional<String> problem,
    int contested) {

  /** The state where nothing waits. */
  public static final StatusState IDLE =
      new StatusState(0, Optional.empty(), 0, Optional.empty(), Optional.empty(), 0);
}
