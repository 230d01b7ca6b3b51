package dev.fairway.operator.live;

import java.time.Duration;
import java.util.Optional;

/**
 * A kind of object in the cluster that is watched.
 *
 * @param resource its plural name as the API has it: {@code services}
 * @param current true while it was read whole and the watch is open
 * @param sinceEvent how long ago the API server last said anything about it; empty: never
 * @param problem why it is not current, where that is known; a sentence without secrets
 */
public record WatchedResource(
    String resource, boolean current, Optional<Duration> sinceEvent, Optional<String> problem) {}
