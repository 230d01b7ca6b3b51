package dev.fairway.k8s.watch;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store of one informer. Of an object that comes again unchanged the older view stays, so that
 * a cache that was made from it finds the same instance. Thread-safe.
 */
final class InformerStore<R, W extends WatchedObject<R>> implements ItemStore<W> {

  private final Map<String, W> items = new ConcurrentHashMap<>();
  private final BiConsumer<R, Optional<R>> replaced;

  /** An empty store. */
  InformerStore() {
    this((older, newer) -> {});
  }

  /**
   * An empty store with a listener.
   *
   * @param replaced called with a view that was removed, and the one in its place if there is one
   */
  InformerStore(BiConsumer<R, Optional<R>> replaced) {
    this.replaced = replaced;
  }

  /** A store with the present content of another one. */
  static <R, W extends WatchedObject<R>> InformerStore<R, W> startingFrom(
      InformerStore<R, W> other) {
    InformerStore<R, W> store = new InformerStore<>(other.replaced);
    store.items.putAll(other.items);
    return store;
  }

  /** The view of every object, in any order. */
  List<R> views() {
    return items.values().stream().map(WatchedObject::view).toList();
  }

  /** The view of the object of that key. */
  Optional<R> view(String key) {
    return Optional.ofNullable(items.get(key)).map(WatchedObject::view);
  }

  @Override
  public String getKey(W item) {
    return item.key();
  }

  @Override
  public @Nullable W put(String key, W item) {
    W older = items.get(key);
    if (older != null) {
      item.share(older.view());
    }
    items.put(key, item);
    if (older != null) {
      replaced.accept(older.view(), Optional.of(item.view()));
    }
    return older;
  }

  @Override
  public @Nullable W remove(String key) {
    W older = items.remove(key);
    if (older != null) {
      replaced.accept(older.view(), Optional.empty());
    }
    return older;
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<W> values() {
    return items.values().stream();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable W get(String key) {
    return items.get(key);
  }
}
