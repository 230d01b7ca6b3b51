package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.picture.ChangeMark;
import dev.fairway.catalyst.picture.FabricView;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;

/**
 * Finishes a change of which only the mark is left to tell: where what it edits is not as it was,
 * the database may hold what the controllers never saw, and is pushed as it is.
 */
final class CutOffChange {

  private final ManagerApi calls;
  private final PushRound round;

  CutOffChange(ManagerApi calls, PushRound round) {
    this.calls = calls;
    this.round = round;
  }

  /**
   * Pushes where that is needed, and takes the mark away. What no controller takes stays as it is
   * until something else is written in its place.
   *
   * @param edited true where the same will be edited and pushed next
   */
  Ending finish(FabricView view, ChangeMark mark, boolean edited) {
    try {
      Optional<TaskVerdict> refused = pushed(view, mark).filter(verdict -> !verdict.delivered());
      if (refused.isPresent() && !(edited && refused.get().kind() == TaskVerdict.Kind.REFUSED)) {
        return Ending.untouched(
            ErrorKind.UNAVAILABLE,
            "an earlier change was cut off and cannot be finished: " + refused.get().why());
      }
      new ManagerObjects(calls).deleteList("dataprefix", mark.listId());
      return Ending.DONE;
    } catch (ManagerException | BackendException trouble) {
      return Ending.untouched(trouble);
    }
  }

  private Optional<TaskVerdict> pushed(FabricView view, ChangeMark mark) {
    Optional<StoredPolicy> active = view.picture().active();
    if (active.isEmpty() || EditedDigest.of(view, mark.push()).equals(mark.before())) {
      return Optional.empty();
    }
    Push push =
        mark.push() == ChangeMark.Push.TEMPLATES
            ? new TemplatePush(calls, List.of())
            : new ActivationPush(calls, active.get().id(), true);
    try {
      return Optional.of(round.push(push));
    } catch (ManagerException failure) {
      if (failure.kind() == ManagerException.Kind.EDIT_EXPIRED) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
