package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.ObjectView;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The store of one informer. Of an object that comes again unchanged the older view stays, so that
 * a cache that was made from it finds the same instance. Thread-safe.
 */
final class InformerStore<V extends ObjectView, W extends WatchedObject<V>>
    extends BasicItemStore<W> {

  private final BiConsumer<V, Optional<V>> replaced;

  /**
   * An empty store with a listener.
   *
   * @param replaced called with a view that was removed, and the one in its place if there is one
   */
  InformerStore(BiConsumer<V, Optional<V>> replaced) {
    super(WatchedObject::key);
    this.replaced = replaced;
  }

  /** A store with the present content of another one. */
  static <V extends ObjectView, W extends WatchedObject<V>> InformerStore<V, W> startingFrom(
      InformerStore<V, W> other) {
    InformerStore<V, W> store = new InformerStore<>(other.replaced);
    other.values().forEach(item -> store.put(item.key(), item));
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
      replaced.accept(older.view(), Optional.of(item.view()));
    }
    return older;
  }

  @Override
  public @Nullable W remove(String key) {
    W older = super.remove(key);
    if (older != null) {
      replaced.accept(older.view(), Optional.empty());
    }
    return older;
  }
}
