package dev.fairway.demo;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.BackendCall;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Watches the operator's passes, and lets another thread wait for one. Passes come from one thread
 * at a time; everything else may be called from any.
 */
final class PassWatch implements SyncListener {

  /** A pass holds a whole cluster; where nobody waits, old ones are forgotten. */
  private static final int MOST = 100;

  private final LongSupplier fabricWrites;
  private final LongSupplier nanos;
  private final Lock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final List<SeenPass> passes = new ArrayList<>();
  private final List<SyncListener> besides = new CopyOnWriteArrayList<>();
  private volatile Consumer<SeenPass> audience = pass -> {};
  private Optional<Beginning> underway = Optional.empty();
  private int begun;

  /** What was known when a pass began. */
  private record Beginning(int number, FleetSnapshot fleet, long writes, long nanos) {}

  /**
   * A watch.
   *
   * @param fabricWrites how many writes the fabric has received
   * @param nanos nanoseconds that only grow
   */
  PassWatch(LongSupplier fabricWrites, LongSupplier nanos) {
    this.fabricWrites = fabricWrites;
    this.nanos = nanos;
  }

  /** From now on, tells of every pass that ends, in the thread of the pass. */
  void tell(Consumer<SeenPass> listener) {
    audience = listener;
  }

  /** From now on, that one hears what this one hears. */
  void join(SyncListener listener) {
    besides.add(listener);
  }

  @Override
  public void backendCalled(BackendCall call) {
    besides.forEach(one -> one.backendCalled(call));
  }

  @Override
  public void planned(PlannedSync pass) {
    besides.forEach(one -> one.planned(pass));
  }

  @Override
  public void syncStarted(String correlationId, FleetSnapshot fleet) {
    long writes = fabricWrites.getAsLong();
    long now = nanos.getAsLong();
    locked(
        () -> {
          underway = Optional.of(new Beginning(begun, fleet, writes, now));
          begun++;
        });
    besides.forEach(one -> one.syncStarted(correlationId, fleet));
  }

  @Override
  public void syncEnded(SyncReport report, Duration took) {
    long writes = fabricWrites.getAsLong();
    long now = nanos.getAsLong();
    Optional<SeenPass> seen = end(report, writes, now);
    seen.ifPresent(audience);
    besides.forEach(one -> one.syncEnded(report, took));
  }

  private Optional<SeenPass> end(SyncReport report, long writes, long now) {
    lock.lock();
    try {
      Optional<SeenPass> seen = underway.map(start -> seen(start, report, writes, now));
      underway = Optional.empty();
      seen.ifPresent(passes::add);
      passes.subList(0, Math.max(0, passes.size() - MOST)).clear();
      ended.signalAll();
      return seen;
    } finally {
      lock.unlock();
    }
  }

  private static SeenPass seen(Beginning start, SyncReport report, long writes, long now) {
    return new SeenPass(
        start.number(),
        start.fleet(),
        report,
        writes - start.writes(),
        Duration.ofNanos(now - start.nanos()));
  }

  /** How many passes have begun: one that begins from now on has this number, from 0. */
  int begun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the end of a pass that is as wanted.
   *
   * @param first the number of the first pass that counts
   * @param wanted which one is waited for
   * @param longest how long at most
   * @return every pass that was not returned before, up to that one; empty where none came in time,
   *     or this thread was interrupted
   */
  List<SeenPass> await(int first, Predicate<SeenPass> wanted, Duration longest) {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (true) {
        for (int next = 0; next < passes.size(); next++) {
          SeenPass pass = passes.get(next);
          if (pass.number() >= first && wanted.test(pass)) {
            return untold(next);
          }
        }
        if (left <= 0) {
          return List.of();
        }
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<SeenPass> untold(int last) {
    List<SeenPass> sinceLastTime = passes.subList(0, last + 1);
    List<SeenPass> untold = List.copyOf(sinceLastTime);
    sinceLastTime.clear();
    return untold;
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
