package dev.fairway.catalyst.change;

import dev.fairway.catalyst.wire.StoredDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects that a change created so far, and to which nothing in force refers. */
final class CreatedObjects {

  private final PolicyApi api;
  private final Map<AllocatedList, String> ids = new HashMap<>();
  private final Deque<Runnable> deletions = new ArrayDeque<>();

  CreatedObjects(PolicyApi api) {
    this.api = api;
  }

  /** Creates or replaces the lists. */
  void lists(List<AllocatedList> lists) {
    for (AllocatedList list : lists) {
      if (list.write() == AllocatedList.Write.REPLACE) {
        api.replaceList(list.id(), list.list());
        continue;
      }
      String id = api.createList(list.list());
      ids.put(list, id);
      deletions.push(() -> api.deleteList(list.list(), id));
    }
  }

  /** The id of a list that exists by now. */
  String id(AllocatedList list) {
    return Optional.ofNullable(ids.get(list)).orElse(list.id());
  }

  /** Creates a definition and returns its id. */
  String definition(StoredDefinition definition) {
    String id = api.createDefinition(definition);
    deletions.push(() -> api.deleteDefinition(id));
    return id;
  }

  /** The requests that delete all of them, the last created first. */
  List<Runnable> deletions() {
    return new ArrayList<>(deletions);
  }
}
