package dev.fairway.k8s.watch;

import dev.fairway.k8s.objects.ObjectView;
import java.util.List;

/**
 * The listener of the store of one resource. Called after the store has changed, by one thread at a
 * time.
 *
 * @param <V> the view of an object
 */
interface StoreListener<V extends ObjectView> {

  /** An object is there that was not. */
  default void added(V newer) {}

  /** A newer version took the place of an older one. */
  default void replaced(V older, V newer) {}

  /** The watch told that the object was deleted. */
  default void deleted(V older) {}

  /** A list had no object of that name any more: it was deleted unseen, or was not sent. */
  default void missing(V older) {}

  /** The listener that calls all of these, in their order. */
  static <V extends ObjectView> StoreListener<V> all(List<StoreListener<V>> listeners) {
    return new StoreListener<>() {
      @Override
      public void added(V newer) {
        listeners.forEach(listener -> listener.added(newer));
      }

      @Override
      public void replaced(V older, V newer) {
        listeners.forEach(listener -> listener.replaced(older, newer));
      }

      @Override
      public void deleted(V older) {
        listeners.forEach(listener -> listener.deleted(older));
      }

      @Override
      public void missing(V older) {
        listeners.forEach(listener -> listener.missing(older));
      }
    };
  }
}
