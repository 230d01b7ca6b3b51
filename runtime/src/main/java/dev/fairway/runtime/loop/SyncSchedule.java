package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times of the next sync, of the next look and of the next read of the inventory, by the events
 * so far: changes are debounced, a request is due at once, and after a sync count its {@link
 * RetryPolicy.Backoff} and the resync interval. Knows no thread, no clock and no fabric; times are
 * since the loop was built, and never go back. Not thread-safe.
 */
final class SyncSchedule {

  private final LoopSettings settings;

  /**
   * The end of the time in which no sync begins, and that of the time in which nothing is asked.
   */
  private Duration notBefore = Duration.ZERO;

  private Duration aloneUntil = Duration.ZERO;
  private Optional<Duration> requested = Optional.empty();
  private Optional<Duration> recurrence = Optional.empty();
  private Optional<Duration> inventory = Optional.empty();
  private Optional<Duration> look = Optional.empty();

  /** The oldest change that a sync has begun with, and that no sync has applied yet. */
  private Optional<Duration> unapplied = Optional.empty();

  /** The oldest and the youngest change since the last sync began. */
  private Optional<Duration> firstChange = Optional.empty();

  private Optional<Duration> lastChange = Optional.empty();

  SyncSchedule(LoopSettings settings) {
    this.settings = settings;
  }

  /** A change: a sync is due when no more changes come, or after the longest delay. */
  void changed(Duration now) {
    firstChange = firstChange.or(() -> Optional.of(now));
    lastChange = Optional.of(now);
  }

  /** A request: a sync is due at once. */
  void requested(Duration now) {
    requested = requested.or(() -> Optional.of(now));
  }

  /** The start of a sync, which is for all changes and requests before it. */
  void began() {
    unapplied = oldestChange();
    firstChange = Optional.empty();
    lastChange = Optional.empty();
    requested = Optional.empty();
    recurrence = Optional.empty();
  }

  /**
   * The end of a sync.
   *
   * @param applied true where it applied every change before its start
   * @return the oldest change that it was for
   */
  Optional<Duration> ended(Duration now, boolean applied, RetryPolicy.Backoff backoff) {
    Optional<Duration> change = unapplied;
    unapplied = applied ? Optional.empty() : unapplied;
    notBefore = later(notBefore, now.plus(backoff.quiet()));
    if (backoff.alone()) {
      hold(notBefore);
    }
    recurrence = earliest(backoff.retry(), Optional.of(settings.resync())).map(now::plus);
    return change;
  }

  /** Lets no sync begin, no look be taken and no inventory be read before that time. */
  void hold(Duration until) {
    notBefore = later(notBefore, until);
    aloneUntil = later(aloneUntil, until);
  }

  /** Sets when the next look is taken. */
  void lookAt(Duration due) {
    look = Optional.of(due);
  }

  /**
   * A look that found another policy than was known: a sync is due also where writing was put off,
   * because it reads first; not where the fabric is to be left alone.
   */
  void overtaken(Duration now) {
    notBefore = aloneUntil;
    requested(now);
  }

  /** Sets when the inventory is read next. */
  void inventoryAt(Duration due) {
    inventory = Optional.of(due);
  }

  /** Leaves all that is due to another process. */
  void handOver() {
    began();
    unapplied = Optional.empty();
    inventory = Optional.empty();
    look = Optional.empty();
  }

  /** True where a change came since the last sync began. */
  boolean hasNewChange() {
    return firstChange.isPresent();
  }

  /** The time of the oldest change that is not applied yet. */
  Optional<Duration> oldestChange() {
    return unapplied.or(() -> firstChange);
  }

  /** The time of the next sync, perhaps in the past; empty: unknown before another event. */
  Optional<Duration> dueAt() {
    return earliest(requested, debounced(), recurrence).map(due -> later(due, notBefore));
  }

  /** The time of the next read of the inventory; empty: unknown before the end of a sync. */
  Optional<Duration> inventoryDueAt() {
    return inventory.map(due -> later(due, notBefore));
  }

  /** The time of the next look; empty: unknown before the end of a sync. */
  Optional<Duration> lookDueAt() {
    return look.map(due -> later(due, aloneUntil));
  }

  private Optional<Duration> debounced() {
    return earliest(
        lastChange.map(last -> last.plus(settings.debounce())),
        firstChange.map(first -> first.plus(settings.maxDelay())));
  }

  @SafeVarargs
  static Optional<Duration> earliest(Optional<Duration>... times) {
    return Stream.of(times).flatMap(Optional::stream).min(Duration::compareTo);
  }

  static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
