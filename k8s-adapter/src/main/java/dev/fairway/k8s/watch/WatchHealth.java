package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of the watch of one resource, from the outcomes of its requests. Broken from the first
 * failure until a watch is answered: a list in between does not repair it. Thread-safe.
 */
final class WatchHealth {

  private static final Logger LOG = LoggerFactory.getLogger(WatchHealth.class);

  private final WatchedResource resource;
  private final LongSupplier nanoClock;
  private final Runnable changed;
  private Phase phase = Phase.NOT_STARTED;
  private boolean read;
  private Optional<String> problem = Optional.empty();
  private long since;
  private long lastActivity;

  /**
   * A watch that has not started.
   *
   * @param changed called after every change, without a lock, from any thread
   */
  WatchHealth(WatchedResource resource, LongSupplier nanoClock, Runnable changed) {
    this.resource = resource;
    this.nanoClock = nanoClock;
    this.changed = changed;
    this.since = nanoClock.getAsLong();
    this.lastActivity = since;
  }

  WatchedResource resource() {
    return resource;
  }

  /** A list request is sent. */
  void listing() {
    synchronized (this) {
      lastActivity = nanoClock.getAsLong();
      if (phase == Phase.BROKEN || phase == Phase.READING) {
        return;
      }
      enter(Phase.READING, Optional.empty());
    }
    changed.run();
  }

  /** A watch request was answered. */
  void watching() {
    synchronized (this) {
      lastActivity = nanoClock.getAsLong();
      if (phase == Phase.WATCHING) {
        return;
      }
      if (phase == Phase.BROKEN) {
        LOG.info("watching {} again", resource.plural());
      }
      enter(Phase.WATCHING, Optional.empty());
    }
    changed.run();
  }

  /** A list or a watch failed. */
  void failed(ApiFailure why) {
    synchronized (this) {
      lastActivity = nanoClock.getAsLong();
      Optional<String> sentence = Optional.of(why.sentence());
      if (!sentence.equals(problem)) {
        LOG.warn("watching {}: {}", resource.plural(), why.sentence());
      }
      if (phase == Phase.BROKEN) {
        problem = sentence;
      } else {
        enter(Phase.BROKEN, sentence);
      }
    }
    changed.run();
  }

  /** A whole list is in the store. */
  void readWhole() {
    synchronized (this) {
      lastActivity = nanoClock.getAsLong();
      read = true;
    }
    changed.run();
  }

  /** Bytes arrived. */
  synchronized void active() {
    lastActivity = nanoClock.getAsLong();
  }

  /** For how long it has neither watched nor made any request. */
  synchronized Duration silent() {
    return phase == Phase.WATCHING || phase == Phase.NOT_STARTED
        ? Duration.ZERO
        : Duration.ofNanos(nanoClock.getAsLong() - lastActivity);
  }

  synchronized ResourceWatchState state() {
    return new ResourceWatchState(
        phase, read, Duration.ofNanos(nanoClock.getAsLong() - since), problem);
  }

  private void enter(Phase next, Optional<String> why) {
    phase = next;
    problem = why;
    since = nanoClock.getAsLong();
  }
}
