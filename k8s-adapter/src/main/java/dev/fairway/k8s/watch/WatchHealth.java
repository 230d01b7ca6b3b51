package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the watch of one resource is, told from what is heard of its requests. Broken since the first
 * failure until a watch is answered: a list that comes in between does not mend it. Thread-safe.
 */
final class WatchHealth {

  private static final Logger LOG = LoggerFactory.getLogger(WatchHealth.class);

  private final WatchedResource resource;
  private final LongSupplier nanoClock;
  private final Runnable moved;
  private Phase phase = Phase.NOT_STARTED;
  private boolean read;
  private Optional<String> problem = Optional.empty();
  private long since;
  private long heard;

  /**
   * A watch that has not started.
   *
   * @param moved called behind every change, without a lock, from any thread
   */
  WatchHealth(WatchedResource resource, LongSupplier nanoClock, Runnable moved) {
    this.resource = resource;
    this.nanoClock = nanoClock;
    this.moved = moved;
    this.since = nanoClock.getAsLong();
    this.heard = since;
  }

  /** A list was asked for. */
  void listing() {
    synchronized (this) {
      heard = nanoClock.getAsLong();
      if (phase == Phase.BROKEN || phase == Phase.READING) {
        return;
      }
      enter(Phase.READING, Optional.empty());
    }
    moved.run();
  }

  /** A watch was answered: changes come. */
  void watching() {
    synchronized (this) {
      heard = nanoClock.getAsLong();
      if (phase == Phase.WATCHING) {
        return;
      }
      if (phase == Phase.BROKEN) {
        LOG.info("watching {} again", resource.plural());
      }
      enter(Phase.WATCHING, Optional.empty());
    }
    moved.run();
  }

  /** A list or a watch failed. */
  void failed(ApiFailure why) {
    synchronized (this) {
      heard = nanoClock.getAsLong();
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
    moved.run();
  }

  /** Everything was listed, and is in the store. */
  void readWhole() {
    synchronized (this) {
      heard = nanoClock.getAsLong();
      read = true;
    }
    moved.run();
  }

  /** Something came. */
  synchronized void heard() {
    heard = nanoClock.getAsLong();
  }

  /** For how long it has been neither watching nor making any noise about trying to. */
  synchronized Duration silent() {
    return phase == Phase.WATCHING || phase == Phase.NOT_STARTED
        ? Duration.ZERO
        : Duration.ofNanos(nanoClock.getAsLong() - heard);
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
