package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ChangeMarks;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SnapshotReader;
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
final class PlanExecution {

  /** Another operator's change takes seconds. */
  private static final Duration ANOTHER_OPERATOR = Duration.ofSeconds(15);

  /** Beyond the deadline of the call, for clocks that differ. */
  private static final Duration MARK_MARGIN = Duration.ofMinutes(2);

  private final ChangeRequest scene;
  private final Plan plan;
  private final SnapshotReader reader;
  private final ManagerApi calls;
  private final CallContext call;
  private final ManagerClock clock;
  private final PushTiming pace;
  private final PushThrottle memory;
  private final PolicyApi objects;
  private final TaskPoller watch;
  private final PushRetry round;

  PlanExecution(
      ChangeRequest scene,
      SnapshotReader reader,
      ManagerApi calls,
      CallContext call,
      ManagerClock clock,
      PushTiming pace,
      PushThrottle memory) {
    this.scene = scene;
    this.plan = scene.plan();
    this.reader = reader;
    this.calls = calls;
    this.call = call;
    this.clock = clock;
    this.pace = pace;
    this.memory = memory;
    this.objects = new PolicyApi(calls);
    this.watch = new TaskPoller(calls, clock, pace);
    this.round = new PushRetry(calls, clock, pace, watch, memory);
  }

  /**
   * What became of the plan.
   *
   * @throws BackendException where nothing was written
   */
  ApplyReport run() {
    DecodedSnapshot view = reader.read(calls);
    if (!view.observed().revision().equals(plan.basis())) {
      throw new BackendException(
          ErrorKind.CONFLICT, "the fabric is not what the plan was made from any more");
    }
    if (plan.isEmpty() && view.observed().unfinished().isEmpty() && !scene.purge()) {
      return ChangeOutcome.DONE.report(plan);
    }
    scene.draft(view);
    requireNoOtherOperator(view);
    memory.requireTime(plan);
    if (call.dryRun()) {
      return ChangeOutcome.DONE.report(plan);
    }
    if (!watch.quiet()) {
      throw BackendException.retryAfter(
          ErrorKind.CONFLICT, "the controllers are busy", pace.yieldAfterForeign());
    }
    return afterCutOff(view).report(plan);
  }

  /** A mark past its time is a dead operator's, and its change is finished as our own would be. */
  private void requireNoOtherOperator(DecodedSnapshot view) {
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
    Optional<ChangeLock> other =
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

  private ChangeOutcome afterCutOff(DecodedSnapshot view) {
    if (view.mark().isEmpty()) {
      return change(view, true);
    }
    ChangeOutcome finished =
        new InterruptedChange(calls, round).finish(view, view.mark().get(), editsTheSame(view));
    if (!finished.isDone()) {
      return finished;
    }
    try {
      DecodedSnapshot now = reader.read(calls);
      if (!canonical(now.observed().mine()).equals(canonical(plan.before()))) {
        return ChangeOutcome.untouched(
            ErrorKind.CONFLICT, "the rules are not what the plan was made from any more");
      }
      return change(now, false);
    } catch (BackendException trouble) {
      return ChangeOutcome.untouched(trouble);
    }
  }

  private boolean editsTheSame(DecodedSnapshot view) {
    return scene.draft(view).way().equals(view.mark().map(ChangeLock::push));
  }

  private static List<String> canonical(List<PathRule> rules) {
    return rules.stream().map(PathRule::canonical).toList();
  }

  private ChangeOutcome change(DecodedSnapshot view, boolean first) {
    ChangeDraft draft = scene.draft(view);
    if (scene.purge() && PolicyDeactivation.needed(view, plan.owner())) {
      return marked(view, ChangeLock.Push.ACTIVATION, first, this::deactivated);
    }
    if (draft.way().isEmpty()) {
      return scene.leavings(view, UnusedObjects.Done.NOTHING).isEmpty()
          ? ChangeOutcome.DONE
          : marked(view, ChangeLock.Push.TEMPLATES, first, this::swept);
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
    ChangeOutcome carryOut(DecodedSnapshot view, ChangeTransaction passage);
  }

  private ChangeOutcome marked(
      DecodedSnapshot view, ChangeLock.Push way, boolean first, Marked work) {
    ChangeTransaction passage = new ChangeTransaction(plan, objects, round, memory);
    Instant until = clock.instant().plus(call.remaining()).plus(MARK_MARGIN);
    Optional<ChangeOutcome> failed =
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

  private ChangeOutcome swept(DecodedSnapshot view, ChangeTransaction passage) {
    passage.sweep(scene.leavings(view, UnusedObjects.Done.NOTHING));
    return ChangeOutcome.DONE;
  }

  private ChangeOutcome deactivated(DecodedSnapshot view, ChangeTransaction passage) {
    return new PolicyDeactivation(calls, objects, round).carryOut(view, scene, passage);
  }

  private ActivePolicyEdit edit(DecodedSnapshot view, ChangeDraft draft) {
    if (draft.way().equals(Optional.of(ChangeLock.Push.TEMPLATES))) {
      return new DefinitionEdit(calls, draft.changed().get(0), scene.codec());
    }
    return view.picture().active().isPresent()
        ? new AssemblyEdit(calls, view, draft, scene.codec())
        : new FirstActivation(calls, view, draft, scene.codec());
  }
}
