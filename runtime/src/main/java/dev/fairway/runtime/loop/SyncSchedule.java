package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the next pass is due, from what happened so far. Immutable: each event gives another one. It
 * knows no thread, no clock and no fabric; moments are times since the loop was made, and never go
 * back.
 *
 * @param settings how long things wait
 * @param changes what waits to be carried out
 * @param asked when a pass was asked for that waits for nothing; empty: none since the last began
 * @param notBefore no pass begins earlier, whatever happens
 * @param comesBack when a pass is due although nothing happens: a retry, or the periodic one
 */
record SyncSchedule(
    LoopSettings settings,
    Changes changes,
    Optional<Duration> asked,
    Duration notBefore,
    Optional<Duration> comesBack) {

  /** Nothing is due. */
  static SyncSchedule idle(LoopSettings settings) {
    return new SyncSchedule(
        settings, Changes.NONE, Optional.empty(), Duration.ZERO, Optional.empty());
  }

  /** Something changed: a pass is due when no more changes come, or after the longest delay. */
  SyncSchedule changed(Duration now) {
    return new SyncSchedule(settings, changes.told(now), asked, notBefore, comesBack);
  }

  /** A pass is due at once. */
  SyncSchedule asked(Duration now) {
    return new SyncSchedule(
        settings, changes, asked.or(() -> Optional.of(now)), notBefore, comesBack);
  }

  /** A pass begins; it is for everything that happened before. */
  SyncSchedule began() {
    return new SyncSchedule(
        settings, changes.begun(), Optional.empty(), notBefore, Optional.empty());
  }

  /**
   * A pass has ended.
   *
   * @param settled true where it did all that was asked before it began
   */
  SyncSchedule ended(Duration now, boolean settled, Backoff respite) {
    return new SyncSchedule(
        settings,
        settled ? changes.settled() : changes,
        asked,
        Moments.later(notBefore, now.plus(respite.quiet())),
        Moments.earliest(List.of(respite.retry(), Optional.of(settings.resync()))).map(now::plus));
  }

  /** No pass may begin before that moment. */
  SyncSchedule held(Duration until) {
    return new SyncSchedule(settings, changes, asked, Moments.later(notBefore, until), comesBack);
  }

  /** Somebody else takes care of the changes from now on. */
  SyncSchedule handedOver() {
    return new SyncSchedule(settings, Changes.NONE, Optional.empty(), notBefore, Optional.empty());
  }

  /** When the next pass is due, perhaps in the past; empty: when something happens. */
  Optional<Duration> dueAt() {
    return Moments.earliest(List.of(asked, changes.dueAt(settings), comesBack))
        .map(due -> Moments.later(due, notBefore));
  }
}
