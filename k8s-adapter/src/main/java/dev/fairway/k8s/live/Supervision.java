package dev.fairway.k8s.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the feeds once a second, in a thread of its own: an informer that has gone is started
 * anew, and time that passes alone makes what is known old.
 */
final class Supervision {

  private static final long INTERVAL_MILLIS = 1_000;

  private final List<ResourceFeed<?, ?>> feeds;
  private final Duration longestSilence;
  private final Runnable afterEachLook;
  private final ScheduledExecutorService thread;

  Supervision(List<ResourceFeed<?, ?>> feeds, Duration longestSilence, Runnable afterEachLook) {
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
  void start() {
    thread.execute(() -> feeds.forEach(ResourceFeed::start));
    thread.scheduleWithFixedDelay(
        this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    feeds.forEach(feed -> feed.supervise(longestSilence));
    afterEachLook.run();
  }

  void close() {
    thread.shutdownNow();
  }
}
