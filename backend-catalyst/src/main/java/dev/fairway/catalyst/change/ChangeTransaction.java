package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.TaskResult.Kind;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
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
 * One change from its mark to its end. From the mark on, nothing is thrown: whatever goes wrong
 * ends in one of three truths, and what stands on the Manager tells the next pass the rest.
 */
final class ChangeTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeTransaction.class);

  private final Plan plan;
  private final PolicyApi objects;
  private final PushRetry round;
  private final PushThrottle memory;
  private final CreatedObjects made;
  private String markId = "";

  ChangeTransaction(Plan plan, PolicyApi objects, PushRetry round, PushThrottle memory) {
    this.plan = plan;
    this.objects = objects;
    this.round = round;
    this.memory = memory;
    this.made = new CreatedObjects(objects);
  }

  /** Puts the mark up; empty where that went well. */
  Optional<ChangeOutcome> mark(DataPrefixList mark) {
    try {
      markId = objects.createList(mark);
      return Optional.empty();
    } catch (BackendException trouble) {
      return Optional.of(ChangeOutcome.untouched(trouble));
    }
  }

  /** Edits and pushes, and sweeps up where that went well. */
  ChangeOutcome carryOut(
      ActivePolicyEdit edit,
      List<AllocatedList> lists,
      Function<UnusedObjects.Done, UnusedObjects> leavings) {
    try {
      made.lists(lists);
      edit.prepare(made);
      edit.requireUnchanged();
      edit.put();
    } catch (BackendException trouble) {
      return notPut(trouble);
    }
    ChangeOutcome ending = pushed(edit);
    if (!ending.isDone()) {
      return ending;
    }
    sweep(leavings.apply(edit.done()));
    return ending;
  }

  /**
   * A create whose answer was lost has no effect by itself; an edit may have been made, and then
   * the mark has to stay.
   */
  private ChangeOutcome notPut(BackendException trouble) {
    if (ChangeOutcome.maybeDone(trouble)) {
      return ChangeOutcome.unsure(trouble);
    }
    if (ChangeOutcome.is(trouble, ManagerException.Reason.LOCKED)) {
      memory.stayAway();
    }
    takeBack();
    return ChangeOutcome.untouched(trouble);
  }

  private ChangeOutcome pushed(ActivePolicyEdit edit) {
    TaskResult verdict;
    try {
      verdict = begun(edit);
    } catch (BackendException trouble) {
      return ChangeOutcome.is(trouble, ManagerException.Reason.REFUSED)
          ? back(edit, ChangeOutcome.untouched(trouble), false)
          : ChangeOutcome.unsure(trouble);
    }
    if (verdict.accepted()) {
      return confirmed(edit);
    }
    if (verdict.kind() == Kind.SCHEDULED) {
      return ChangeOutcome.unsure(ErrorKind.UNAVAILABLE, verdict.why());
    }
    ChangeOutcome ending = ChangeOutcome.untouched(error(verdict), verdict.why());
    return back(edit, ending, verdict.kind() == Kind.REFUSED);
  }

  /** Where the lease of the edit ran out, the edit is made once more. */
  private TaskResult begun(ActivePolicyEdit edit) {
    try {
      return round.push(edit.push());
    } catch (ManagerException failure) {
      if (failure.reason() != ManagerException.Reason.EDIT_EXPIRED) {
        throw failure;
      }
      edit.put();
      return round.push(edit.push());
    }
  }

  private static ErrorKind error(TaskResult verdict) {
    return switch (verdict.kind()) {
      case REFUSED -> ErrorKind.REJECTED;
      case SKIPPED -> ErrorKind.CONFLICT;
      default -> ErrorKind.UNAVAILABLE;
    };
  }

  private ChangeOutcome back(ActivePolicyEdit edit, ChangeOutcome ending, boolean refusedByAll) {
    try {
      Optional<Push> push = edit.putBack();
      if (push.isPresent()) {
        TaskResult verdict = round.push(push.get());
        if (!verdict.accepted()) {
          return ChangeOutcome.unsure(
              ending.error(), ending.why() + "; putting back: " + verdict.why());
        }
      }
    } catch (BackendException trouble) {
      return ChangeOutcome.unsure(
          ending.error(), ending.why() + "; putting back: " + trouble.getMessage());
    }
    if (refusedByAll) {
      memory.refused(plan, ending.why());
    }
    takeBack();
    return ending;
  }

  /** Every controller took it, so it is in force; unless somebody changed it meanwhile. */
  private ChangeOutcome confirmed(ActivePolicyEdit edit) {
    try {
      if (edit.holds()) {
        return ChangeOutcome.DONE;
      }
    } catch (BackendException unread) {
      LOG.info("pushed, and not read back: {}", unread.getMessage());
      return ChangeOutcome.DONE;
    }
    attempt(List.of(this::unmark));
    return ChangeOutcome.unsure(
        ErrorKind.CONFLICT, "somebody changed it right after it was pushed");
  }

  /** Takes away what nothing refers to any more, and the mark as the last. */
  void sweep(UnusedObjects leavings) {
    List<Runnable> removals = new ArrayList<>();
    leavings.lettingGo().forEach(policy -> removals.add(() -> objects.replacePolicy(policy)));
    leavings.definitions().forEach(id -> removals.add(() -> objects.deleteDefinition(id)));
    for (StoredList list : leavings.lists()) {
      list.read()
          .map(AllocatedList::token)
          .ifPresent(token -> removals.add(() -> objects.deleteList(token, list.id())));
    }
    removals.add(this::unmark);
    attempt(removals);
  }

  private void takeBack() {
    List<Runnable> removals = made.removals();
    removals.add(this::unmark);
    attempt(removals);
  }

  private void unmark() {
    objects.deleteList("dataprefix", markId);
  }

  /**
   * What cannot be taken away now is seen by the next observation, as something unfinished; what
   * became of the plan does not depend on it.
   */
  void attempt(List<Runnable> removals) {
    for (Runnable removal : removals) {
      try {
        removal.run();
      } catch (BackendException refused) {
        LOG.info("not taken away now, and left to the next sync: {}", refused.getMessage());
      }
    }
  }
}
