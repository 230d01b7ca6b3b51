package dev.fairway.runtime.loop;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.Listeners;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a loop's thread: backend queries, looks, syncs and reads of the inventory, as they
 * are due. Not thread-safe but for {@link #enqueue} and {@link #cancelQueries}.
 */
final class LoopRunner {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  /** The wait where nothing is due: until the clock is woken. */
  private static final Duration IDLE = Duration.ofDays(1);

  /** The least deadline of a look, however short its interval is. */
  private static final Duration LOOK_AT_LEAST = Duration.ofSeconds(10);

  private final LoopControl control;
  private final SdwanBackend backend;
  private final SyncOptions options;
  private final Supplier<FleetSnapshot> fleet;
  private final LoopSettings settings;
  private final RetryPolicy retries;
  private final Listeners<LoopListener> listeners;
  private final Queue<FutureTask<?>> queries = new ConcurrentLinkedQueue<>();

  /** While a sync puts right what it found undone, what is known is no longer in force. */
  private final SyncListener contradicted =
      new SyncListener() {
        @Override
        public void planned(PlannedSync planned) {
          planned.drift().ifPresent(drift -> control.driftFound());
        }
      };

  private PolicySync sync;
  private int term;
  private int inventoryFailures;
  private @Nullable LoopState notified;

  LoopRunner(
      LoopControl control,
      SyncLoop.Builder plan,
      SyncOptions options,
      Supplier<FleetSnapshot> fleet) {
    this.control = control;
    this.backend = plan.backend;
    this.options = options;
    this.fleet = fleet;
    this.settings = plan.settings;
    this.retries = new RetryPolicy(plan.settings, plan.random);
    this.listeners = new Listeners<>(plan.listeners);
    this.sync = PolicySync.with(backend);
  }

  /** Does what is due; the time until more is due. */
  Duration turn() {
    notifyState();
    // Queries that come meanwhile wait for the next turn.
    for (int left = queries.size(); left > 0; left--) {
      Optional.ofNullable(queries.poll()).ifPresent(FutureTask::run);
    }
    if (control.isLookDue()) {
      look();
    }
    control.beginSync().ifPresent(this::runSync);
    if (control.isInventoryDue()) {
      readInventory();
    }
    notifyState();
    return control.untilDue().orElse(IDLE);
  }

  /** Notifies the listeners of a state that differs in more than how much time has passed. */
  void notifyState() {
    LoopState state = control.state();
    if (notified == null || !notified.isLike(state)) {
      notified = state;
      listeners.publish(listener -> listener.stateChanged(state));
    }
  }

  <R> Future<R> enqueue(Function<SdwanBackend, R> query) {
    FutureTask<R> task = new FutureTask<>(() -> query.apply(backend));
    queries.add(task);
    return task;
  }

  void cancelQueries() {
    for (FutureTask<?> next = queries.poll(); next != null; next = queries.poll()) {
      next.cancel(false);
    }
  }

  private void runSync(LoopControl.LoopMode mode) {
    notifyState();
    if (mode.term() != term) {
      // Another process led in between: what is known of earlier syncs is no longer true.
      sync = PolicySync.with(backend, sync.writer());
      term = mode.term();
    }
    SyncOptions.Builder own = options.toBuilder().permission(mode.permission());
    mode.frozen().ifPresent(own::frozen);
    own.listener(contradicted);
    sync = sync.using(own.build());
    control.takeApprovals().forEach(sync::approve);
    try {
      SyncReport report = sync.run(fleet.get());
      boolean all = report.succeeded() && mode.frozen().isEmpty();
      FailureClass failure = FailureClass.of(report, mode.permission().isGranted());
      Optional<Duration> change = ended(Optional.of(report), failure, all, Optional.empty());
      if (all && change.isPresent()) {
        Duration since = control.now().minus(change.get());
        listeners.publish(listener -> listener.changesApplied(report, since));
      }
    } catch (RuntimeException bug) {
      LOG.error("a sync broke", bug);
      String problem = "a sync broke: " + bug.getClass().getName();
      ended(Optional.empty(), FailureClass.BROKEN, false, Optional.of(problem));
    }
    notifyState();
  }

  private Optional<Duration> ended(
      Optional<SyncReport> report, FailureClass failure, boolean all, Optional<String> problem) {
    return control.endSync(
        report,
        failure,
        all,
        attempt -> retries.after(failure, attempt),
        problem,
        sync.sinceLook());
  }

  /** Looks whether the policy is still as it is known; where not, a sync follows in this turn. */
  private void look() {
    try {
      if (sync.look(SyncSchedule.later(settings.lookInterval(), LOOK_AT_LEAST))) {
        control.lookConfirmed(sync.sinceLook().orElse(Duration.ZERO));
      } else {
        LOG.info(
            "the policy on the fabric was changed, or is not known to be as left: a sync follows");
        control.lookContradicted();
      }
    } catch (BackendException failed) {
      LOG.warn("the fabric could not be looked at, {}: {}", failed.kind(), failed.getMessage());
      control.lookFailed(
          concernsSyncs(failed)
              ? retries.after(FailureClass.of(failed), 1).quiet()
              : Duration.ZERO);
    }
  }

  /** True where syncs meet the same: the same account, and the same limit of requests. */
  private static boolean concernsSyncs(BackendException failed) {
    return failed.kind() == ErrorKind.UNAUTHORIZED || failed.kind() == ErrorKind.THROTTLED;
  }

  /** Reads the inventory; syncs go on with the last one where that fails. */
  private void readInventory() {
    try {
      control.inventoryRead(sync.refreshInventory());
      inventoryFailures = 0;
    } catch (BackendException failed) {
      LOG.warn("the inventory could not be read, {}: {}", failed.kind(), failed.getMessage());
      inventoryFailures++;
      Duration wait =
          retries
              .after(FailureClass.of(failed), inventoryFailures)
              .retry()
              .orElse(settings.inventoryInterval());
      control.inventoryFailed(
          "the inventory could not be read: " + failed.getMessage(), wait, concernsSyncs(failed));
    }
  }
}
