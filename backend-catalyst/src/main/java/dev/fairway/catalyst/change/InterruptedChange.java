package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.snapshot.ContentDigest;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SegmentDataPolicy;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.policy.Digest;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The completion of an interrupted change, of which only the lock is left: where what it edits is
 * not as it was, the database may hold what the controllers never saw, and is pushed as it is.
 */
final class InterruptedChange {

  private final PolicyApi policies;
  private final TaskPoller tasks;

  InterruptedChange(PolicyApi policies, TaskPoller tasks) {
    this.policies = policies;
    this.tasks = tasks;
  }

  /** The first 12 digits of the digest of what a change with this push edits. */
  static String digest(DecodedSnapshot view, PushMethod push) {
    List<Digest> parts = new ArrayList<>();
    parts.add(Digest.of(push.name()));
    if (push == PushMethod.TEMPLATES) {
      view.dataPolicies().values().stream()
          .filter(SegmentDataPolicy::isInForce)
          .forEach(dataPolicy -> parts.add(ContentDigest.of(dataPolicy.definition().tree())));
    } else {
      view.snapshot().activeAssembly().forEach(item -> parts.add(ContentDigest.of(item)));
    }
    return Digest.ofChildren(parts).shortText();
  }

  /**
   * Pushes where that is needed, and deletes the lock. What no controller takes stays as it is
   * until something else is written in its place.
   *
   * @param editedNext true where the same objects are edited and pushed next
   */
  ChangeOutcome finish(DecodedSnapshot view, ChangeLock lock, boolean editedNext) {
    try {
      Optional<TaskResult> refused = push(view, lock).filter(result -> !result.delivered());
      if (refused.isPresent() && !(editedNext && refused.get().kind() == TaskResult.Kind.REFUSED)) {
        return ChangeOutcome.failed(
            ErrorKind.UNAVAILABLE,
            "an earlier change was cut off and cannot be finished: " + refused.get().why());
      }
      policies.deleteLock(lock.listId());
      return ChangeOutcome.APPLIED;
    } catch (BackendException failure) {
      return ChangeOutcome.failed(failure);
    }
  }

  private Optional<TaskResult> push(DecodedSnapshot view, ChangeLock lock) {
    Optional<StoredPolicy> active = view.snapshot().active();
    if (active.isEmpty() || digest(view, lock.push()).equals(lock.before())) {
      return Optional.empty();
    }
    ControllerPush push =
        lock.push() == PushMethod.TEMPLATES
            ? policies.templatePush(List.of())
            : policies.activation(active.get().id(), true);
    try {
      return Optional.of(tasks.push(push));
    } catch (ManagerException failure) {
      if (failure.reason() == ManagerException.Reason.EDIT_EXPIRED) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
