package dev.fairway.catalyst.simulator.model.store;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A snapshot of the database: all objects at one moment, in the order in which they were made.
 * Immutable.
 *
 * @param objects by id
 */
public record StoredObjects(Map<String, ManagerObject> objects) {

  /** Copies. */
  public StoredObjects {
    objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
  }

  /** The object with that id. */
  public Optional<ManagerObject> find(String id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** The ids of everything that the object needs, itself among them. */
  public SortedSet<String> reach(String id) {
    SortedSet<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(id);
    while (!open.isEmpty()) {
      find(open.remove())
          .filter(object -> reached.add(object.id()))
          .ifPresent(object -> open.addAll(ObjectReferences.in(object)));
    }
    return reached;
  }

  /** The same with the object in place of the one of its id. */
  public StoredObjects with(ManagerObject object) {
    Map<String, ManagerObject> changed = new LinkedHashMap<>(objects);
    changed.put(object.id(), object);
    return new StoredObjects(changed);
  }

  /** The same with what is missing here and is needed by the object there. */
  public StoredObjects withNeeds(String id, StoredObjects from) {
    Map<String, ManagerObject> changed = new LinkedHashMap<>(objects);
    from.reach(id)
        .forEach(
            needed -> from.find(needed).ifPresent(object -> changed.putIfAbsent(needed, object)));
    return new StoredObjects(changed);
  }
}
