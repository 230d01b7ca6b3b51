package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.Optional;

/**
 * The state of a loop at one moment. Immutable.
 *
 * @param phase what it does
 * @param frozen why nothing may be written for now, where it is frozen
 * @param syncs how many syncs it began
 * @param failures how many syncs in a row did not do all that they were to do, the last one
 *     included
 * @param last the report of the last sync; empty before the first one ended, and where it broke
 * @param sinceSuccess how long ago the last sync began that did all that was asked; empty: none
 *     yet. A sync of a frozen loop never does
 * @param waitingSince how long the oldest change that is not applied yet has waited; empty: none
 * @param look the last look at the fabric
 * @param nextIn when the next sync comes, as far as is known now; empty: only at another event
 * @param problem why the last sync did not come to an end, why the inventory could not be read, or
 *     why the loop stopped without being closed; a sentence without secrets. What the fabric said
 *     to a sync that ended stands in {@code last}
 */
public record LoopState(
    Phase phase,
    Optional<String> frozen,
    long syncs,
    int failures,
    Optional<SyncReport> last,
    Optional<Duration> sinceSuccess,
    Optional<Duration> waitingSince,
    LastLook look,
    Optional<Duration> nextIn,
    Optional<String> problem) {

  /** True where nothing differs but how much time has passed. */
  boolean isLike(LoopState other) {
    return phase == other.phase
        && frozen.equals(other.frozen)
        && syncs == other.syncs
        && failures == other.failures
        && last.map(SyncReport::correlationId).equals(other.last.map(SyncReport::correlationId))
        && look.current() == other.look.current()
        && waitingSince.isPresent() == other.waitingSince.isPresent()
        && problem.equals(other.problem);
  }

  /** The phases of a loop. */
  public enum Phase {
    /** Not started. */
    NEW,
    /** Another process acts; no sync is made. */
    STANDBY,
    /** Waits for a change or for the time of the next sync. */
    WAITING,
    /** A sync is under way. */
    SYNCING,
    /** Closed, or broken: then there is a problem. */
    STOPPED
  }
}
