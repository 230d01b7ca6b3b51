package dev.fairway.catalyst.simulator.model.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The index of references between objects at one moment. O(references) to build. */
final class ReferenceIndex {

  private final Map<String, SortedSet<String>> needs;
  private final Map<String, List<ManagerObject>> referrers = new HashMap<>();

  /**
   * An index.
   *
   * @param objects in the order in which they were made
   * @param needs the ids that each names, by its own; ids of nothing do no harm
   */
  ReferenceIndex(Collection<ManagerObject> objects, Map<String, SortedSet<String>> needs) {
    this.needs = Map.copyOf(needs);
    for (ManagerObject object : objects) {
      for (String needed : needs.getOrDefault(object.id(), new TreeSet<>())) {
        if (!needed.equals(object.id())) {
          referrers.computeIfAbsent(needed, id -> new ArrayList<>()).add(object);
        }
      }
    }
  }

  /** The objects that refer to the object, in the order in which they were made. */
  List<ManagerObject> referrers(String id) {
    return List.copyOf(referrers.getOrDefault(id, List.of()));
  }

  /** The ids of everything that the object needs, itself among them. */
  SortedSet<String> reach(String id) {
    SortedSet<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(id);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (needs.containsKey(next) && reached.add(next)) {
        open.addAll(needs.get(next));
      }
    }
    return reached;
  }
}
