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
 * Looks after the feeds once a second, in a thread of its own: an informer that has gone is started
 * anew, and time that passes alone makes what is known old.
 */
final class InformerSupervisor {

  private static final long INTERVAL_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(InformerSupervisor.class);

  private final List<ResourceInformer<?, ?>> feeds;
  private final Duration longestSilence;
  private final Runnable afterEachLook;
  private final ScheduledExecutorService thread;
  private Optional<Future<?>> looking = Optional.empty();

  InformerSupervisor(
      List<ResourceInformer<?, ?>> feeds, Duration longestSilence, Runnable afterEachLook) {
    this.feeds = List.copyOf(feeds);
    this.longestSilence = longestSilence;
    this.afterEachLook = afterEachLook;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            look -> {
              Thread made = new Thread(look, "fairway-watches");
              made.setDaemon(true);
              return made;
            });
  }

  /** Starts the feeds, in the thread: credentials may take a while to be had. */
  synchronized void start() {
    thread.execute(() -> feeds.forEach(ResourceInformer::start));
    looking =
        Optional.of(
            thread.scheduleWithFixedDelay(
                this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void look() {
    try {
      feeds.forEach(feed -> feed.supervise(longestSilence));
      afterEachLook.run();
    } catch (RuntimeException escaped) {
      // A look that threw would be the last one; the next may come further.
      LOG.error("looking after the watches: {}", escaped.getClass().getName());
    }
  }

  synchronized void close() {
    looking.ifPresent(future -> future.cancel(true));
    thread.shutdownNow();
  }
}
