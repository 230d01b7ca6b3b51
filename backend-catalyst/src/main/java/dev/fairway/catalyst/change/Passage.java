package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.TaskVerdict.Kind;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.DataPrefixList;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.plan.Plan;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One change from its mark to its end. From the mark on, nothing is thrown: whatever goes wrong
 * ends in one of three truths, and what stands on the Manager tells the next pass the rest.
 */
final class Passage {

  private final Plan plan;
  private final ManagerObjects objects;
  private final PushRound round;
  private final ChangeMemory memory;
  private final Made made;
  private String markId = "";

  Passage(Plan plan, ManagerObjects objects, PushRound round, ChangeMemory memory) {
    this.plan = plan;
    this.objects = objects;
    this.round = round;
    this.memory = memory;
    this.made = new Made(objects);
  }

  /** Puts the mark up; empty where that went well. */
  Optional<Ending> mark(DataPrefixList mark) {
    try {
      markId = objects.createList(mark);
      return Optional.empty();
    } catch (ManagerException | BackendException trouble) {
      return Optional.of(Ending.untouched(trouble));
    }
  }

  /** Edits and pushes, and sweeps up where that went well. */
  Ending carryOut(
      ForceEdit edit, List<ListChoice> lists, Function<Leavings.Done, Leavings> leavings) {
    try {
      made.lists(lists);
      edit.prepare(made);
      edit.requireUnchanged();
      edit.put();
    } catch (ManagerException | BackendException trouble) {
      return notPut(trouble);
    }
    Ending ending = pushed(edit);
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
  private Ending notPut(RuntimeException trouble) {
    if (Ending.maybeDone(trouble)) {
      return Ending.unsure(trouble);
    }
    if (Ending.is(trouble, ManagerException.Kind.LOCKED)) {
      memory.stayAway();
    }
    takeBack();
    return Ending.untouched(trouble);
  }

  private Ending pushed(ForceEdit edit) {
    TaskVerdict verdict;
    try {
      verdict = begun(edit);
    } catch (ManagerException | BackendException trouble) {
      return Ending.is(trouble, ManagerException.Kind.REFUSED)
          ? back(edit, Ending.untouched(trouble), false)
          : Ending.unsure(trouble);
    }
    if (verdict.accepted()) {
      return confirmed(edit);
    }
    if (verdict.kind() == Kind.SCHEDULED) {
      return Ending.unsure(ErrorKind.UNAVAILABLE, verdict.why());
    }
    Ending ending = Ending.untouched(error(verdict), verdict.why());
    return back(edit, ending, verdict.kind() == Kind.REFUSED);
  }

  /** Where the lease of the edit ran out, the edit is made once more. */
  private TaskVerdict begun(ForceEdit edit) {
    try {
      return round.push(edit.push());
    } catch (ManagerException failure) {
      if (failure.kind() != ManagerException.Kind.EDIT_EXPIRED) {
        throw failure;
      }
      edit.put();
      return round.push(edit.push());
    }
  }

  private static ErrorKind error(TaskVerdict verdict) {
    return switch (verdict.kind()) {
      case REFUSED -> ErrorKind.REJECTED;
      case SKIPPED -> ErrorKind.CONFLICT;
      default -> ErrorKind.UNAVAILABLE;
    };
  }

  private Ending back(ForceEdit edit, Ending ending, boolean refusedByAll) {
    try {
      Optional<Push> push = edit.putBack();
      if (push.isPresent()) {
        TaskVerdict verdict = round.push(push.get());
        if (!verdict.accepted()) {
          return Ending.unsure(ending.error(), ending.why() + "; putting back: " + verdict.why());
        }
      }
    } catch (ManagerException | BackendException trouble) {
      return Ending.unsure(
          ending.error(), ending.why() + "; putting back: " + trouble.getMessage());
    }
    if (refusedByAll) {
      memory.refused(plan, ending.why());
    }
    takeBack();
    return ending;
  }

  /** Every controller took it, so it is in force; unless somebody changed it meanwhile. */
  private Ending confirmed(ForceEdit edit) {
    try {
      if (edit.holds()) {
        return Ending.DONE;
      }
    } catch (ManagerException | BackendException unread) {
      return Ending.DONE;
    }
    attempt(List.of(this::unmark));
    return Ending.unsure(ErrorKind.CONFLICT, "somebody changed it right after it was pushed");
  }

  /** Takes away what nothing refers to any more, and the mark as the last. */
  void sweep(Leavings leavings) {
    List<Runnable> removals = new ArrayList<>();
    leavings.lettingGo().forEach(policy -> removals.add(() -> objects.replacePolicy(policy)));
    leavings.definitions().forEach(id -> removals.add(() -> objects.deleteDefinition(id)));
    for (StoredList list : leavings.lists()) {
      list.read()
          .map(ListChoice::token)
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
      } catch (ManagerException | BackendException leftForTheNextPass) {
        continue;
      }
    }
  }
}
