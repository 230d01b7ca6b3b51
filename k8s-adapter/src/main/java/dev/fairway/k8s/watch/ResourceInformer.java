package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one resource, as far as they are known, and the informer that follows them. An
 * informer that gives up is followed by a new one, which starts from what is known. Thread-safe.
 *
 * @param <R> what matters of an object
 * @param <W> what the informer holds of it
 */
final class ResourceInformer<R, W extends WatchedObject<R>> {

  private final WatchedResource resource;
  private final Class<W> type;
  private final KubernetesClient client;
  private final int pageSize;
  private final WatchHealth health;
  private final Runnable changed;
  private volatile InformerStore<R, W> store;
  private @Nullable SharedIndexInformer<W> informer;
  private boolean wanted;

  /**
   * A feed that has not started.
   *
   * @param replaced told of a record that made way, and of the one in its place if there is one
   * @param changed called behind every event that changes what an object means
   */
  ResourceInformer(
      WatchedResource resource,
      Class<W> type,
      KubernetesClient client,
      int pageSize,
      WatchHealth health,
      BiConsumer<R, Optional<R>> replaced,
      Runnable changed) {
    this.resource = resource;
    this.type = type;
    this.client = client;
    this.pageSize = pageSize;
    this.health = health;
    this.store = new InformerStore<>(replaced);
    this.changed = changed;
  }

  List<R> records() {
    return store.records();
  }

  Optional<R> record(String key) {
    return store.record(key);
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
            .exceptionHandler((started, thrown) -> tryAgain(thrown))
            .addEventHandler(new Events());
    informer = fresh;
    try {
      fresh.start();
    } catch (RuntimeException thrown) {
      // Credentials, say, that cannot be had. The informer does not try again: supervise() does.
      tryAgain(thrown);
      stop();
    }
  }

  private boolean tryAgain(Throwable thrown) {
    health.failed(ApiFailure.of(thrown, resource.call(false)));
    return true;
  }

  /** Starts anew where the informer has stopped, or has not been heard of for too long. */
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

  /** What the informer tells; behind each call the store holds what is told. */
  private final class Events implements ResourceEventHandler<W> {

    @Override
    public void onAdd(W added) {
      changed.run();
    }

    @Override
    public void onUpdate(W before, W after) {
      if (!before.meaning().equals(after.meaning())) {
        changed.run();
      }
    }

    @Override
    public void onDelete(W deleted, boolean unknownFinalState) {
      changed.run();
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      health.readWhole();
    }
  }
}
