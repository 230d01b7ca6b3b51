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
record LoopPicture(Standing standing, boolean passing, PassSchedule schedule, Past past) {

  static LoopPicture fresh(LoopSettings settings, boolean standby) {
    return new LoopPicture(
        Standing.fresh(standby), false, PassSchedule.idle(settings), Past.NOTHING);
  }

  LoopPicture started(Duration now) {
    return new LoopPicture(standing.at(Standing.Stage.RUNNING), passing, schedule.asked(now), past);
  }

  /** Who stands by leaves changes to the one who leads; leading begins with a pass anyway. */
  LoopPicture changed(Duration now) {
    return standing.standby() ? this : with(schedule.changed(now));
  }

  LoopPicture asked(Duration now) {
    return with(schedule.asked(now));
  }

  LoopPicture held(Duration until) {
    return with(schedule.held(until));
  }

  LoopPicture frozen(String why, Duration now) {
    return with(standing.frozen(Optional.of(why))).asked(now);
  }

  LoopPicture unfrozen(Duration now) {
    return standing.frozen().isEmpty() ? this : with(standing.frozen(Optional.empty())).asked(now);
  }

  LoopPicture standingBy() {
    return new LoopPicture(standing.standingBy(), passing, schedule.handedOver(), past);
  }

  LoopPicture leading(Duration now) {
    return standing.standby() ? with(standing.leading()).asked(now) : this;
  }

  LoopPicture closing() {
    return standing.stage() == Standing.Stage.ENDED
        ? this
        : with(standing.at(Standing.Stage.CLOSING));
  }

  LoopPicture ended(Optional<String> problem) {
    return new LoopPicture(
        standing.at(Standing.Stage.ENDED), false, schedule, problem.map(past::ended).orElse(past));
  }

  /** A pass begins, where it still may and is due; else this. */
  LoopPicture began(Duration now) {
    return isDue(now) ? new LoopPicture(standing, true, schedule.began(), past.began(now)) : this;
  }

  LoopPicture ended(PassSchedule next, Past after) {
    return new LoopPicture(standing, false, next, after);
  }

  LoopPicture with(Past other) {
    return new LoopPicture(standing, passing, schedule, other);
  }

  private LoopPicture with(PassSchedule other) {
    return new LoopPicture(standing, passing, other, past);
  }

  private LoopPicture with(Standing other) {
    return new LoopPicture(other, passing, schedule, past);
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
      return LoopState.Phase.PASSING;
    }
    return switch (standing.stage()) {
      case NEW -> LoopState.Phase.NEW;
      case RUNNING -> standing.standby() ? LoopState.Phase.STANDBY : LoopState.Phase.WAITING;
      case CLOSING, ENDED -> LoopState.Phase.STOPPED;
    };
  }
}
