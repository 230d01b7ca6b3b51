package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.objects.ObjectView;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list-and-watch loop of one resource, as client-go's reflector runs it: lists all objects in
 * pages, then watches from that version on, for ever. A watch that breaks goes on where it was; one
 * whose version is too old lists anew. Failures are told to the {@link WatchHealth} and retried
 * with backoff.
 *
 * @param <V> the view of an object
 * @param <W> the object in the store
 */
final class Reflector<V extends ObjectView, W extends WatchedObject<V>> implements AutoCloseable {

  /** A watch that ends sooner than this without any event was not really opened. */
  private static final Duration SHORT_WATCH = Duration.ofSeconds(1);

  /** After so many short watches the version is taken for one that the server does not know. */
  private static final int MOST_SHORT_WATCHES = 3;

  private static final Duration LONGEST_END = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);

  private final ResourceRequests<W> requests;
  private final InformerStore<V, W> store;
  private final WatchHealth health;
  private final WatchBackoff backoff;
  private final Runnable changed;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private volatile Optional<String> version = Optional.empty();
  private volatile @Nullable WatchCall<W> call;
  private volatile boolean closed;
  private int shortWatches;
  private long endsBefore;

  /**
   * A loop that has not started.
   *
   * @param changed called after every event that changes what snapshots depend on
   */
  Reflector(
      ResourceRequests<W> requests,
      InformerStore<V, W> store,
      WatchHealth health,
      WatchBackoff backoff,
      Runnable changed,
      LongSupplier nanoClock) {
    this.requests = requests;
    this.store = store;
    this.health = health;
    this.backoff = backoff;
    this.changed = changed;
    this.nanoClock = nanoClock;
    this.thread = new Thread(this::run, "fairway-watch-" + requests.resource().plural());
    this.thread.setDaemon(true);
    this.thread.setUncaughtExceptionHandler(
        // Its text may hold credentials.
        (where, uncaught) ->
            LOG.error("{} ended by {}", where.getName(), uncaught.getClass().getName()));
  }

  void start() {
    thread.start();
  }

  /** False where its thread has ended, for whatever reason. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Ends a watch on which nothing came for that long; it goes on where it was. */
  void cutSilent(Duration time) {
    @Nullable WatchCall<W> open = call;
    if (open != null) {
      ApiFailure silence = requests.silence(time);
      LOG.warn(
          "watching {}: {}; the watch is opened anew where it was",
          requests.resource().plural(),
          silence.sentence());
      open.cut(silence);
    }
  }

  private void run() {
    try {
      while (!closed) {
        step();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException thrown) {
      // The HTTP client takes nothing more once it is closed.
      if (!closed) {
        throw thrown;
      }
    }
  }

  private void step() throws InterruptedException {
    endsBefore = backoff.ends();
    try {
      String from = version.isPresent() ? version.get() : list();
      watch(from);
    } catch (WatchFailedException failed) {
      if (closed) {
        return;
      }
      if (failed.failure().kind() == ApiFailure.Kind.GONE) {
        version = Optional.empty();
        health.listing();
      } else {
        health.failed(failed.failure());
      }
      backoff.pause(failed.retryAfter(), endsBefore);
    }
  }

  private String list() throws WatchFailedException {
    health.listing();
    List<W> listed = new ArrayList<>();
    Optional<String> next = Optional.empty();
    String read;
    do {
      KubernetesResourceList<W> page = requests.list(next);
      health.proven();
      page.getItems().forEach(item -> listed.add(store.interned(item)));
      read = Optional.ofNullable(page.getMetadata().getResourceVersion()).orElse("");
      next =
          Optional.ofNullable(page.getMetadata().getContinue()).filter(token -> !token.isEmpty());
    } while (next.isPresent() && !closed);
    if (closed) {
      return read;
    }
    boolean relevant = store.replaceAll(listed);
    version = Optional.of(read);
    health.readWhole();
    if (relevant) {
      changed.run();
    }
    return read;
  }

  private void watch(String from) throws WatchFailedException, InterruptedException {
    if (closed) {
      return;
    }
    try (WatchCall<W> open = requests.watch(from, new Events())) {
      long began = nanoClock.getAsLong();
      call = open;
      health.watching();
      backoff.succeeded();
      endsBefore = backoff.ends();
      Optional<ApiFailure> failure = open.awaitEnd();
      call = null;
      followEnd(failure, open.isEmpty(), Duration.ofNanos(nanoClock.getAsLong() - began));
    }
  }

  /** A connection that broke is normal; only where the next request fails too it is a failure. */
  private void followEnd(Optional<ApiFailure> failure, boolean empty, Duration lasted)
      throws WatchFailedException, InterruptedException {
    if (failure.isPresent() && failure.get().kind() != ApiFailure.Kind.CUT) {
      throw new WatchFailedException(failure.get());
    }
    boolean tooShort = empty && lasted.compareTo(SHORT_WATCH) < 0;
    shortWatches = tooShort ? shortWatches + 1 : 0;
    if (shortWatches >= MOST_SHORT_WATCHES) {
      shortWatches = 0;
      version = Optional.empty();
    }
    if (failure.isPresent() || tooShort) {
      LOG.debug(
          "watching {}: {}; goes on",
          requests.resource().plural(),
          failure.map(ApiFailure::sentence).orElse("ended at once"));
      backoff.pause(Duration.ZERO, endsBefore);
    }
  }

  /** Ends the loop; waits for its thread, but not for long. */
  @Override
  public void close() {
    closed = true;
    @Nullable WatchCall<W> open = call;
    if (open != null) {
      open.cut(requests.silence(Duration.ZERO));
    }
    thread.interrupt();
  }

  /** Waits until the thread of a closed loop has ended, but not for long. */
  void awaitEnd() {
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The receiver of events: the store is updated before listeners are called. */
  private final class Events implements WatchEventSink<W> {

    @Override
    public void active() {
      health.active();
    }

    @Override
    public void changed(W object) {
      follow(object, store.put(object));
    }

    @Override
    public void deleted(W object) {
      follow(object, store.delete(object.key()));
    }

    @Override
    public void bookmark(String resourceVersion) {
      if (!resourceVersion.isEmpty()) {
        version = Optional.of(resourceVersion);
      }
    }

    private void follow(W object, boolean relevant) {
      health.proven();
      version = Optional.of(object.resourceVersion());
      if (relevant) {
        changed.run();
      }
    }
  }
}
