package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * How the watch of one resource is.
 *
 * @param phase what it does
 * @param read true once all objects were listed
 * @param lasting for how long it has been in this phase
 * @param problem what is wrong, where it is {@link Phase#BROKEN}
 */
public record ResourceWatchState(
    Phase phase, boolean read, Duration lasting, Optional<String> problem) {

  /** What a watch does. */
  public enum Phase {
    /** Nothing yet. */
    NOT_STARTED,
    /** It lists everything, for the first time or anew. */
    READING,
    /** It follows every change. */
    WATCHING,
    /** It cannot, and tries again and again. */
    BROKEN
  }
}
