package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of the watch of one resource.
 *
 * @param phase its phase
 * @param read true once all objects were listed
 * @param lasting for how long it has been in this phase
 * @param problem what is wrong, where it is {@link Phase#BROKEN}
 */
public record ResourceWatchState(
    Phase phase, boolean read, Duration lasting, Optional<String> problem) {

  /** The phase of a watch. */
  public enum Phase {
    /** Nothing yet. */
    NOT_STARTED,
    /** It lists everything, for the first time or anew. */
    READING,
    /** It follows every change. */
    WATCHING,
    /** Its requests fail; they are retried. */
    BROKEN
  }
}
