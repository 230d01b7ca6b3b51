package dev.fairway.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * A call to the backend that has ended.
 *
 * @param stage which call
 * @param correlationId its id in the logs
 * @param took how long it took, by the host's clock
 * @param failure why it failed, where it did
 */
public record BackendCall(
    SyncFailure.Stage stage, String correlationId, Duration took, Optional<SyncFailure> failure) {}
