package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.ObjectView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The informer of one resource: its store and the {@link Reflector} that keeps it up to date.
 * Thread-safe.
 *
 * @param <V> the view of an object
 * @param <W> the object in the store
 */
final class ResourceInformer<V extends ObjectView, W extends WatchedObject<V>> {

  /** Two bookmarks and a half: API servers send one about every minute. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(150);

  private final ResourceRequests<W> requests;
  private final WatchOptions options;
  private final WatchHealth health;
  private final WatchBackoff backoff;
  private final Runnable changed;
  private final InformerStore<V, W> store;
  private @Nullable Reflector<V, W> reflector;
  private boolean closed;

  /**
   * An informer that has not started.
   *
   * @param listener of what leaves the store
   * @param changed called after every event that changes what snapshots depend on
   */
  ResourceInformer(
      ResourceRequests<W> requests,
      WatchOptions options,
      WatchHealth health,
      StoreListener<V> listener,
      Runnable changed) {
    this.requests = requests;
    this.options = options;
    this.health = health;
    this.backoff = new WatchBackoff(options.reconnect(), options.longestBackoff());
    this.store = new InformerStore<>(listener);
    this.changed = changed;
  }

  List<V> views() {
    return store.views();
  }

  List<W> items() {
    return store.items();
  }

  Optional<V> view(String key) {
    return store.view(key);
  }

  /** Starts, where it was not closed. */
  synchronized void start() {
    if (!closed) {
      Reflector<V, W> started =
          new Reflector<>(requests, store, health, backoff, changed, options.nanoClock());
      reflector = started;
      started.start();
    }
  }

  /** Ends the backoff: the API server answers again. */
  void retryNow() {
    backoff.end();
  }

  /** Starts anew where the loop has ended, and cuts a watch that has been silent for too long. */
  synchronized void supervise() {
    Reflector<V, W> running = reflector;
    if (closed || running == null) {
      return;
    }
    Duration silent = health.silent();
    if (!running.isAlive()) {
      start();
    } else if (silent.compareTo(LONGEST_SILENCE) > 0) {
      running.cutSilent(silent);
    }
  }

  /** Ends it; what was read stays. */
  synchronized void close() {
    closed = true;
    Optional.ofNullable(reflector).ifPresent(Reflector::close);
  }

  /** Waits until a closed one has ended its last request, but not for long. */
  synchronized void awaitEnd() {
    Optional.ofNullable(reflector).ifPresent(Reflector::awaitEnd);
  }
}
