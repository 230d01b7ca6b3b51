package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * All that a loop knows at one moment, so that any thread can read it, or replace it by the next
 * one, without a lock. Moments are times since the loop was made.
 *
 * @param standing what it may do
 * @param passing true while a pass is under way
 * @param schedule when the next pass is due
 * @param past what became of the passes so far
 */
record LoopSnapshot(LoopMode standing, boolean passing, SyncSchedule schedule, SyncHistory past) {

  static LoopSnapshot fresh(LoopSettings settings, boolean standby) {
    return new LoopSnapshot(
        LoopMode.fresh(standby), false, SyncSchedule.idle(settings), SyncHistory.NOTHING);
  }

  LoopSnapshot started(Duration now) {
    return new LoopSnapshot(
        standing.at(LoopMode.Stage.RUNNING), passing, schedule.asked(now), past);
  }

  /** Who stands by leaves changes to the one who leads; leading begins with a pass anyway. */
  LoopSnapshot changed(Duration now) {
    return standing.standby() ? this : with(schedule.changed(now));
  }

  LoopSnapshot asked(Duration now) {
    return with(schedule.asked(now));
  }

  LoopSnapshot held(Duration until) {
    return with(schedule.held(until));
  }

  LoopSnapshot frozen(String why, Duration now) {
    return with(standing.frozen(Optional.of(why))).asked(now);
  }

  LoopSnapshot unfrozen(Duration now) {
    return standing.frozen().isEmpty() ? this : with(standing.frozen(Optional.empty())).asked(now);
  }

  LoopSnapshot standingBy() {
    return new LoopSnapshot(standing.standingBy(), passing, schedule.handedOver(), past);
  }

  LoopSnapshot leading(Duration now) {
    return standing.standby() ? with(standing.leading()).asked(now) : this;
  }

  LoopSnapshot closing() {
    return standing.stage() == LoopMode.Stage.ENDED
        ? this
        : with(standing.at(LoopMode.Stage.CLOSING));
  }

  LoopSnapshot ended(Optional<String> problem) {
    return new LoopSnapshot(
        standing.at(LoopMode.Stage.ENDED), false, schedule, problem.map(past::ended).orElse(past));
  }

  /** A pass begins, where it still may and is due; else this. */
  LoopSnapshot began(Duration now) {
    return isDue(now) ? new LoopSnapshot(standing, true, schedule.began(), past.began(now)) : this;
  }

  LoopSnapshot ended(SyncSchedule next, SyncHistory after) {
    return new LoopSnapshot(standing, false, next, after);
  }

  LoopSnapshot with(SyncHistory other) {
    return new LoopSnapshot(standing, passing, schedule, other);
  }

  private LoopSnapshot with(SyncSchedule other) {
    return new LoopSnapshot(standing, passing, other, past);
  }

  private LoopSnapshot with(LoopMode other) {
    return new LoopSnapshot(other, passing, schedule, past);
  }

  boolean isDue(Duration now) {
    return dueAt().filter(due -> due.compareTo(now) <= 0).isPresent();
  }

  /** When the next pass is due; empty where none may begin, or nothing is known. */
  Optional<Duration> dueAt() {
    return standing.acts() ? schedule.dueAt() : Optional.empty();
  }

  LoopState state(Duration now) {
    return new LoopState(
        phase(),
        standing.frozen(),
        past.passes(),
        past.failures(),
        past.last(),
        past.succeeded().map(now::minus),
        schedule.changes().oldest().map(now::minus),
        passing ? Optional.empty() : dueAt().map(due -> Moments.later(due, now).minus(now)),
        past.problem());
  }

  private LoopState.Phase phase() {
    if (passing) {
      return LoopState.Phase.SYNCING;
    }
    return switch (standing.stage()) {
      case NEW -> LoopState.Phase.NEW;
      case RUNNING -> standing.standby() ? LoopState.Phase.STANDBY : LoopState.Phase.WAITING;
      case CLOSING, ENDED -> LoopState.Phase.STOPPED;
    };
  }
}
