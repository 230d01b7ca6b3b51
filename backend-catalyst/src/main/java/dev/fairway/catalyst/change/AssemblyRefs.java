package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an assembly names, whoever wrote it. */
final class AssemblyRefs {

  private AssemblyRefs() {}

  /** The ids of its definitions. */
  static Set<String> definitions(List<ObjectNode> items) {
    Set<String> ids = new TreeSet<>();
    items.forEach(item -> ids.add(item.path("definitionId").asText("")));
    return ids;
  }

  /** The ids of its lists. */
  static Set<String> lists(List<ObjectNode> items) {
    Set<String> ids = new TreeSet<>();
    for (ObjectNode item : items) {
      for (String field : List.of("siteLists", "vpnLists")) {
        item.findValues(field).forEach(array -> array.forEach(id -> ids.add(id.asText(""))));
      }
    }
    return ids;
  }
}
