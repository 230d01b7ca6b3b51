package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects, one counter of resource versions over all of them, and the last changes. A path is
 * {@code namespace/name}, or {@code name} where there is no namespace; objects are in the order of
 * their paths. Stored trees are never changed, only replaced. Thread-safe; what several calls must
 * see as one goes through {@link #inTurn}.
 */
final class ObjectStore {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
  private final Deque<StoredChange> history = new ArrayDeque<>();
  private final int keep;
  private long revision = 1;

  /**
   * @param keep how many changes are remembered
   */
  ObjectStore(int keep) {
    this.keep = keep;
  }

  static String path(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** Does something that nobody else's reads and writes come between. */
  <T> T inTurn(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void inTurn(Runnable work) {
    inTurn(
        () -> {
          work.run();
          return revision;
        });
  }

  long revision() {
    return inTurn(() -> revision);
  }

  Optional<ObjectNode> find(String storage, String path) {
    return inTurn(() -> Optional.ofNullable(of(storage).get(path)));
  }

  /** Stores an object under the next resource version, which it writes into it. */
  ObjectNode put(String storage, String path, ObjectNode object) {
    return inTurn(
        () -> {
          stamp(object, ++revision);
          ObjectNode before = of(storage).put(path, object);
          JsonNode was = before == null ? MissingNode.getInstance() : before;
          remember(new StoredChange(revision, storage, path, was, object));
          return object;
        });
  }

  /** Removes an object that is there, and returns it as it was last, with the new version. */
  ObjectNode remove(String storage, String path, ObjectNode last) {
    return inTurn(
        () -> {
          ObjectNode gone = last.deepCopy();
          stamp(gone, ++revision);
          of(storage).remove(path);
          remember(new StoredChange(revision, storage, path, last, MissingNode.getInstance()));
          return gone;
        });
  }

  static void stamp(ObjectNode object, long revision) {
    JsonTrees.metadata(object).put("resourceVersion", Long.toString(revision));
  }

  /** The objects of a namespace, or of all where it is empty, as they are now. */
  List<ObjectNode> list(String storage, String namespace) {
    return inTurn(() -> List.copyOf(within(of(storage), namespace)));
  }

  /** As they were right after a revision; refused where that is no longer known. */
  List<ObjectNode> listAt(String storage, String namespace, long asked) {
    return inTurn(
        () -> {
          checkKnown(asked);
          NavigableMap<String, ObjectNode> then = new TreeMap<>(of(storage));
          Iterator<StoredChange> back = history.descendingIterator();
          while (back.hasNext()) {
            StoredChange change = back.next();
            if (change.revision() <= asked) {
              break;
            }
            if (change.storage().equals(storage)) {
              undo(change, then);
            }
          }
          return List.copyOf(within(then, namespace));
        });
  }

  private static void undo(StoredChange change, NavigableMap<String, ObjectNode> objects) {
    if (change.before() instanceof ObjectNode before) {
      objects.put(change.path(), before);
    } else {
      objects.remove(change.path());
    }
  }

  /** Whether a namespace holds no object of any kind. */
  boolean isEmpty(String namespace) {
    return inTurn(
        () -> objects.values().stream().allMatch(all -> within(all, namespace).isEmpty()));
  }

  /** What changed after a revision, of all kinds, in order; refused where that is not known. */
  List<StoredChange> after(long asked) {
    return inTurn(
        () -> {
          checkKnown(asked);
          List<StoredChange> changes = new ArrayList<>();
          Iterator<StoredChange> back = history.descendingIterator();
          while (back.hasNext()) {
            StoredChange change = back.next();
            if (change.revision() <= asked) {
              break;
            }
            changes.add(change);
          }
          java.util.Collections.reverse(changes);
          return changes;
        });
  }

  private void checkKnown(long asked) {
    if (asked < revision - history.size()) {
      throw ApiStatusException.expired(
          "too old resource version: %d (%d)".formatted(asked, revision - history.size()));
    }
  }

  /** Forgets all changes that led to the objects as they are. */
  void forget() {
    inTurn(history::clear);
  }

  /** Wakes everybody who waits in {@link #await}. */
  void wake() {
    inTurn(news::signalAll);
  }

  /** What somebody waits for. */
  interface Awaited<T> {

    /** Looked at in turn: nothing, to wait on. */
    Optional<T> look() throws IOException;

    /** How long to wait for news before looking again, at most. */
    long nanos();
  }

  /** Looks, in turn, whenever there is news or time is up, until there is something. */
  <T> T await(Awaited<T> awaited) throws IOException, InterruptedException {
    lock.lock();
    try {
      Optional<T> found = awaited.look();
      while (found.isEmpty()) {
        news.awaitNanos(awaited.nanos());
        found = awaited.look();
      }
      return found.get();
    } finally {
      lock.unlock();
    }
  }

  private void remember(StoredChange change) {
    history.addLast(change);
    if (history.size() > keep) {
      history.removeFirst();
    }
    news.signalAll();
  }

  private NavigableMap<String, ObjectNode> of(String storage) {
    return objects.computeIfAbsent(storage, none -> new TreeMap<>());
  }

  private static Collection<ObjectNode> within(
      NavigableMap<String, ObjectNode> all, String namespace) {
    // '0' is the character after '/': these are all paths that begin with "namespace/".
    return namespace.isEmpty()
        ? all.values()
        : all.subMap(namespace + "/", true, namespace + "0", false).values();
  }
}
