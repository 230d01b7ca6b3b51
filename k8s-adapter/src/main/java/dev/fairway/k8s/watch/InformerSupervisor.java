package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor of the informers: once a second, in a thread of its own, it restarts those that
 * have stopped. Snapshots also become stale by time alone, so it calls back after each check.
 */
final class InformerSupervisor {

  private static final long INTERVAL_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(InformerSupervisor.class);

  private final List<ResourceInformer<?, ?>> informers;
  private final Duration longestSilence;
  private final Runnable afterEachCheck;
  private final ScheduledExecutorService thread;
  private Optional<Future<?>> checks = Optional.empty();

  InformerSupervisor(
      List<ResourceInformer<?, ?>> informers, Duration longestSilence, Runnable afterEachCheck) {
    this.informers = List.copyOf(informers);
    this.longestSilence = longestSilence;
    this.afterEachCheck = afterEachCheck;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            check -> {
              Thread made = new Thread(check, "fairway-watches");
              made.setDaemon(true);
              return made;
            });
  }

  /** Starts the informers, in the thread: credentials may take a while to load. */
  synchronized void start() {
    thread.execute(() -> informers.forEach(ResourceInformer::start));
    checks =
        Optional.of(
            thread.scheduleWithFixedDelay(
                this::check, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void check() {
    try {
      informers.forEach(informer -> informer.supervise(longestSilence));
      afterEachCheck.run();
    } catch (RuntimeException escaped) {
      // The scheduler would run no check after one that threw.
      LOG.error("looking after the watches: {}", escaped.getClass().getName());
    }
  }

  synchronized void close() {
    checks.ifPresent(future -> future.cancel(true));
    thread.shutdownNow();
  }
}
