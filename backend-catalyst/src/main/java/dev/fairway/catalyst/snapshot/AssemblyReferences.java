package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.AssemblyItem;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The definitions and lists to which the items of an assembly refer, whatever they hold beside. */
public final class AssemblyReferences {

  private static final List<String> LIST_FIELDS = List.of("siteLists", "vpnLists", "regionLists");

  private AssemblyReferences() {}

  /** The id of the definition of one item. */
  public static String definition(ObjectNode item) {
    return item.path("definitionId").asText("");
  }

  /** True where the definition of an item is a data policy. */
  static boolean isDataPolicy(ObjectNode item) {
    return item.path("type").asText("").equalsIgnoreCase(AssemblyItem.DATA_POLICY);
  }

  /** The ids of the definitions of all items. */
  public static SortedSet<String> definitions(List<ObjectNode> items) {
    return items.stream()
        .map(AssemblyReferences::definition)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids of all lists of sites, VPNs and regions of the items. */
  public static SortedSet<String> lists(List<ObjectNode> items) {
    SortedSet<String> ids = new TreeSet<>();
    for (ObjectNode item : items) {
      for (String field : LIST_FIELDS) {
        item.findValues(field).forEach(array -> array.forEach(id -> ids.add(id.asText(""))));
      }
    }
    return ids;
  }
}
