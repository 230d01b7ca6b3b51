package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.SnapshotRevision;
import dev.fairway.catalyst.snapshot.UnusedObjects;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The writer of one owner's plans to one Manager: for each plan one edit of the active policy and
 * one push, and no moment with less in force than before and after. Remembers when it last pushed
 * and what the controllers refused; everything else stands on the Manager, so a change that is
 * interrupted at any request is finished by the next one. One call at a time.
 */
public final class PolicyChange {

  /** The time after which another operator's change is over; it takes seconds. */
  private static final Duration ANOTHER_OPERATOR = Duration.ofSeconds(15);

  /** The lock's time beyond the deadline of the call, for clocks that differ. */
  private static final Duration LOCK_MARGIN = Duration.ofMinutes(2);

  private final OwnerId owner;
  private final PushTiming timing;
  private final ManagerClock clock;
  private final PushThrottle throttle;
  private final ForeignEditHold hold;

  /**
   * A writer.
   *
   * @param clock the time of pushes and pauses
   */
  public PolicyChange(OwnerId owner, PushTiming timing, ManagerClock clock) {
    this.owner = owner;
    this.timing = timing;
    this.clock = clock;
    this.throttle = new PushThrottle(timing, clock);
    this.hold = new ForeignEditHold(timing, clock);
  }

  /** Notes what an observation saw, so that an edit that took rules away is not fought at once. */
  public void observed(DecodedSnapshot view) {
    hold.observed(view);
  }

  /**
   * Carries out a plan. A purge deletes, too, what held the owner's rules and is empty then; the
   * active policy is deactivated only in a purge, and only where {@link #purgeConfirmation} names
   * it.
   *
   * @param api the Manager within this call of the host
   * @return one outcome for each step, in their order
   * @throws BackendException only where nothing was written, or where the plan is empty and what
   *     was unfinished still is
   */
  public ApplyReport apply(ChangeRequest request, ManagerApi api, CallContext call) {
    return new Execution(request, api, call).run();
  }

  /**
   * The name of the policy that a purge would deactivate; empty where it deactivates none, because
   * the active one is a foreign one, or holds something else than the owner's rules.
   */
  public Optional<String> purgeConfirmation(DecodedSnapshot view) {
    return PolicyDeactivation.isNeeded(view, owner)
        ? Optional.of(CatalystNames.POLICY)
        : Optional.empty();
  }

  /** The execution of one request: the checks before the first write, then the writes. */
  private final class Execution {

    private final ChangeRequest request;
    private final Plan plan;
    private final ManagerApi api;
    private final CallContext call;
    private final PolicyApi policies;
    private final TaskPoller tasks;

    /** The segments whose rules are as planned, where a change takes several edits. */
    private final Set<Segment> applied = new TreeSet<>();

    Execution(ChangeRequest request, ManagerApi api, CallContext call) {
      this.request = request;
      this.plan = request.plan();
      this.api = api;
      this.call = call;
      this.policies = new PolicyApi(api);
      this.tasks = new TaskPoller(api, clock, timing, throttle);
    }

    /**
     * The report of the plan.
     *
     * @throws BackendException where nothing was written
     */
    ApplyReport run() {
      DecodedSnapshot view = request.read(api);
      String basis = SnapshotRevision.of(view.observed().revision()).basis();
      if (!SnapshotRevision.of(plan.basis()).basis().equals(basis)) {
        throw changedMeanwhile(view);
      }
      if (plan.isEmpty() && view.observed().unfinished().isEmpty() && !request.purge()) {
        return ChangeOutcome.APPLIED.report(plan, Set.of());
      }
      ChangeDraft draft = request.draft(view);
      requireNoOtherOperator(view);
      throttle.require(plan);
      hold.observed(view);
      if (!request.purge()) {
        hold.require(view, plan);
      }
      if (call.dryRun()) {
        return ChangeOutcome.APPLIED.report(plan, Set.of());
      }
      if (!tasks.awaitIdle()) {
        throw BackendException.retryAfter(
            ErrorKind.CONFLICT,
            "the controllers are busy with " + tasks.busyWith(),
            timing.yieldAfterForeign());
      }
      ChangeOutcome outcome =
          view.lock().isPresent()
              ? afterInterruption(view, draft, view.lock().get())
              : change(view, draft, true);
      hold.changed();
      return outcome.report(plan, applied);
    }

    /**
     * An expired lock is an interrupted change's, of whatever owner, and that change is finished.
     */
    private void requireNoOtherOperator(DecodedSnapshot view) {
      boolean unreadable =
          view.lock().isEmpty()
              && view.snapshot().lists().values().stream().anyMatch(ChangeLock::isLock);
      if (unreadable) {
        throw new BackendException(
            ErrorKind.CONFLICT,
            ("the list '%s' says nothing of who changes policy until when; if no change is under"
                    + " way, delete it")
                .formatted(ChangeLock.NAME));
      }
      Optional<ChangeLock> other =
          view.lock()
              .filter(lock -> !lock.owner().equals(plan.owner()))
              .filter(lock -> clock.instant().isBefore(lock.until()));
      if (other.isPresent()) {
        throw BackendException.retryAfter(
            ErrorKind.CONFLICT,
            "owner '" + other.get().owner() + "' is changing policy on this Manager",
            ANOTHER_OPERATOR);
      }
    }

    private ChangeOutcome afterInterruption(
        DecodedSnapshot view, ChangeDraft draft, ChangeLock lock) {
      boolean samePush = draft.push().equals(Optional.of(lock.push()));
      ChangeOutcome finished = new InterruptedChange(policies, tasks).finish(view, lock, samePush);
      if (!finished.isApplied()) {
        return finished;
      }
      try {
        DecodedSnapshot now = request.read(api);
        if (!canonical(now.observed().mine()).equals(canonical(plan.before()))) {
          return ChangeOutcome.failed(
              ErrorKind.CONFLICT, "the rules are not what the plan was made from any more");
        }
        return change(now, request.draft(now), false);
      } catch (BackendException failure) {
        return ChangeOutcome.failed(failure);
      }
    }

    private static List<String> canonical(List<PathRule> rules) {
      return rules.stream().map(PathRule::canonical).toList();
    }

    /**
     * Changes under the lock; without a change that needs one, does nothing.
     *
     * @param first true where nothing was written yet, so that a lock held by another operator is
     *     thrown
     */
    private ChangeOutcome change(DecodedSnapshot view, ChangeDraft draft, boolean first) {
      boolean deactivates = request.purge() && PolicyDeactivation.isNeeded(view, plan.owner());
      UnusedObjects leftovers = request.unused(view, ChangeEffects.NONE);
      if (!deactivates && draft.push().isEmpty() && leftovers.isEmpty()) {
        return ChangeOutcome.APPLIED;
      }
      if (!deactivates && draft.push().isPresent()) {
        Optional<BackendException> refused =
            new EditLockProbe(policies, throttle).failure(view, tasks.hasWaited());
        if (refused.isPresent()) {
          return refused(refused.get(), first);
        }
      }
      ChangeTransaction transaction = new ChangeTransaction(plan, policies, tasks, throttle);
      PushMethod push =
          deactivates ? PushMethod.ACTIVATION : draft.push().orElse(PushMethod.TEMPLATES);
      Optional<ChangeOutcome> failed = transaction.lock(lock(view, push));
      if (failed.isPresent()) {
        if (first && failed.get().error() == ErrorKind.CONFLICT) {
          throw lockedJustNow();
        }
        return failed.get();
      }
      if (deactivates) {
        return new PolicyDeactivation(policies, tasks).run(view, request, transaction);
      }
      if (draft.push().isEmpty()) {
        transaction.deleteUnused(leftovers);
        return ChangeOutcome.APPLIED;
      }
      ChangeOutcome outcome =
          transaction.run(
              edit(view, draft), draft.lists(), effects -> request.unused(view, effects));
      return outcome.isApplied() && draft.more() ? changeMore(draft) : outcome;
    }

    /** The fabric is at another revision; where a process of this owner holds the lock, which. */
    private static BackendException changedMeanwhile(DecodedSnapshot view) {
      String message = "the fabric is not what the plan was made from any more";
      return view.observed()
          .lastWrite()
          .map(other -> BackendException.changedBy(other, message + ": " + other.writer().text()))
          .orElseGet(() -> new BackendException(ErrorKind.CONFLICT, message));
    }

    /** Another operator took the lock first; where it is another process of this owner, which. */
    private BackendException lockedJustNow() {
      String message = "another operator began a change just now";
      return holder()
          .map(
              other ->
                  BackendException.changedBy(
                      other, message + ": " + other.writer().text(), ANOTHER_OPERATOR))
          .orElseGet(
              () -> BackendException.retryAfter(ErrorKind.CONFLICT, message, ANOTHER_OPERATOR));
    }

    private Optional<PolicyWrite> holder() {
      try {
        return request.read(api).observed().lastWrite();
      } catch (BackendException unread) {
        return Optional.empty();
      }
    }

    /** The next edit of a change that takes several, on what the fabric is now. */
    private ChangeOutcome changeMore(ChangeDraft done) {
      done.changed().forEach(changed -> applied.add(changed.segment()));
      try {
        DecodedSnapshot now = request.read(api);
        return change(now, request.draft(now), false);
      } catch (BackendException failure) {
        return ChangeOutcome.failed(failure);
      }
    }

    /** A refusal of the probe; thrown where nothing was written before. */
    private static ChangeOutcome refused(BackendException failure, boolean first) {
      if (first && failure.kind() == ErrorKind.CONFLICT) {
        throw failure;
      }
      return ChangeOutcome.failed(failure);
    }

    private ChangeLock lock(DecodedSnapshot view, PushMethod push) {
      Instant until = clock.instant().plus(call.remaining()).plus(LOCK_MARGIN);
      return new ChangeLock(
          "", plan.owner(), until, push, InterruptedChange.digest(view, push), call.writer());
    }

    private ActivePolicyEdit edit(DecodedSnapshot view, ChangeDraft draft) {
      if (draft.push().equals(Optional.of(PushMethod.TEMPLATES))) {
        return new DefinitionEdit(policies, draft.changed().get(0), request.codec());
      }
      return view.snapshot().active().isPresent()
          ? new AssemblyEdit(policies, view, draft, request.codec())
          : new FirstActivation(policies, view, draft, request.codec());
    }
  }
}
