package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a change has made so far that nothing in force refers to, so that it can go again. */
final class CreatedObjects {

  private final PolicyApi objects;
  private final Map<AllocatedList, String> ids = new HashMap<>();
  private final Deque<Runnable> removals = new ArrayDeque<>();

  CreatedObjects(PolicyApi objects) {
    this.objects = objects;
  }

  /** Makes or replaces the lists. */
  void lists(List<AllocatedList> lists) {
    for (AllocatedList choice : lists) {
      if (choice.deed() == AllocatedList.Action.REPLACE) {
        objects.replaceList(choice.id(), choice.list());
        continue;
      }
      String id = objects.createList(choice.list());
      ids.put(choice, id);
      removals.push(() -> objects.deleteList(choice.token(), id));
    }
  }

  /** The id of a list that is there by now. */
  String id(AllocatedList choice) {
    return Optional.ofNullable(ids.get(choice)).orElse(choice.id());
  }

  /** The id of a new definition. */
  String definition(ObjectNode body) {
    String id = objects.createDefinition(body);
    removals.push(() -> objects.deleteDefinition(id));
    return id;
  }

  /** What takes all of it away, the last made first. */
  List<Runnable> removals() {
    return new ArrayList<>(removals);
  }
}
