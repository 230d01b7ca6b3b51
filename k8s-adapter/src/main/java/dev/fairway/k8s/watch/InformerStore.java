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
 * The objects of one informer. What comes again without having changed is held once: the older
 * record stays, so that whoever was made from it can see that by looking at it. Thread-safe.
 */
final class InformerStore<R, W extends WatchedObject<R>> implements ItemStore<W> {

  private final Map<String, W> items = new ConcurrentHashMap<>();
  private final BiConsumer<R, Optional<R>> replaced;

  /** An empty store. */
  InformerStore() {
    this((older, newer) -> {});
  }

  /**
   * An empty store that tells of what changes in it.
   *
   * @param replaced told of a record that made way, and of the one in its place if there is one
   */
  InformerStore(BiConsumer<R, Optional<R>> replaced) {
    this.replaced = replaced;
  }

  /** A store that starts with what another one holds now. */
  static <R, W extends WatchedObject<R>> InformerStore<R, W> startingFrom(
      InformerStore<R, W> other) {
    InformerStore<R, W> store = new InformerStore<>(other.replaced);
    store.items.putAll(other.items);
    return store;
  }

  /** What matters of every object, in any order. */
  List<R> records() {
    return items.values().stream().map(WatchedObject::record).toList();
  }

  /** What matters of the object stored there. */
  Optional<R> record(String key) {
    return Optional.ofNullable(items.get(key)).map(WatchedObject::record);
  }

  @Override
  public String getKey(W item) {
    return item.key();
  }

  @Override
  public @Nullable W put(String key, W item) {
    W older = items.get(key);
    if (older != null) {
      item.share(older.record());
    }
    items.put(key, item);
    if (older != null) {
      replaced.accept(older.record(), Optional.of(item.record()));
    }
    return older;
  }

  @Override
  public @Nullable W remove(String key) {
    W older = items.remove(key);
    if (older != null) {
      replaced.accept(older.record(), Optional.empty());
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
