package dev.fairway.k8s.status;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A work queue like client-go's: of each key the newest item, urgent items first, then those that
 * have been due longest. One item of a key is processed at a time, until {@link #succeeded}, {@link
 * #retry} or {@link #dropped}; a failed one is retried for ever, with exponential backoff. How many
 * are processed at once, and how soon after a failure, says a {@link RequestPacing}. Thread-safe;
 * every operation on one item is O(log n).
 *
 * @param <K> the key
 * @param <T> what is to be done for it
 */
final class WorkQueue<K, T> {

  /** So many failures without a success between them are the server's, and not those of items. */
  private static final int SERVER_FAILURES = 3;

  private final StatusSettings settings;
  private final LongSupplier nanoClock;
  private final RequestPacing pacing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<K, Entry<K, T>> entries = new HashMap<>();

  /** Entries that are due. Sorted sets, because an entry is also promoted and taken out. */
  private final TreeSet<Entry<K, T>> ready;

  /** Entries that are not due yet, the soonest first. */
  private final TreeSet<Entry<K, T>> delayed;

  private long numbers;
  private boolean shutDown;

  /**
   * One item.
   *
   * @param urgent true where it goes before others, and does not wait for the backoff of older ones
   * @param settled counted down after the first attempt, or when the item is dropped
   */
  record Item<K, T>(K key, T value, boolean urgent, CountDownLatch settled) {}

  /** The newest item of a key. Its fields change only while it stands in neither set. */
  private static final class Entry<K, T> {
    private final long number;
    private Item<K, T> item;
    private long since;
    private long due;
    private int failures;
    private long failedSince;
    private Optional<String> problem = Optional.empty();
    private boolean inProgress;

    private Entry(long number, Item<K, T> item, long now) {
      this.number = number;
      this.item = item;
      this.since = now;
      this.due = now;
    }

    private boolean urgent() {
      return item.urgent();
    }
  }

  /** An empty queue. */
  WorkQueue(StatusSettings settings, RequestPacing pacing, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.pacing = pacing;
    long origin = nanoClock.getAsLong();
    Comparator<Entry<K, T>> byDue =
        Comparator.<Entry<K, T>>comparingLong(entry -> entry.due - origin)
            .thenComparingLong(entry -> entry.number);
    this.delayed = new TreeSet<>(byDue);
    this.ready =
        new TreeSet<>(
            Comparator.<Entry<K, T>>comparingInt(entry -> entry.urgent() ? 0 : 1)
                .thenComparing(byDue));
  }

  /** Adds an item in place of the one that waits under the same key. */
  Item<K, T> put(K key, T value, boolean urgent) {
    return put(key, value, urgent, Duration.ZERO);
  }

  /**
   * Adds an item in place of the one that waits under the same key.
   *
   * @param delay until it is due at the earliest
   */
  Item<K, T> put(K key, T value, boolean urgent, Duration delay) {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      Entry<K, T> entry = entries.get(key);
      boolean first = entry != null && !entry.inProgress && entry.urgent();
      Item<K, T> item = new Item<>(key, value, urgent || first, new CountDownLatch(1));
      if (entry == null) {
        entry = new Entry<>(++numbers, item, now);
        entry.due = now + delay.toNanos();
        entries.put(key, entry);
      } else {
        unschedule(entry);
        if (!entry.inProgress) {
          entry.item.settled().countDown();
        }
        entry.item = item;
        entry.due = urgent ? now + delay.toNanos() : entry.due;
      }
      schedule(entry);
      return item;
    } finally {
      lock.unlock();
    }
  }

  private void schedule(Entry<K, T> entry) {
    if (!entry.inProgress) {
      delayed.add(entry);
      changed.signal();
    }
  }

  private void unschedule(Entry<K, T> entry) {
    if (!delayed.remove(entry)) {
      ready.remove(entry);
    }
  }

  /**
   * Waits for the next item that is due; empty once the queue is shut down and nothing waits but
   * what failed before.
   */
  Optional<Item<K, T>> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!shutDown || hasUntried()) {
        Optional<Item<K, T>> next = poll();
        if (next.isPresent()) {
          return next;
        }
        OptionalLong nanos = nanosUntilNext();
        if (nanos.isPresent()) {
          changed.awaitNanos(nanos.getAsLong());
        } else {
          changed.await();
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** An end does not wait for the backoff of what failed. */
  private boolean hasUntried() {
    long now = nanoClock.getAsLong();
    return entries.values().stream()
        .anyMatch(entry -> entry.inProgress || entry.failures == 0 || entry.due - now <= 0);
  }

  /** The next item that is due now; it is in progress from then on. */
  Optional<Item<K, T>> poll() {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      while (!delayed.isEmpty() && delayed.first().due - now <= 0) {
        ready.add(delayed.pollFirst());
      }
      if (ready.isEmpty() || !pacing.tryStart(now)) {
        return Optional.empty();
      }
      Entry<K, T> next = ready.pollFirst();
      next.inProgress = true;
      return Optional.of(next.item);
    } finally {
      lock.unlock();
    }
  }

  /** The time until an item may be due, in nanoseconds; empty: not by the passing of time. */
  OptionalLong nanosUntilNext() {
    lock.lock();
    try {
      if (ready.isEmpty() && delayed.isEmpty()) {
        return OptionalLong.empty();
      }
      long now = nanoClock.getAsLong();
      long due = ready.isEmpty() ? Math.max(0, delayed.first().due - now) : 0;
      OptionalLong pause = pacing.nanosUntilNext(now);
      return pause.isEmpty() ? pause : OptionalLong.of(Math.max(due, pause.getAsLong()));
    } finally {
      lock.unlock();
    }
  }

  /** Ends the processing of an item without an attempt; a newer one of its key stays. */
  void dropped(Item<K, T> item) {
    lock.lock();
    try {
      pacing.dropped();
      ended(item);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the processing of an item that succeeded, or needs no retry; a newer one stays. */
  void succeeded(Item<K, T> item) {
    lock.lock();
    try {
      if (pacing.succeeded() >= SERVER_FAILURES) {
        endBackoffs();
      }
      Entry<K, T> entry = entries.get(item.key());
      if (entry != null) {
        entry.failures = 0;
        entry.problem = Optional.empty();
        entry.since = nanoClock.getAsLong();
      }
      ended(item);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts an item whose processing failed back, for the next attempt after a backoff.
   *
   * @return how long the items of its key have been failing
   */
  Duration retry(Item<K, T> item, WriteResult failed) {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      pacing.failed(now, failed.retryAfter());
      item.settled().countDown();
      if (shutDown) {
        changed.signalAll();
      } else {
        changed.signal();
      }
      Entry<K, T> entry = entries.get(item.key());
      if (entry == null) {
        return Duration.ZERO;
      }
      entry.inProgress = false;
      entry.failedSince = entry.failures == 0 ? now : entry.failedSince;
      entry.failures++;
      entry.problem = Optional.of(failed.problem());
      boolean replacedByUrgent = entry.item != item && entry.urgent();
      Duration wait = replacedByUrgent ? Duration.ZERO : backoff(entry.failures, failed);
      entry.due = now + wait.toNanos();
      schedule(entry);
      return Duration.ofNanos(now - entry.failedSince);
    } finally {
      lock.unlock();
    }
  }

  private void ended(Item<K, T> item) {
    item.settled().countDown();
    Entry<K, T> entry = entries.get(item.key());
    if (entry != null) {
      entry.inProgress = false;
      if (entry.item == item) {
        remove(entry);
      } else {
        schedule(entry);
      }
    }
    changed.signal();
  }

  private void remove(Entry<K, T> entry) {
    entries.remove(entry.item.key());
    if (shutDown) {
      changed.signalAll();
    }
  }

  /** A server that was away answers again: what waits for its backoff is due. */
  private void endBackoffs() {
    long now = nanoClock.getAsLong();
    List<Entry<K, T>> failed = delayed.stream().filter(entry -> entry.failures > 0).toList();
    failed.forEach(delayed::remove);
    failed.forEach(entry -> entry.due = now);
    delayed.addAll(failed);
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
  List<T> removeIf(Predicate<T> matches) {
    lock.lock();
    try {
      List<Entry<K, T>> dropped =
          entries.values().stream()
              .filter(entry -> !entry.inProgress && matches.test(entry.item.value()))
              .toList();
      dropped.forEach(this::drop);
      return dropped.stream().map(entry -> entry.item.value()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Drops the waiting item of a key, if it matches; not one that is in progress. */
  Optional<T> removeIf(K key, Predicate<T> matches) {
    lock.lock();
    try {
      Optional<Entry<K, T>> found =
          Optional.ofNullable(entries.get(key))
              .filter(entry -> !entry.inProgress && matches.test(entry.item.value()));
      found.ifPresent(this::drop);
      return found.map(entry -> entry.item.value());
    } finally {
      lock.unlock();
    }
  }

  private void drop(Entry<K, T> entry) {
    unschedule(entry);
    entry.item.settled().countDown();
    remove(entry);
  }

  /** Lets {@link #take} end once nothing is left. */
  void shutDown() {
    lock.lock();
    try {
      shutDown = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The number of waiting items, without those in progress. */
  int waiting() {
    lock.lock();
    try {
      return ready.size() + delayed.size();
    } finally {
      lock.unlock();
    }
  }

  /** The state of the queue. O(n). */
  StatusState state() {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      Optional<Duration> oldest =
          entries.values().stream()
              .map(entry -> Duration.ofNanos(now - entry.since))
              .max(Comparator.naturalOrder());
      List<Entry<K, T>> failing =
          entries.values().stream()
              .filter(entry -> entry.failures > 0)
              .sorted(Comparator.comparingLong(entry -> entry.failedSince - now))
              .toList();
      Optional<Entry<K, T>> first = failing.stream().findFirst();
      return new StatusState(
          entries.size(),
          oldest,
          failing.size(),
          first.map(entry -> Duration.ofNanos(now - entry.failedSince)),
          first.flatMap(entry -> entry.problem),
          0);
    } finally {
      lock.unlock();
    }
  }
}
