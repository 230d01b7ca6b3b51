package dev.fairway.embedded;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The registry of open watches, and the faults of their events. Thread-safe, in the store's turn.
 */
final class WatchRegistry {

  private final ObjectStore store;
  private final Set<OpenWatch> open = new LinkedHashSet<>();
  private final Set<String> paused = new HashSet<>();
  private final Set<String> doubled = new HashSet<>();
  private int expiring;
  private boolean suspended;

  WatchRegistry(ObjectStore store) {
    this.store = store;
  }

  OpenWatch open(ResourceKind kind) {
    OpenWatch watch = new OpenWatch(kind);
    store.inTurn(() -> open.add(watch));
    return watch;
  }

  void close(OpenWatch watch) {
    store.inTurn(() -> open.remove(watch));
  }

  int size() {
    return store.inTurn(open::size);
  }

  void cutAll() {
    each(OpenWatch::cut);
  }

  void endAll() {
    each(OpenWatch::end);
  }

  /** Ends the open watches of a resource with the error that their version is too old. */
  void expire(String resource) {
    each(
        watch -> {
          if (watch.kind().plural().equals(resource)) {
            watch.expire();
          }
        });
  }

  void bookmarkAll() {
    each(OpenWatch::wantBookmark);
  }

  void pause(String resource) {
    store.inTurn(() -> paused.add(resource));
  }

  /** Lets the watches of a resource tell what they kept back; reversed between objects if asked. */
  void resume(String resource, boolean reversed) {
    store.inTurn(
        () -> {
          paused.remove(resource);
          if (reversed) {
            open.stream()
                .filter(watch -> watch.kind().plural().equals(resource))
                .forEach(OpenWatch::reverseNext);
          }
          store.wake();
        });
  }

  boolean isPaused(ResourceKind kind) {
    return paused.contains(kind.plural());
  }

  /** Keeps back everything on every watch, bookmarks and ends too, or no longer. */
  void suspend(boolean on) {
    store.inTurn(
        () -> {
          suspended = on;
          store.wake();
        });
  }

  boolean isSuspended() {
    return suspended;
  }

  void doubling(String resource, boolean on) {
    store.inTurn(() -> on ? doubled.add(resource) : doubled.remove(resource));
  }

  boolean isDoubled(ResourceKind kind) {
    return doubled.contains(kind.plural());
  }

  void expireNext(int watches) {
    store.inTurn(() -> expiring = watches);
  }

  boolean takeExpiry() {
    return store.inTurn(() -> expiring > 0 && expiring-- > 0);
  }

  private void each(java.util.function.Consumer<OpenWatch> what) {
    store.inTurn(
        () -> {
          List.copyOf(open).forEach(what);
          store.wake();
        });
  }
}
