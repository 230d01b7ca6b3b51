package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import dev.fairway.k8s.objects.ObjectView;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The informer of one resource. A fabric8 informer that gives up is replaced by a new one, which
 * starts with the content of the old one's store. Thread-safe.
 *
 * @param <V> the view of an object
 * @param <W> the object in the store
 */
final class ResourceInformer<V extends ObjectView, W extends WatchedObject<V>> {

  private final WatchedResource resource;
  private final Class<W> type;
  private final KubernetesClient client;
  private final int pageSize;
  private final WatchHealth health;
  private final StoreListener<V> listener;
  private final Runnable changed;
  private volatile InformerStore<V, W> store;
  private @Nullable SharedIndexInformer<W> informer;
  private boolean wanted;

  /**
   * An informer that has not started.
   *
   * @param listener of what enters and leaves the store
   * @param changed called after every event that changes what snapshots depend on
   */
  ResourceInformer(
      WatchedResource resource,
      Class<W> type,
      KubernetesClient client,
      int pageSize,
      WatchHealth health,
      StoreListener<V> listener,
      Runnable changed) {
    this.resource = resource;
    this.type = type;
    this.client = client;
    this.pageSize = pageSize;
    this.health = health;
    this.listener = listener;
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

  /** Starts. */
  synchronized void start() {
    wanted = true;
    startAnew();
  }

  private void startAnew() {
    stop();
    health.listing();
    store = InformerStore.startingFrom(store);
    SharedIndexInformer<W> fresh =
        client
            .resources(type)
            .inAnyNamespace()
            .withLimit((long) pageSize)
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(store)
            .exceptionHandler((started, thrown) -> failed(thrown))
            .addEventHandler(new Events());
    informer = fresh;
    try {
      fresh.start();
    } catch (RuntimeException thrown) {
      // Credentials, say, that cannot be loaded. The informer does not retry: supervise() does.
      failed(thrown);
      stop();
    }
  }

  private boolean failed(Throwable thrown) {
    health.failed(ApiFailure.of(thrown, resource.request(false)));
    return true;
  }

  /** Starts anew where the informer has stopped, or has been silent for too long. */
  synchronized void supervise(Duration longestSilence) {
    boolean gone = informer == null || !informer.isRunning();
    if (wanted && (gone || health.silent().compareTo(longestSilence) > 0)) {
      startAnew();
    }
  }

  synchronized void close() {
    wanted = false;
    stop();
  }

  private void stop() {
    if (informer != null) {
      informer.stop();
      informer = null;
    }
  }

  /** The handler of the informer's events; the store is updated before each call. */
  private final class Events implements ResourceEventHandler<W> {

    @Override
    public void onAdd(W added) {
      changed.run();
    }

    @Override
    public void onUpdate(W before, W after) {
      if (!before.relevantPart().equals(after.relevantPart())) {
        changed.run();
      }
    }

    @Override
    public void onDelete(W deleted, boolean unknownFinalState) {
      if (unknownFinalState) {
        listener.missing(deleted.view());
      } else {
        listener.deleted(deleted.view());
      }
      changed.run();
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      health.readWhole();
    }
  }
}
