package dev.fairway.runtime.loop;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.WritePermission;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the passes of a loop, and writes down what became of them. For the loop's thread, but for
 * {@link #forbid}.
 */
final class LoopRunner {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  private final LoopMemory memory;
  private final SdwanBackend backend;
  private final SyncOptions options;
  private final Supplier<FleetSnapshot> fleet;
  private final RetryPolicy delay;
  private final LoopAudience audience;
  private PolicySync sync;
  private int term;
  private volatile WritePermission permission;

  LoopRunner(
      LoopMemory memory,
      SdwanBackend backend,
      SyncOptions options,
      Supplier<FleetSnapshot> fleet,
      RetryPolicy delay,
      LoopAudience audience) {
    this.memory = memory;
    this.backend = backend;
    this.options = options;
    this.fleet = fleet;
    this.delay = delay;
    this.audience = audience;
    this.sync = PolicySync.with(backend).using(options);
    this.permission = options.permission().narrowed();
  }

  /** Lets the pass that is under way begin no further write. It never may again; the next may. */
  void forbid() {
    permission.withdraw();
  }

  /** What passes know of the fabric. */
  PolicySync sync() {
    return sync;
  }

  /** Makes a pass if one is due. */
  void makeIfDue() {
    Duration now = memory.now();
    // Before the picture says that a pass is under way: who forbids it afterwards meets this one.
    WritePermission own = options.permission().narrowed();
    permission = own;
    LoopSnapshot begun = memory.after(picture -> picture.began(now));
    if (begun.passing()) {
      audience.moved(memory.state());
      make(begun.standing(), own);
      audience.moved(memory.state());
    }
  }

  private void make(LoopMode standing, WritePermission own) {
    if (standing.term() != term) {
      // Somebody else acted in between: what is known of earlier passes is no longer true.
      sync = PolicySync.with(backend);
      term = standing.term();
    }
    SyncOptions.Builder now = options.toBuilder().permission(own);
    standing
        .frozen()
        .ifPresent(
            why -> {
              now.frozen(why);
              own.withdraw();
            });
    sync = sync.using(now.build());
    try {
      ended(sync.run(fleet.get()), standing.frozen().isEmpty(), own.isGranted());
    } catch (RuntimeException bug) {
      LOG.error("a pass broke", bug);
      broke("a pass broke: " + bug.getClass().getName());
    }
  }

  private void ended(SyncReport report, boolean mayWrite, boolean permitted) {
    SyncHistory past = memory.picture().past();
    FailureClass setback = FailureClass.of(report, permitted);
    int attempt = setback.remedy().tries() ? past.attempts() + 1 : 0;
    boolean all = report.succeeded() && mayWrite;
    SyncHistory after =
        setback.remedy() == Remedy.WAIT
            ? past.waited(report)
            : report.succeeded() ? past.succeeded(report, all) : past.failed(report, attempt);
    Optional<Duration> change = settle(all, delay.after(setback, attempt), after);
    if (all) {
      change.ifPresent(told -> audience.changesApplied(report, memory.now().minus(told)));
    }
  }

  private void broke(String why) {
    SyncHistory past = memory.picture().past();
    int attempt = past.attempts() + 1;
    settle(false, delay.after(FailureClass.BROKEN, attempt), past.broke(why, attempt));
  }

  /** Writes down how it ended; gives the oldest change that it was for. */
  private Optional<Duration> settle(boolean all, Backoff respite, SyncHistory after) {
    Duration now = memory.now();
    return memory
        .before(picture -> picture.ended(picture.schedule().ended(now, all, respite), after))
        .schedule()
        .changes()
        .taken();
  }
}
