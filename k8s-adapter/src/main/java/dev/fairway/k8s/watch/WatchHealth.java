package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.api.DenialGracePeriod;
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
  private final Runnable proof;
  private final Runnable broken;
  private final DenialGracePeriod denials;
  private Phase phase = Phase.NOT_STARTED;
  private boolean read;
  private Optional<String> problem = Optional.empty();
  private long since;
  private long lastActivity;

  /**
   * A watch that has not started.
   *
   * @param changed called after every change, without a lock, from any thread
   * @param proof called after every answer that only a working API server can give
   * @param broken called after every failure
   */
  WatchHealth(
      WatchedResource resource,
      LongSupplier nanoClock,
      Runnable changed,
      Runnable proof,
      Runnable broken) {
    this.resource = resource;
    this.nanoClock = nanoClock;
    this.changed = changed;
    this.proof = proof;
    this.broken = broken;
    this.denials = new DenialGracePeriod(nanoClock);
    this.since = nanoClock.getAsLong();
    this.lastActivity = since;
  }

  /** A list request is sent. */
  void listing() {
    synchronized (this) {
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
      denials.allowed();
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
      Optional<String> sentence = Optional.of(denials.judge(why).sentence());
      if (!sentence.equals(problem)) {
        LOG.warn(
            "watching {}: {}; tried again until it works, and what was read stays in use",
            resource.plural(),
            sentence.get());
      }
      if (phase == Phase.BROKEN) {
        problem = sentence;
      } else {
        enter(Phase.BROKEN, sentence);
      }
    }
    broken.run();
    changed.run();
  }

  /** A whole list is in the store. */
  void readWhole() {
    synchronized (this) {
      read = true;
    }
    changed.run();
  }

  /** A page of a list or an event arrived. */
  void proven() {
    proof.run();
  }

  /** Bytes of a watch arrived. */
  synchronized void active() {
    lastActivity = nanoClock.getAsLong();
  }

  /** For how long nothing has come on an open watch. */
  synchronized Duration silent() {
    return phase == Phase.WATCHING
        ? Duration.ofNanos(nanoClock.getAsLong() - lastActivity)
        : Duration.ZERO;
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
