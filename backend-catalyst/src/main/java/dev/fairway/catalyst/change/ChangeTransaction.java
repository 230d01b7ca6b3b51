package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.UnusedObjects;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.plan.Plan;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edit transaction of one change: change lock, new objects, the one edit, push, confirmation,
 * deletion of unused objects, unlock. After the lock no failure is thrown: it becomes an outcome,
 * and the objects on the Manager tell the next sync what is left to do.
 */
final class ChangeTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeTransaction.class);

  private final Plan plan;
  private final PolicyApi api;
  private final TaskPoller tasks;
  private final PushThrottle throttle;
  private final CreatedObjects created;
  private String lockId = "";

  ChangeTransaction(Plan plan, PolicyApi api, TaskPoller tasks, PushThrottle throttle) {
    this.plan = plan;
    this.api = api;
    this.tasks = tasks;
    this.throttle = throttle;
    this.created = new CreatedObjects(api);
  }

  /** Takes the lock; empty where that succeeded. */
  Optional<ChangeOutcome> lock(ChangeLock lock) {
    try {
      lockId = api.createList(lock.list());
      return Optional.empty();
    } catch (BackendException failure) {
      return Optional.of(ChangeOutcome.failed(failure));
    }
  }

  /** Edits and pushes, and deletes what is unused once the edit is in force. */
  ChangeOutcome run(
      ActivePolicyEdit edit,
      List<AllocatedList> lists,
      Function<ChangeEffects, UnusedObjects> unusedAfter) {
    try {
      created.lists(lists);
      edit.prepare(created);
      edit.requireUnchanged();
      edit.put();
    } catch (BackendException failure) {
      return notEdited(failure);
    }
    ChangeOutcome outcome = push(edit);
    if (outcome.isApplied()) {
      deleteUnused(unusedAfter.apply(edit.effects()));
    }
    return outcome;
  }

  /**
   * A create without a response has no effect by itself; an edit may have taken place, and then the
   * lock has to stay.
   */
  private ChangeOutcome notEdited(BackendException failure) {
    if (ChangeOutcome.is(failure, Reason.ANSWER_LOST)) {
      return ChangeOutcome.unknown(failure);
    }
    if (ChangeOutcome.is(failure, Reason.LOCKED)) {
      throttle.editedByOthers();
      throttle.lockedAfterProbe();
    }
    deleteCreated();
    return ChangeOutcome.failed(failure);
  }

  private ChangeOutcome push(ActivePolicyEdit edit) {
    TaskResult result;
    try {
      result = pushOrEditAgain(edit);
    } catch (BackendException failure) {
      return ChangeOutcome.is(failure, Reason.REFUSED)
          ? rollBack(edit, ChangeOutcome.failed(failure), false)
          : ChangeOutcome.unknown(failure);
    }
    return switch (result.kind()) {
      case ACCEPTED -> confirm(edit);
      case SCHEDULED -> ChangeOutcome.unknown(ErrorKind.UNAVAILABLE, result.why());
      case REFUSED -> rollBack(edit, ChangeOutcome.failed(ErrorKind.REJECTED, result.why()), true);
      case SKIPPED -> rollBack(edit, ChangeOutcome.failed(ErrorKind.CONFLICT, result.why()), false);
      case PARTLY ->
          rollBack(edit, ChangeOutcome.failed(ErrorKind.UNAVAILABLE, result.why()), false);
    };
  }

  /** Edits once more where the lease of the edit ran out before the push. */
  private TaskResult pushOrEditAgain(ActivePolicyEdit edit) {
    try {
      return tasks.push(edit.push());
    } catch (ManagerException failure) {
      if (failure.reason() != Reason.EDIT_EXPIRED) {
        throw failure;
      }
      edit.put();
      return tasks.push(edit.push());
    }
  }

  private ChangeOutcome rollBack(
      ActivePolicyEdit edit, ChangeOutcome outcome, boolean refusedByAll) {
    try {
      Optional<ControllerPush> push = edit.putBack();
      if (push.isPresent()) {
        TaskResult result = tasks.push(push.get());
        if (!result.accepted()) {
          return ChangeOutcome.unknown(
              outcome.error(), outcome.why() + "; putting back: " + result.why());
        }
      }
    } catch (BackendException failure) {
      return ChangeOutcome.unknown(
          outcome.error(), outcome.why() + "; putting back: " + failure.getMessage());
    }
    if (refusedByAll) {
      throttle.refused(plan, outcome.why());
    }
    deleteCreated();
    return outcome;
  }

  /** Every controller took the edit, so it is in force unless another user edited meanwhile. */
  private ChangeOutcome confirm(ActivePolicyEdit edit) {
    try {
      if (edit.isInForce()) {
        return ChangeOutcome.APPLIED;
      }
    } catch (BackendException failure) {
      LOG.info("pushed, and not read back: {}", failure.getMessage());
      return ChangeOutcome.APPLIED;
    }
    deleteAll(List.of(this::unlock));
    return ChangeOutcome.unknown(
        ErrorKind.CONFLICT, "somebody changed it right after it was pushed");
  }

  /** Deletes unused objects, and the lock as the last. */
  void deleteUnused(UnusedObjects unused) {
    List<Runnable> deletions = new ArrayList<>();
    unused.rewrittenPolicies().forEach(policy -> deletions.add(() -> api.replacePolicy(policy)));
    unused
        .rewrittenDefinitions()
        .forEach((id, kept) -> deletions.add(() -> api.replaceDefinition(id, kept)));
    unused.definitions().forEach(id -> deletions.add(() -> api.deleteDefinition(id)));
    for (StoredList list : unused.lists()) {
      list.read().ifPresent(read -> deletions.add(() -> api.deleteList(read, list.id())));
    }
    deletions.add(this::unlock);
    deleteAll(deletions);
  }

  private void deleteCreated() {
    List<Runnable> deletions = created.deletions();
    deletions.add(this::unlock);
    deleteAll(deletions);
  }

  private void unlock() {
    api.deleteLock(lockId);
  }

  /**
   * Deletes as far as the Manager lets: what stays is unfinished in the next observation, and makes
   * no difference to the outcome.
   */
  void deleteAll(List<Runnable> deletions) {
    for (Runnable deletion : deletions) {
      try {
        deletion.run();
      } catch (BackendException failure) {
        LOG.info("not deleted now, and left to the next sync: {}", failure.getMessage());
      }
    }
  }
}
