package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.ObjectView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The store of one informer: the objects of its resource as they were listed and watched last. Of
 * an object that comes again unchanged the older view stays, so that a cache that was made from it
 * finds the same instance. Read by any thread, written by one at a time.
 *
 * @param <V> the view of an object
 * @param <W> the object
 */
final class InformerStore<V extends ObjectView, W extends WatchedObject<V>> {

  private final Map<String, W> items = new ConcurrentHashMap<>();
  private final StoreListener<V> listener;

  /** An empty store. */
  InformerStore(StoreListener<V> listener) {
    this.listener = listener;
  }

  /** The view of every object, in any order. */
  List<V> views() {
    return items.values().stream().map(WatchedObject::view).toList();
  }

  /** Every object, in any order. */
  List<W> items() {
    return List.copyOf(items.values());
  }

  /** The view of the object of that key. */
  Optional<V> view(String key) {
    return Optional.ofNullable(items.get(key)).map(WatchedObject::view);
  }

  /** The object that is stored in that very version; else the given one. */
  W interned(W item) {
    W stored = items.get(item.key());
    return stored != null && stored.hasVersionOf(item) ? stored : item;
  }

  /**
   * Stores an object in place of an older version.
   *
   * @return true where what snapshots depend on has changed
   */
  boolean put(W item) {
    W older = items.get(item.key());
    if (older == null) {
      items.put(item.key(), item);
      listener.added(item.view());
      return true;
    }
    if (older.hasVersionOf(item)) {
      return false;
    }
    item.share(older.view());
    items.put(item.key(), item);
    listener.replaced(older.view(), item.view());
    return !older.relevantPart().equals(item.relevantPart());
  }

  /**
   * Removes an object that the watch tells to be deleted.
   *
   * @return true where it was there
   */
  boolean delete(String key) {
    W older = items.remove(key);
    if (older != null) {
      listener.deleted(older.view());
    }
    return older != null;
  }

  /**
   * Takes a whole list over: what is not in it is removed.
   *
   * @return true where what snapshots depend on has changed
   */
  boolean replaceAll(List<W> listed) {
    boolean relevant = false;
    Set<String> keys = new HashSet<>();
    for (W item : listed) {
      keys.add(item.key());
      relevant |= put(item);
    }
    for (W older : items()) {
      if (!keys.contains(older.key())) {
        items.remove(older.key());
        listener.missing(older.view());
        relevant = true;
      }
    }
    return relevant;
  }
}
