package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A rate-limited work queue like client-go's: of each key the newest item, urgent items first, then
 * the key that waits longest. One item of a key is processed at a time, until {@link #done} or
 * {@link #retry}; a failed one is retried for ever, with exponential backoff. Thread-safe.
 *
 * @param <K> the key
 * @param <T> what is to be done for it
 */
final class WorkQueue<K extends Comparable<K>, T> {

  private final Comparator<Entry<K, T>> order =
      Comparator.<Entry<K, T>>comparingInt(entry -> entry.item.urgent() ? 0 : 1)
          .thenComparingLong(entry -> entry.since)
          .thenComparing(entry -> entry.item.key());
  private final StatusSettings settings;
  private final LongSupplier nanoClock;
  private final TokenBucket tokens;
  private final Map<K, Entry<K, T>> entries = new TreeMap<>();
  private Optional<String> problem = Optional.empty();
  private boolean shutDown;

  /**
   * One item.
   *
   * @param urgent true where it goes before others, and does not wait for the backoff of older ones
   * @param settled counted down after the first attempt, or when the item is dropped
   */
  record Item<K, T>(K key, T value, boolean urgent, CountDownLatch settled) {}

  private static final class Entry<K, T> {
    private Item<K, T> item;
    private long since;
    private long notBefore;
    private int failures;
    private boolean inProgress;

    private Entry(Item<K, T> item, long now) {
      this.item = item;
      this.since = now;
      this.notBefore = now;
    }
  }

  WorkQueue(StatusSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.tokens =
        new TokenBucket(settings.writesPerSecond(), settings.burst(), nanoClock.getAsLong());
  }

  /** Adds an item in place of the one that waits under the same key. */
  synchronized Item<K, T> put(K key, T value, boolean urgent) {
    long now = nanoClock.getAsLong();
    Entry<K, T> entry = entries.get(key);
    boolean first = entry != null && !entry.inProgress && entry.item.urgent();
    Item<K, T> item = new Item<>(key, value, urgent || first, new CountDownLatch(1));
    if (entry == null) {
      entries.put(key, new Entry<>(item, now));
    } else {
      if (!entry.inProgress) {
        entry.item.settled().countDown();
      }
      if (urgent) {
        entry.notBefore = now;
      }
      entry.item = item;
    }
    notifyAll();
    return item;
  }

  /** Waits for the next item that is due; empty once the queue is shut down and drained. */
  synchronized Optional<Item<K, T>> take() throws InterruptedException {
    while (!shutDown || !entries.isEmpty()) {
      Optional<Item<K, T>> next = poll();
      if (next.isPresent()) {
        return next;
      }
      OptionalLong nanos = nanosUntilNext();
      if (nanos.isPresent()) {
        TimeUnit.NANOSECONDS.timedWait(this, nanos.getAsLong());
      } else {
        wait();
      }
    }
    return Optional.empty();
  }

  /** The next item that is due now; it is in progress from then on. */
  synchronized Optional<Item<K, T>> poll() {
    long now = nanoClock.getAsLong();
    Optional<Entry<K, T>> next =
        entries.values().stream()
            .filter(entry -> !entry.inProgress && entry.notBefore - now <= 0)
            .min(order);
    if (next.isEmpty() || !tokens.tryTake(now)) {
      return Optional.empty();
    }
    next.get().inProgress = true;
    return next.map(entry -> entry.item);
  }

  /** The time until an item may be due, in nanoseconds; empty: not by the passing of time. */
  synchronized OptionalLong nanosUntilNext() {
    long now = nanoClock.getAsLong();
    OptionalLong due =
        entries.values().stream()
            .filter(entry -> !entry.inProgress)
            .mapToLong(entry -> Math.max(0, entry.notBefore - now))
            .min();
    return due.isEmpty()
        ? due
        : OptionalLong.of(Math.max(due.getAsLong(), tokens.nanosUntilNext(now)));
  }

  /** Ends the backoff of a key: its item in progress succeeded, or needs no retry. */
  synchronized void forget(K key) {
    problem = Optional.empty();
    Entry<K, T> entry = entries.get(key);
    if (entry != null) {
      entry.failures = 0;
      entry.since = nanoClock.getAsLong();
    }
  }

  /** Ends the processing of an item; a newer one of its key stays. */
  synchronized void done(Item<K, T> item) {
    item.settled().countDown();
    Entry<K, T> entry = entries.get(item.key());
    if (entry != null) {
      entry.inProgress = false;
      if (entry.item == item) {
        entries.remove(item.key());
      }
    }
    notifyAll();
  }

  /** Puts an item whose processing failed back, for the next attempt after a backoff. */
  synchronized void retry(Item<K, T> item, WriteResult failed) {
    item.settled().countDown();
    problem = Optional.of(failed.problem());
    Entry<K, T> entry = entries.get(item.key());
    if (entry != null) {
      entry.inProgress = false;
      entry.failures++;
      boolean replacedByUrgent = entry.item != item && entry.item.urgent();
      Duration wait = replacedByUrgent ? Duration.ZERO : backoff(entry.failures, failed);
      entry.notBefore = nanoClock.getAsLong() + wait.toNanos();
    }
    notifyAll();
  }

  private Duration backoff(int failures, WriteResult failed) {
    Duration wait = settings.firstRetry();
    for (int i = 1; i < failures && wait.compareTo(settings.longestRetry()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration own = wait.compareTo(settings.longestRetry()) < 0 ? wait : settings.longestRetry();
    return failed.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  /** Drops the waiting items that match, but for those in progress. */
  synchronized List<T> removeIf(Predicate<T> matches) {
    List<Entry<K, T>> dropped =
        entries.values().stream()
            .filter(entry -> !entry.inProgress && matches.test(entry.item.value()))
            .toList();
    dropped.forEach(entry -> done(entry.item));
    return dropped.stream().map(entry -> entry.item.value()).toList();
  }

  /** Lets {@link #take} end once nothing is left. */
  synchronized void shutDown() {
    shutDown = true;
    notifyAll();
  }

  /** The number of waiting items, without those in progress. */
  synchronized int waiting() {
    return (int) entries.values().stream().filter(entry -> !entry.inProgress).count();
  }

  synchronized StatusState state() {
    long now = nanoClock.getAsLong();
    Optional<Duration> oldest =
        entries.values().stream()
            .map(entry -> Duration.ofNanos(now - entry.since))
            .max(Comparator.naturalOrder());
    return new StatusState(entries.size(), oldest, problem);
  }
}
