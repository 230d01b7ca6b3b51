package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;

/**
 * Finishes a change of which only the mark is left to tell: where what it edits is not as it was,
 * the database may hold what the controllers never saw, and is pushed as it is.
 */
final class InterruptedChange {

  private final ManagerApi calls;
  private final PushRetry round;

  InterruptedChange(ManagerApi calls, PushRetry round) {
    this.calls = calls;
    this.round = round;
  }

  /**
   * Pushes where that is needed, and takes the mark away. What no controller takes stays as it is
   * until something else is written in its place.
   *
   * @param edited true where the same will be edited and pushed next
   */
  ChangeOutcome finish(DecodedSnapshot view, ChangeLock mark, boolean edited) {
    try {
      Optional<TaskResult> refused = pushed(view, mark).filter(verdict -> !verdict.delivered());
      if (refused.isPresent() && !(edited && refused.get().kind() == TaskResult.Kind.REFUSED)) {
        return ChangeOutcome.untouched(
            ErrorKind.UNAVAILABLE,
            "an earlier change was cut off and cannot be finished: " + refused.get().why());
      }
      new PolicyApi(calls).deleteList("dataprefix", mark.listId());
      return ChangeOutcome.DONE;
    } catch (BackendException trouble) {
      return ChangeOutcome.untouched(trouble);
    }
  }

  private Optional<TaskResult> pushed(DecodedSnapshot view, ChangeLock mark) {
    Optional<StoredPolicy> active = view.picture().active();
    if (active.isEmpty() || EditedDigest.of(view, mark.push()).equals(mark.before())) {
      return Optional.empty();
    }
    Push push =
        mark.push() == ChangeLock.Push.TEMPLATES
            ? new TemplatePush(calls, List.of())
            : new ActivationPush(calls, active.get().id(), true);
    try {
      return Optional.of(round.push(push));
    } catch (ManagerException failure) {
      if (failure.reason() == ManagerException.Reason.EDIT_EXPIRED) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
