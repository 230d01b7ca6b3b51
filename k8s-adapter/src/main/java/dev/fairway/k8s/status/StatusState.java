package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of the queue of statuses at one moment. Immutable.
 *
 * @param waiting how many Services have a status that is not written yet
 * @param oldestWaiting how long the one of them waits that waits longest; empty: none does
 * @param problem why the last request failed, where nothing was written since; one sentence without
 *     secrets
 */
public record StatusState(
    int waiting, Optional<Duration> oldestWaiting, Optional<String> problem) {}
