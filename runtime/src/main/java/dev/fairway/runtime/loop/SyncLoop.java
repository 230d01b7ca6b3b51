package dev.fairway.runtime.loop;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.safety.PodLookup;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control loop of a fabric: syncs again and again, one at a time, in one thread of its own:
 * soon after a change, from time to time without one, and again after a failure, by the {@link
 * RetryPolicy}. Nothing is lost between syncs: each reads the cluster and the fabric again.
 *
 * <p>Thread-safe: everything may be called from any thread, listeners included. Does not close the
 * backend.
 */
public final class SyncLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  /** The longest wait of {@link #close} for a sync that was interrupted. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  /** Syncs take the inventory that the loop read; only the very first reads its own. */
  private static final Duration UNTIL_READ_AGAIN = Duration.ofDays(36_500);

  private final LoopClock clock;
  private final Duration grace;
  private final LoopControl control;
  private final LoopRunner runner;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private SyncLoop(Builder plan, Supplier<FleetSnapshot> fleet) {
    clock = plan.clock;
    grace = plan.settings.grace();
    SyncOptions options =
        plan.options.toBuilder()
            .nanoClock(clock::nanoTime)
            .inventoryInterval(UNTIL_READ_AGAIN)
            .build();
    control = new LoopControl(clock, plan.settings, options.permission(), plan.standby);
    runner = new LoopRunner(control, plan, options, fleet);
    thread = new Thread(this::live, "fairway-sync-loop");
    thread.setDaemon(true);
  }

  /** The builder of a loop over that backend. */
  public static Builder over(SdwanBackend backend) {
    return new Builder(backend);
  }

  /**
   * Starts the loop; the first sync comes at once, unless the loop stands by.
   *
   * @throws IllegalStateException where it was started or closed before
   */
  public void start() {
    begin();
    thread.start();
  }

  /** {@link #start} without a thread, for a caller that takes the turns in its own. */
  void begin() {
    control.start();
  }

  /** One turn, in this thread: for tests with a clock of their own. */
  Duration turn() {
    return runner.turn();
  }

  /**
   * Reports that the fleet changed, or may have. A sync comes when no more changes come for a
   * while. O(1), and never waits for a sync; a thousand changes make one sync.
   */
  public void changed() {
    control.changed();
  }

  /**
   * Reports a change that waits for no others, such as an address that another pod has now. A sync
   * is due at once; where one is under way, behind it. O(1), and never waits for a sync.
   */
  public void changedUrgently() {
    control.changedUrgently();
  }

  /**
   * Lets nothing be written until {@link #unfreeze}: no further write begins, also in a sync that
   * is under way. Syncs go on, and name the reason in the status of every Service that waits.
   *
   * @param why the reason, in a few words
   */
  public void freeze(String why) {
    control.freeze(why);
  }

  /**
   * Approves a hold: what it holds back is done with the next sync, which comes at once. The report
   * tells where no such hold lasts.
   *
   * @param hold its id
   * @param who whose approval it is, for the log
   */
  public void approve(String hold, String who) {
    control.approve(hold, who);
  }

  /** Lets the next syncs write again; one comes at once. Nothing where the loop is not frozen. */
  public void unfreeze() {
    control.unfreeze();
  }

  /**
   * Stops acting, because another process leads: no sync begins, and no further write in one that
   * is under way. Changes are left to the other process.
   */
  public void standBy() {
    control.standBy();
  }

  /** Acts again, as after a start; a sync comes at once. Nothing where the loop acts already. */
  public void lead() {
    control.lead();
  }

  /**
   * False where another process leads: from {@link #standBy} on, also while a sync that was under
   * way is still ending, until {@link #lead}. Never waits for a sync.
   */
  public boolean leads() {
    return control.leads();
  }

  /** The state of the loop now. Never waits for a sync. */
  public LoopState state() {
    return control.state();
  }

  /**
   * Queries the backend while no sync uses it: between two syncs, also while the loop waits to try
   * again, is frozen or stands by. The query runs in the loop's thread; syncs wait for it, so it
   * should be short, and only read.
   *
   * @param longest how long to wait for the answer, by the machine's clock
   * @throws UnansweredException where no answer came in that time, the loop is closed, or this
   *     thread was interrupted. A query that was not begun by then never runs
   * @throws IllegalStateException in the loop's own thread
   */
  public <R> R between(Function<SdwanBackend, R> query, Duration longest) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a question to the loop from its own thread");
    }
    Future<R> answer = runner.enqueue(query);
    if (control.isClosed()) {
      runner.cancelQueries();
    }
    clock.wake();
    try {
      return answer.get(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(false);
      throw new UnansweredException("the loop had no time for a question within " + longest);
    } catch (CancellationException closed) {
      throw new UnansweredException("the loop is closed");
    } catch (InterruptedException interrupted) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted while waiting for the loop");
    } catch (ExecutionException failed) {
      throw thrownBy(failed);
    }
  }

  /** The exception of the query itself; it can throw none that is checked. */
  private static RuntimeException thrownBy(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    return failed.getCause() instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException(failed);
  }

  /**
   * Ends the loop. A sync that is under way may finish within {@link LoopSettings#grace}; then no
   * further write begins, and it is interrupted. Returns when the thread has ended, or two seconds
   * after the interrupt at the latest; called by a listener in the loop's thread it returns at
   * once, the sync writes no more, and the loop ends after it. Any number of times.
   */
  @Override
  public void close() {
    if (!control.close()) {
      end(Optional.empty());
    } else if (Thread.currentThread() == thread) {
      control.forbidWrites();
    } else {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (!hasEnded(grace)) {
        interruptSync();
        hasEnded(LAST_WAIT);
      }
    } catch (InterruptedException interrupted) {
      interruptSync();
      Thread.currentThread().interrupt();
    }
  }

  private void interruptSync() {
    control.forbidWrites();
    thread.interrupt();
  }

  private boolean hasEnded(Duration longest) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS);
  }

  private void live() {
    @Nullable String problem = null;
    try {
      while (control.isRunning()) {
        clock.await(turn());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      problem = control.isClosed() ? null : "the loop's thread was interrupted";
    } catch (RuntimeException | Error broken) {
      LOG.error("the loop broke, and ends", broken);
      problem = "the loop broke, and ended: " + broken.getClass().getName();
    } finally {
      end(Optional.ofNullable(problem));
    }
  }

  private void end(Optional<String> problem) {
    control.end(problem);
    runner.cancelQueries();
    try {
      runner.notifyState();
    } finally {
      ended.countDown();
    }
  }

  /** The builder of a loop. Not thread-safe. */
  public static final class Builder {

    final SdwanBackend backend;
    private SyncOptions options = SyncOptions.builder().build();
    LoopSettings settings = LoopSettings.DEFAULTS;
    private LoopClock clock = LoopClock.system();
    RandomGenerator random = RandomGenerator.getDefault();
    private boolean standby;
    private @Nullable Supplier<FleetSnapshot> fleet;
    final List<LoopListener> listeners = new ArrayList<>();

    private Builder(SdwanBackend backend) {
      this.backend = backend;
    }

    /**
     * Sets the options of the syncs. The loop's own clock and inventory take the place of theirs,
     * and their permission counts besides the loop's own; its owner calls {@link #changed} after
     * granting it again.
     */
    public Builder options(SyncOptions options) {
      this.options = options;
      return this;
    }

    /** Adds a listener of syncs to those of the options so far. */
    public Builder syncListener(SyncListener listener) {
      options = options.toBuilder().listener(listener).build();
      return this;
    }

    /** Sets the source of what is known of the pods at missing addresses. */
    public Builder podLookup(PodLookup source) {
      options = options.toBuilder().podLookup(source).build();
      return this;
    }

    /** Sets the times of the loop. */
    public Builder settings(LoopSettings settings) {
      this.settings = settings;
      return this;
    }

    /** Sets the clock; the default is the machine's. */
    public Builder clock(LoopClock clock) {
      this.clock = clock;
      return this;
    }

    /** Sets the source of the jitter of retries. */
    public Builder random(RandomGenerator random) {
      this.random = random;
      return this;
    }

    /** Lets the loop stand by until {@link SyncLoop#lead}. */
    public Builder standingBy() {
      standby = true;
      return this;
    }

    /** Adds a listener of the loop. */
    public Builder listener(LoopListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Sets the source of the fleet, called at the start of each sync in the loop's thread. */
    public Builder fleet(Supplier<FleetSnapshot> source) {
      fleet = source;
      return this;
    }

    /**
     * Builds the loop; nothing happens before it is started.
     *
     * @throws IllegalArgumentException where the fleet has no source
     */
    public SyncLoop build() {
      if (fleet == null) {
        throw new IllegalArgumentException("a loop needs a fleet");
      }
      return new SyncLoop(this, fleet);
    }
  }
}
