package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The lock of the one edit of something active that may be under way: all controllers' templates
 * carry the same policy, so any two edits touch the same ones.
 */
final class EditLockState {

  private final ModelState state;
  private Optional<EditLock> held = Optional.empty();
  private Optional<String> loser = Optional.empty();

  EditLockState(ModelState state) {
    this.state = state;
  }

  void requireFree() {
    held.ifPresent(
        lock -> {
          throw ManagerErrorException.locked("held by " + lock.user() + " until " + lock.expires());
        });
  }

  /** Begins an edit; call it before the change. */
  EditLock begin(String user, Optional<ManagerObject> before, Duration lease) {
    requireFree();
    loser = Optional.empty();
    EditLock lock =
        new EditLock(
            state.newId(), user, before, state.database.snapshot(), state.now().plus(lease));
    held = Optional.of(lock);
    return lock;
  }

  /** Starts the lease of the lock anew. */
  void renew(String processId) {
    held = Optional.of(find(processId).until(state.now().plus(state.timing.lease())));
  }

  /** Lets go of the lock; the edit stays in the database, not pushed. */
  void drop(String processId) {
    find(processId);
    held = Optional.empty();
  }

  private EditLock find(String processId) {
    return held.filter(lock -> lock.processId().equals(processId))
        .orElseThrow(() -> ManagerErrorException.notFound("no edit " + processId));
  }

  Optional<EditLock> due(Instant now) {
    return held.filter(lock -> !lock.expires().isAfter(now));
  }

  /** True while an edit waits for its push. */
  boolean isUnderWay() {
    return held.isPresent();
  }

  /** True where the last edit was this user's, and was taken back. */
  boolean expired(String user) {
    return loser.filter(user::equals).isPresent();
  }

  /** A template push has begun: the lease does not run out under it. */
  void keepUntil(Instant end) {
    held = held.map(lock -> lock.expires().isAfter(end) ? lock : lock.until(end.plusMillis(1)));
  }

  /** A template push has ended, well or not. */
  void release() {
    held = Optional.empty();
    loser = Optional.empty();
  }

  /** Something newer is to be pushed: what ran out before does not matter any more. */
  void forgetExpired() {
    loser = Optional.empty();
  }

  /**
   * The lease ran out: the database goes back, and so do controllers that got the edit by another
   * way than a template push.
   */
  void expire(EditLock lock) {
    held = Optional.empty();
    lock.before()
        .ifPresent(
            before -> {
              loser = Optional.of(lock.user());
              rollBack(before, lock.world());
            });
  }

  private void rollBack(ManagerObject before, StoredObjects world) {
    Optional<ManagerObject> edited = state.database.find(before.id());
    state.database.restore(state.database.snapshot().with(before).withNeeds(before.id(), world));
    for (ControllerState controller : state.controllers) {
      controller
          .running()
          .filter(running -> running.objects().find(before.id()).equals(edited))
          .ifPresent(running -> controller.runs(reverted(running, before, world)));
    }
  }

  private static RunningPolicy reverted(
      RunningPolicy running, ManagerObject before, StoredObjects world) {
    return new RunningPolicy(
        running.policyId(), running.objects().with(before).withNeeds(before.id(), world));
  }
}
