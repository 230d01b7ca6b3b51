package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.AssemblyItem;
import java.util.ArrayList;
import java.util.List;

/** What can be read of an assembly that anybody wrote, in whatever form. */
final class AssemblyReferences {

  private AssemblyReferences() {}

  /** The id of the definition that an item names. */
  static String definitionId(ObjectNode item) {
    return item.path("definitionId").asText("");
  }

  /** True where the item is a data policy. */
  static boolean isDataPolicy(ObjectNode item) {
    return item.path("type").asText("").equalsIgnoreCase(AssemblyItem.DATA_POLICY);
  }

  /** The ids of all lists that an entry or an item names. */
  static List<String> listIds(JsonNode part) {
    List<String> ids = new ArrayList<>();
    for (String field : List.of("siteLists", "vpnLists", "regionLists")) {
      for (JsonNode array : part.findValues(field)) {
        array.forEach(id -> ids.add(id.asText("")));
      }
    }
    return ids;
  }

  /** The texts of an array of an entry. */
  static List<String> texts(JsonNode entry, String field) {
    List<String> texts = new ArrayList<>();
    entry.path(field).forEach(one -> texts.add(one.asText("")));
    return texts;
  }
}
