package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.Optional;

/**
 * A loop at one moment. Immutable.
 *
 * @param phase what it does
 * @param frozen why nothing may be written for now, where somebody froze it
 * @param passes how many passes it began
 * @param failures how many passes in a row did not do all that they were to do, the last one
 *     included
 * @param last what the last pass came to; empty before the first one ended, and where it broke
 * @param sinceSuccess how long ago the last pass began that did all that was asked; empty: none
 *     yet. A pass of a frozen loop never does
 * @param waitingSince how long the oldest change that is not carried out yet has waited; empty:
 *     none
 * @param nextIn when the next pass comes, as far as is known now; empty: only when something
 *     happens
 * @param problem why the last pass did not come to an end, why the inventory could not be read, or
 *     why the loop stopped without being closed; a sentence without secrets. What the fabric said
 *     to a pass that ended stands in {@code last}
 */
public record LoopState(
    Phase phase,
    Optional<String> frozen,
    long passes,
    int failures,
    Optional<SyncReport> last,
    Optional<Duration> sinceSuccess,
    Optional<Duration> waitingSince,
    Optional<Duration> nextIn,
    Optional<String> problem) {

  /** True where nothing differs but how much time has passed. */
  boolean isLike(LoopState other) {
    return phase == other.phase
        && frozen.equals(other.frozen)
        && passes == other.passes
        && failures == other.failures
        && last.map(SyncReport::correlationId).equals(other.last.map(SyncReport::correlationId))
        && waitingSince.isPresent() == other.waitingSince.isPresent()
        && problem.equals(other.problem);
  }

  /** What a loop does. */
  public enum Phase {
    /** Not started. */
    NEW,
    /** Another process acts; no pass is made. */
    STANDBY,
    /** Waits for a change or for the time of the next pass. */
    WAITING,
    /** A pass is under way. */
    SYNCING,
    /** Closed, or broken: then there is a problem. */
    STOPPED
  }
}
