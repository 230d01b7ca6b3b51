package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.ObjectView;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of one informer. Of an object that comes again unchanged the older view stays, so that
 * a cache that was made from it finds the same instance. Thread-safe.
 */
final class InformerStore<V extends ObjectView, W extends WatchedObject<V>>
    extends BasicItemStore<W> {

  private final StoreListener<V> listener;

  /** An empty store; the watch, which knows why an object is removed, tells that the listener. */
  InformerStore(StoreListener<V> listener) {
    super(WatchedObject::key);
    this.listener = listener;
  }

  /** A store with the present content of another one. */
  static <V extends ObjectView, W extends WatchedObject<V>> InformerStore<V, W> startingFrom(
      InformerStore<V, W> other) {
    InformerStore<V, W> store = new InformerStore<>(other.listener);
    other.values().forEach(store::copy);
    return store;
  }

  /** The view of every object, in any order. */
  List<V> views() {
    return values().map(WatchedObject::view).toList();
  }

  /** Every object, in any order. */
  List<W> items() {
    return values().toList();
  }

  /** The view of the object of that key. */
  Optional<V> view(String key) {
    return Optional.ofNullable(get(key)).map(WatchedObject::view);
  }

  @Override
  public @Nullable W put(String key, W item) {
    W older = get(key);
    if (older != null) {
      item.share(older.view());
    }
    super.put(key, item);
    if (older != null) {
      listener.replaced(older.view(), item.view());
    } else {
      listener.added(item.view());
    }
    return older;
  }

  private void copy(W item) {
    super.put(item.key(), item);
  }
}
