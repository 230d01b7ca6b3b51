package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.picture.ChangeMark;
import dev.fairway.catalyst.picture.ChangeMarks;
import dev.fairway.catalyst.picture.FabricView;
import dev.fairway.catalyst.picture.PictureReader;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One call: what has to be looked at before the first write, then the writes. */
final class ChangeRun {

  /** Another operator's change takes seconds. */
  private static final Duration ANOTHER_OPERATOR = Duration.ofSeconds(15);

  /** Beyond the deadline of the call, for clocks that differ. */
  private static final Duration MARK_MARGIN = Duration.ofMinutes(2);

  private final ChangeScene scene;
  private final Plan plan;
  private final PictureReader reader;
  private final ManagerApi calls;
  private final CallContext call;
  private final ManagerClock clock;
  private final PushPace pace;
  private final ChangeMemory memory;
  private final ManagerObjects objects;
  private final TaskWatch watch;
  private final PushRound round;

  ChangeRun(
      ChangeScene scene,
      PictureReader reader,
      ManagerApi calls,
      CallContext call,
      ManagerClock clock,
      PushPace pace,
      ChangeMemory memory) {
    this.scene = scene;
    this.plan = scene.plan();
    this.reader = reader;
    this.calls = calls;
    this.call = call;
    this.clock = clock;
    this.pace = pace;
    this.memory = memory;
    this.objects = new ManagerObjects(calls);
    this.watch = new TaskWatch(calls, clock, pace);
    this.round = new PushRound(calls, clock, pace, watch, memory);
  }

  /**
   * What became of the plan.
   *
   * @throws BackendException where nothing was written
   * @throws ManagerException where nothing was written
   */
  ApplyReport run() {
    FabricView view = reader.read(calls);
    if (!view.observed().revision().equals(plan.basis())) {
      throw new BackendException(
          ErrorKind.CONFLICT, "the fabric is not what the plan was made from any more");
    }
    if (plan.isEmpty() && view.observed().unfinished().isEmpty() && !scene.purge()) {
      return Ending.DONE.report(plan);
    }
    scene.draft(view);
    requireNoOtherOperator(view);
    memory.requireTime(plan);
    if (call.dryRun()) {
      return Ending.DONE.report(plan);
    }
    if (!watch.quiet()) {
      throw BackendException.retryAfter(
          ErrorKind.CONFLICT, "the controllers are busy", pace.yieldAfterForeign());
    }
    return afterCutOff(view).report(plan);
  }

  /** A mark past its time is a dead operator's, and its change is finished as our own would be. */
  private void requireNoOtherOperator(FabricView view) {
    boolean unreadable =
        view.mark().isEmpty()
            && view.picture().lists().values().stream().anyMatch(ChangeMarks::isMark);
    if (unreadable) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "the list '"
              + ChangeMarks.NAME
              + "' says nothing of who changes policy until when; if no change is under way,"
              + " delete it");
    }
    Optional<ChangeMark> other =
        view.mark()
            .filter(mark -> !mark.owner().equals(plan.owner()))
            .filter(mark -> clock.instant().isBefore(mark.until()));
    if (other.isPresent()) {
      throw BackendException.retryAfter(
          ErrorKind.CONFLICT,
          "owner '" + other.get().owner() + "' is changing policy on this Manager",
          ANOTHER_OPERATOR);
    }
  }

  private Ending afterCutOff(FabricView view) {
    if (view.mark().isEmpty()) {
      return change(view, true);
    }
    Ending finished =
        new CutOffChange(calls, round).finish(view, view.mark().get(), editsTheSame(view));
    if (!finished.isDone()) {
      return finished;
    }
    try {
      FabricView now = reader.read(calls);
      if (!canonical(now.observed().mine()).equals(canonical(plan.before()))) {
        return Ending.untouched(
            ErrorKind.CONFLICT, "the rules are not what the plan was made from any more");
      }
      return change(now, false);
    } catch (ManagerException | BackendException trouble) {
      return Ending.untouched(trouble);
    }
  }

  private boolean editsTheSame(FabricView view) {
    return scene.draft(view).way().equals(view.mark().map(ChangeMark::push));
  }

  private static List<String> canonical(List<PathRule> rules) {
    return rules.stream().map(PathRule::canonical).toList();
  }

  private Ending change(FabricView view, boolean first) {
    ChangeDraft draft = scene.draft(view);
    if (scene.purge() && OwnPurge.needed(view, plan.owner())) {
      return marked(view, ChangeMark.Push.ACTIVATION, first, this::deactivated);
    }
    if (draft.way().isEmpty()) {
      return scene.leavings(view, Leavings.Done.NOTHING).isEmpty()
          ? Ending.DONE
          : marked(view, ChangeMark.Push.TEMPLATES, first, this::swept);
    }
    return marked(
        view,
        draft.way().get(),
        first,
        (seen, passage) ->
            passage.carryOut(edit(seen, draft), draft.lists(), done -> scene.leavings(seen, done)));
  }

  /** What follows the mark. */
  private interface Marked {
    Ending carryOut(FabricView view, Passage passage);
  }

  private Ending marked(FabricView view, ChangeMark.Push way, boolean first, Marked work) {
    Passage passage = new Passage(plan, objects, round, memory);
    Instant until = clock.instant().plus(call.remaining()).plus(MARK_MARGIN);
    Optional<Ending> failed =
        passage.mark(ChangeMarks.list(plan.owner(), until, way, EditedDigest.of(view, way)));
    if (failed.isEmpty()) {
      return work.carryOut(view, passage);
    }
    if (first && failed.get().error() == ErrorKind.CONFLICT) {
      throw BackendException.retryAfter(
          ErrorKind.CONFLICT, "another operator began a change just now", ANOTHER_OPERATOR);
    }
    return failed.get();
  }

  private Ending swept(FabricView view, Passage passage) {
    passage.sweep(scene.leavings(view, Leavings.Done.NOTHING));
    return Ending.DONE;
  }

  private Ending deactivated(FabricView view, Passage passage) {
    return new OwnPurge(calls, objects, round).carryOut(view, scene, passage);
  }

  private ForceEdit edit(FabricView view, ChangeDraft draft) {
    if (draft.way().equals(Optional.of(ChangeMark.Push.TEMPLATES))) {
      return new DefinitionEdit(calls, draft.changed().get(0), scene.codec());
    }
    return view.picture().active().isPresent()
        ? new AssemblyEdit(calls, view, draft, scene.codec())
        : new FirstActivation(calls, view, draft, scene.codec());
  }
}
