package dev.fairway.runtime.loop;

import dev.fairway.core.diagnostic.Severity;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.WritePermission;
import dev.fairway.runtime.safety.SafetyReview;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The one state of a loop: its lifecycle, its mode, its schedule and its history. Every event that
 * its thread must see wakes the clock. Thread-safe: guarded by its own lock, which is never held
 * while the backend, the fleet or a listener is called.
 */
final class LoopControl {

  /** The least time between two syncs for what is retained. */
  private static final Duration LEAST_REVIEW = Duration.ofSeconds(1);

  private enum Stage {
    NEW,
    RUNNING,
    CLOSING,
    ENDED
  }

  /**
   * What one sync may do.
   *
   * @param term counts how often the loop began to lead; what was known in another term is outdated
   * @param frozen why nothing may be written
   * @param permission withdrawn when the loop is frozen, stands by or ends
   */
  record LoopMode(int term, Optional<String> frozen, WritePermission permission) {}

  private final LoopClock clock;
  private final long origin;
  private final LoopSettings settings;
  private final WritePermission wider;
  private final SyncSchedule schedule;
  private Stage stage = Stage.NEW;
  private boolean standby;
  private int term;
  private Optional<String> frozen = Optional.empty();
  private boolean syncing;
  private WritePermission permission;
  private final SortedMap<String, String> approvals = new TreeMap<>();
  private long syncs;

  /** The syncs in a row that failed, and those of them that are tried again by themselves. */
  private int failures;

  private int attempts;
  private Duration began = Duration.ZERO;
  private Optional<SyncReport> last = Optional.empty();

  /** The last time at which the policy was seen as known, and whether that was contradicted. */
  private Optional<Duration> seen = Optional.empty();

  private boolean outdated;
  private Optional<Duration> succeeded = Optional.empty();
  private Optional<String> broke = Optional.empty();
  private Optional<String> inventoryProblem = Optional.empty();

  /**
   * The state of a loop that is not started.
   *
   * @param wider counts besides the permission of each sync
   */
  LoopControl(LoopClock clock, LoopSettings settings, WritePermission wider, boolean standby) {
    this.clock = clock;
    this.origin = clock.nanoTime();
    this.settings = settings;
    this.wider = wider;
    this.schedule = new SyncSchedule(settings);
    this.standby = standby;
    this.permission = wider.narrowed();
  }

  /** The time since the loop was built. */
  Duration now() {
    return Duration.ofNanos(clock.nanoTime() - origin);
  }

  synchronized void start() {
    if (stage != Stage.NEW) {
      throw new IllegalStateException("a loop starts once, and not after it was closed");
    }
    stage = Stage.RUNNING;
    request();
  }

  /** A process that stands by leaves changes to the leader; leading begins with a sync anyway. */
  synchronized void changed() {
    // Where a change is debounced already, the loop's thread looks again by itself.
    boolean wake = !schedule.hasNewChange();
    if (!standby) {
      schedule.changed(now());
    }
    if (wake) {
      clock.wake();
    }
  }

  /** A change that is not debounced; the pause after a failure counts for it all the same. */
  synchronized void changedUrgently() {
    if (!standby) {
      schedule.changed(now());
      request();
    }
  }

  /** Approves a hold; a sync is due at once. */
  synchronized void approve(String hold, String who) {
    approvals.put(hold, who);
    request();
  }

  /** The approvals since the last call, by hold. */
  synchronized SortedMap<String, String> takeApprovals() {
    SortedMap<String, String> taken = new TreeMap<>(approvals);
    approvals.clear();
    return taken;
  }

  synchronized void freeze(String why) {
    frozen = Optional.of(why);
    permission.withdraw();
    request();
  }

  synchronized void unfreeze() {
    if (frozen.isPresent()) {
      frozen = Optional.empty();
      request();
    }
  }

  synchronized void standBy() {
    standby = true;
    permission.withdraw();
    schedule.handOver();
    clock.wake();
  }

  synchronized void lead() {
    if (standby) {
      standby = false;
      outdated = true;
      term++;
      request();
    }
  }

  synchronized boolean leads() {
    return !standby;
  }

  private void request() {
    schedule.requested(now());
    clock.wake();
  }

  /** Lets no sync begin any more; false where the loop was not started. */
  synchronized boolean close() {
    boolean started = stage != Stage.NEW;
    stage = stage == Stage.ENDED ? Stage.ENDED : Stage.CLOSING;
    clock.wake();
    return started;
  }

  /** Lets the sync that is under way begin no further write. */
  synchronized void forbidWrites() {
    permission.withdraw();
  }

  synchronized void end(Optional<String> problem) {
    permission.withdraw();
    stage = Stage.ENDED;
    syncing = false;
    broke = problem.or(() -> broke);
  }

  synchronized boolean isRunning() {
    return stage == Stage.RUNNING;
  }

  synchronized boolean isClosed() {
    return stage == Stage.CLOSING || stage == Stage.ENDED;
  }

  private boolean acts() {
    return stage == Stage.RUNNING && !standby;
  }

  private boolean isDue(Optional<Duration> time) {
    return acts() && time.filter(due -> due.compareTo(now()) <= 0).isPresent();
  }

  /** Begins a sync where one is due. */
  synchronized Optional<LoopMode> beginSync() {
    if (!isDue(schedule.dueAt())) {
      return Optional.empty();
    }
    schedule.began();
    syncs++;
    began = now();
    syncing = true;
    permission = wider.narrowed();
    if (frozen.isPresent()) {
      permission.withdraw();
    }
    return Optional.of(new LoopMode(term, frozen, permission));
  }

  /**
   * Ends a sync.
   *
   * @param report empty: it threw
   * @param failure what it failed for
   * @param all true where it applied every change before its start
   * @param wait how long to wait after so many attempts in a row
   * @param problem why it threw
   * @param sinceLook how long ago the policy was last seen as it is known to be
   * @return the oldest change that it was for
   */
  synchronized Optional<Duration> endSync(
      Optional<SyncReport> report,
      FailureClass failure,
      boolean all,
      IntFunction<RetryPolicy.Backoff> wait,
      Optional<String> problem,
      Optional<Duration> sinceLook) {
    int attempt = failure.remedy().tries() ? attempts + 1 : 0;
    boolean fine =
        failure.remedy() == FailureClass.Remedy.WAIT
            || report.filter(SyncReport::succeeded).isPresent();
    attempts = fine ? 0 : attempt;
    failures = fine ? 0 : failures + 1;
    last = report;
    succeeded = all ? Optional.of(began) : succeeded;
    broke = problem;
    boolean planned = report.flatMap(SyncReport::planned).isPresent();
    if (planned && !standby && schedule.inventoryDueAt().isEmpty()) {
      schedule.inventoryAt(now().plus(settings.inventoryInterval()));
    }
    if (planned) {
      seen = sinceLook.map(now()::minus);
    }
    outdated = !planned;
    planLook();
    syncing = false;
    RetryPolicy.Backoff backoff = wait.apply(attempt);
    return schedule.ended(now(), all, retrying(report, backoff));
  }

  private RetryPolicy.Backoff retrying(Optional<SyncReport> report, RetryPolicy.Backoff backoff) {
    RetryPolicy.Backoff within =
        isUnmanageable(report) ? backoff.retryingWithin(settings.inventoryInterval()) : backoff;
    RetryPolicy.Backoff mending =
        report.flatMap(SyncReport::mendIn).map(within::retryingWithin).orElse(within);
    return report
        .flatMap(SyncReport::safety)
        .flatMap(SafetyReview::nextReview)
        .map(wait -> SyncSchedule.later(wait, LEAST_REVIEW))
        .map(mending::retryingWithin)
        .orElse(mending);
  }

  /**
   * True where the fabric said that its policy cannot be changed, which no event will take back.
   */
  private static boolean isUnmanageable(Optional<SyncReport> report) {
    return report.flatMap(SyncReport::planned).stream()
        .flatMap(planned -> planned.observed().diagnostics().stream())
        .anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  private void planLook() {
    if (!standby) {
      schedule.lookAt(now().plus(settings.lookInterval()));
    }
  }

  /** True where a look is due, and no sync, which would look too. */
  synchronized boolean isLookDue() {
    return isDue(schedule.lookDueAt()) && !isDue(schedule.dueAt());
  }

  /** Ends a look that found the policy as it was known, asked for so long ago. */
  synchronized void lookConfirmed(Duration since) {
    seen = Optional.of(now().minus(since));
    outdated = false;
    planLook();
  }

  /** A sync that is under way found other rules than were known. */
  synchronized void driftFound() {
    outdated = true;
  }

  /** Ends a look that found another policy than was known; a sync is due at once. */
  synchronized void lookContradicted() {
    outdated = true;
    planLook();
    schedule.overtaken(now());
  }

  /**
   * Ends a look that failed; a sync is due, which tells by its own failure that the fabric is away.
   *
   * @param wait how long the fabric is left alone before
   */
  synchronized void lookFailed(Duration wait) {
    outdated = true;
    planLook();
    schedule.requested(now());
    schedule.hold(now().plus(wait));
  }

  synchronized boolean isInventoryDue() {
    return isDue(schedule.inventoryDueAt());
  }

  /** Ends a read of the inventory; a sync is due at once where it changed. */
  synchronized void inventoryRead(boolean changed) {
    inventoryProblem = Optional.empty();
    if (!standby) {
      schedule.inventoryAt(now().plus(settings.inventoryInterval()));
    }
    if (changed) {
      schedule.requested(now());
    }
  }

  /**
   * Ends a read of the inventory that failed.
   *
   * @param forSyncs true where syncs wait as long
   */
  synchronized void inventoryFailed(String problem, Duration wait, boolean forSyncs) {
    inventoryProblem = Optional.of(problem);
    Duration until = now().plus(wait);
    schedule.inventoryAt(until);
    if (forSyncs) {
      schedule.hold(until);
    }
  }

  /** The time until something is due; empty: another event comes first. */
  synchronized Optional<Duration> untilDue() {
    return acts()
        ? fromNow(
            SyncSchedule.earliest(
                schedule.dueAt(), schedule.inventoryDueAt(), schedule.lookDueAt()))
        : Optional.empty();
  }

  private Optional<Duration> fromNow(Optional<Duration> time) {
    Duration now = now();
    return time.map(due -> SyncSchedule.later(due, now).minus(now));
  }

  synchronized LoopState state() {
    Optional<Duration> nextIn = acts() && !syncing ? fromNow(schedule.dueAt()) : Optional.empty();
    Duration now = now();
    return new LoopState(
        phase(),
        frozen,
        syncs,
        failures,
        last,
        succeeded.map(now::minus),
        schedule.oldestChange().map(now::minus),
        LastLook.of(seen.map(now::minus), outdated, settings.lookInterval()),
        nextIn,
        broke.or(() -> inventoryProblem));
  }

  private LoopState.Phase phase() {
    if (syncing) {
      return LoopState.Phase.SYNCING;
    }
    return switch (stage) {
      case NEW -> LoopState.Phase.NEW;
      case RUNNING -> standby ? LoopState.Phase.STANDBY : LoopState.Phase.WAITING;
      case CLOSING, ENDED -> LoopState.Phase.STOPPED;
    };
  }
}
