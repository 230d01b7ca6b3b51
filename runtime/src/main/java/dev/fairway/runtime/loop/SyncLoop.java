package dev.fairway.runtime.loop;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes again and again, one at a time, in one thread of its own: soon after something changed,
 * from time to time although nothing did, and again after a failure, sooner or later by what went
 * wrong. Nothing is lost between passes: each reads the cluster and the fabric again.
 *
 * <p>Thread-safe: everything may be called from any thread, listeners included. Does not close the
 * backend.
 */
public final class SyncLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);

  /** How long {@link #close} waits for a pass that was interrupted. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  /** Passes take the inventory that the loop read; only the very first reads its own. */
  private static final Duration UNTIL_READ_AGAIN = Duration.ofDays(36_500);

  private final LoopSettings settings;
  private final LoopClock clock;
  private final LoopMemory memory;
  private final LoopQuestions questions;
  private final LoopRunner passes;
  private final LoopTurns turns;
  private final LoopAudience audience;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private SyncLoop(Builder plan, Supplier<FleetSnapshot> fleet) {
    settings = plan.settings;
    clock = plan.clock;
    memory = new LoopMemory(clock, LoopSnapshot.fresh(settings, plan.standby));
    SyncOptions options =
        plan.options.toBuilder()
            .nanoClock(clock::nanoTime)
            .inventoryInterval(UNTIL_READ_AGAIN)
            .build();
    RetryPolicy delay = new RetryPolicy(settings, plan.random);
    audience = new LoopAudience(plan.listeners);
    questions = new LoopQuestions(plan.backend);
    passes = new LoopRunner(memory, plan.backend, options, fleet, delay, audience);
    InventoryRounds inventory = new InventoryRounds(memory, settings, delay);
    turns = new LoopTurns(memory, questions, passes, inventory, audience);
    thread = new Thread(this::live, "fairway-sync-loop");
    thread.setDaemon(true);
  }

  /** Begins to put a loop over that backend together. */
  public static Builder over(SdwanBackend backend) {
    return new Builder(backend);
  }

  /**
   * Begins; the first pass comes at once, unless the loop stands by.
   *
   * @throws IllegalStateException where it was started or closed before
   */
  public void start() {
    begin();
    thread.start();
  }

  /** {@link #start} without a thread, for who takes the turns in their own. */
  void begin() {
    Duration now = memory.now();
    LoopSnapshot before =
        memory.before(
            picture ->
                picture.standing().stage() == LoopMode.Stage.NEW ? picture.started(now) : picture);
    if (before.standing().stage() != LoopMode.Stage.NEW) {
      throw new IllegalStateException("a loop starts once, and not after it was closed");
    }
  }

  /** One turn, in this thread: for tests, whose time passes when they say so. */
  Duration turn() {
    return turns.take();
  }

  /**
   * Says that the fleet changed, or may have. A pass comes when it has been quiet for a while.
   * O(1), without a lock, and without any work in this thread; a thousand changes make one pass.
   */
  public void changed() {
    Duration now = memory.now();
    LoopSnapshot before = memory.before(picture -> picture.changed(now));
    // A loop that waits for a change's quiet already looks again by itself.
    if (before.schedule().changes().first().isEmpty()) {
      clock.wake();
    }
  }

  /**
   * Lets nothing be written until {@link #unfreeze}: no further write begins, also in a pass that
   * is under way. Passes go on, and say to every Service that waits why it does.
   *
   * @param why in a few words, for people
   */
  public void freeze(String why) {
    Duration now = memory.now();
    memory.after(picture -> picture.frozen(why, now));
    passes.forbid();
    clock.wake();
  }

  /** Lets the next passes write again; one comes at once. Nothing where the loop is not frozen. */
  public void unfreeze() {
    Duration now = memory.now();
    memory.after(picture -> picture.unfrozen(now));
    clock.wake();
  }

  /**
   * Stops acting, because another process does: no pass begins, and no further write in one that is
   * under way. Changes are left to the other.
   */
  public void standBy() {
    memory.after(LoopSnapshot::standingBy);
    passes.forbid();
    clock.wake();
  }

  /** Acts again, as after a start; a pass comes at once. Nothing where the loop acts already. */
  public void lead() {
    Duration now = memory.now();
    memory.after(picture -> picture.leading(now));
    clock.wake();
  }

  /**
   * False where another process acts: from {@link #standBy} on, also while a pass that was under
   * way is still ending, until {@link #lead}. Never waits.
   */
  public boolean leads() {
    return !memory.picture().standing().standby();
  }

  /** What the loop does now. Never waits. */
  public LoopState state() {
    return memory.state();
  }

  /**
   * Asks the backend something while no pass uses it: between two passes, also while the loop waits
   * to try again, is frozen or stands by. The question runs in the loop's thread; passes wait for
   * it, so it should be short, and only read.
   *
   * @param longest how long to wait for the answer, by the machine's clock
   * @throws UnansweredException where no answer came in that time, the loop is closed, or this
   *     thread was interrupted. A question that was not begun by then never runs
   * @throws IllegalStateException in the loop's own thread
   */
  public <R> R between(Function<SdwanBackend, R> question, Duration longest) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a question to the loop from its own thread");
    }
    Future<R> answer = questions.add(question);
    if (isOver(memory.picture())) {
      questions.refuse();
    }
    clock.wake();
    return LoopQuestions.await(answer, longest);
  }

  private static boolean isOver(LoopSnapshot picture) {
    return picture.standing().stage().compareTo(LoopMode.Stage.CLOSING) >= 0;
  }

  /**
   * Ends. A pass that is under way may finish within {@link LoopSettings#grace}; then no further
   * write begins, and it is interrupted. Returns when the thread has ended, or two seconds after
   * the interrupt at the latest; called by a listener in the loop's thread it returns at once, the
   * pass writes no more, and the loop ends after it. Any number of times.
   */
  @Override
  public void close() {
    LoopSnapshot before = memory.before(LoopSnapshot::closing);
    clock.wake();
    if (before.standing().stage() == LoopMode.Stage.NEW) {
      end(Optional.empty());
    } else if (Thread.currentThread() == thread) {
      passes.forbid();
    } else {
      await();
    }
  }

  private void await() {
    try {
      if (!hasEnded(settings.grace())) {
        passes.forbid();
        thread.interrupt();
        hasEnded(LAST_WAIT);
      }
    } catch (InterruptedException interrupted) {
      passes.forbid();
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasEnded(Duration longest) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS);
  }

  private void live() {
    @Nullable String problem = null;
    try {
      while (memory.picture().standing().stage() == LoopMode.Stage.RUNNING) {
        clock.await(turns.take());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      problem = isOver(memory.picture()) ? null : "the loop's thread was interrupted";
    } catch (RuntimeException | Error broken) {
      LOG.error("the loop broke, and ends", broken);
      problem = "the loop broke, and ended: " + broken.getClass().getName();
    } finally {
      end(Optional.ofNullable(problem));
    }
  }

  private void end(Optional<String> problem) {
    passes.forbid();
    memory.after(picture -> picture.ended(problem));
    questions.refuse();
    try {
      audience.moved(memory.state());
    } finally {
      ended.countDown();
    }
  }

  /** Puts a loop together. Not thread-safe. */
  public static final class Builder {

    private final SdwanBackend backend;
    private SyncOptions options = SyncOptions.builder().build();
    private LoopSettings settings = LoopSettings.DEFAULTS;
    private LoopClock clock = LoopClock.system();
    private RandomGenerator random = RandomGenerator.getDefault();
    private boolean standby;
    private @Nullable Supplier<FleetSnapshot> fleet;
    private final List<LoopListener> listeners = new ArrayList<>();

    private Builder(SdwanBackend backend) {
      this.backend = backend;
    }

    /**
     * Sets how passes are made. The loop's own clock and inventory take the place of theirs, and
     * their permission counts besides the loop's own; who gives it back says {@link #changed}.
     */
    public Builder options(SyncOptions how) {
      options = how;
      return this;
    }

    /** Adds one who is told of every pass, to those that the options name so far. */
    public Builder syncListener(SyncListener listener) {
      options = options.toBuilder().listener(listener).build();
      return this;
    }

    /** Sets when passes are made. */
    public Builder settings(LoopSettings when) {
      settings = when;
      return this;
    }

    /** Sets the clock; without it the machine's. */
    public Builder clock(LoopClock other) {
      clock = other;
      return this;
    }

    /** Sets what spreads the waits before tries. */
    public Builder random(RandomGenerator source) {
      random = source;
      return this;
    }

    /** Lets the loop stand by until {@link SyncLoop#lead}. */
    public Builder standingBy() {
      standby = true;
      return this;
    }

    /** Adds one who is told what the loop does. */
    public Builder listener(LoopListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Sets what is asked for the fleet, at the start of each pass, in the loop's thread. */
    public Builder fleet(Supplier<FleetSnapshot> source) {
      fleet = source;
      return this;
    }

    /**
     * The loop; nothing happens before it is started.
     *
     * @throws IllegalArgumentException where nothing says what the fleet is
     */
    public SyncLoop build() {
      if (fleet == null) {
        throw new IllegalArgumentException("a loop needs a fleet");
      }
      return new SyncLoop(this, fleet);
    }
  }
}
