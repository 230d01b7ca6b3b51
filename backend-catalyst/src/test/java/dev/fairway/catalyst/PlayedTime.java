package dev.fairway.catalyst;

import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.runtime.loop.LoopClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The virtual time of a Manager, a backend and its loop, which passes in the loop's own thread: in
 * steps of a second, each followed by what others do then and by a check of everything. A failure
 * ends the time; so does its end.
 */
final class PlayedTime implements ManagerClock, LoopClock {

  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private static final Duration STEP = Duration.ofSeconds(1);

  final SimulatorClock clock = SimulatorClock.virtual(START);

  private final Duration end;
  private final TreeMap<Duration, Runnable> actions = new TreeMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Runnable check = () -> {};
  private boolean acting;
  private volatile boolean woken;

  PlayedTime(Duration end) {
    this.end = end;
  }

  /** Sets what happens at a moment; before the start. */
  PlayedTime at(Duration moment, Runnable action) {
    actions.merge(
        moment,
        action,
        (first, second) ->
            () -> {
              first.run();
              second.run();
            });
    return this;
  }

  /** Sets what is checked after each step; before the start. */
  void check(Runnable each) {
    check = each;
  }

  /** Waits for the end, and throws what went wrong. */
  void join() throws InterruptedException {
    ended.await();
    Optional.ofNullable(failure.get())
        .ifPresent(
            thrown -> {
              throw new AssertionError(now() + " after the start: " + thrown.getMessage(), thrown);
            });
  }

  @Override
  public Duration now() {
    return Duration.between(START, clock.instant());
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return now().toNanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Duration until = now().plus(duration);
    while (now().compareTo(until) < 0) {
      step(until);
    }
  }

  @Override
  public void await(Duration longest) throws InterruptedException {
    Duration until = now().plus(longest);
    while (!woken && now().compareTo(until) < 0) {
      step(until);
    }
    woken = false;
  }

  @Override
  public void wake() {
    woken = true;
  }

  private void step(Duration until) throws InterruptedException {
    if (now().compareTo(end) >= 0 || failure.get() != null) {
      ended.countDown();
      new CountDownLatch(1).await();
    }
    Duration next = now().plus(STEP);
    clock.advance(Duration.between(START.plus(now()), START.plus(min(next, until))));
    if (acting) {
      return;
    }
    acting = true;
    try {
      while (!actions.isEmpty() && actions.firstKey().compareTo(now()) <= 0) {
        actions.pollFirstEntry().getValue().run();
      }
      check.run();
    } catch (RuntimeException | AssertionError thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      acting = false;
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
