package dev.fairway.catalyst.simulator.model.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The ids that a body refers to. */
final class ObjectReferences {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Set<String> WORDS =
      Set.of("name", "policyName", "description", "policyDescription", "sequenceName", "infoTag");

  private ObjectReferences() {}

  static SortedSet<String> in(ManagerObject object) {
    SortedSet<String> found = new TreeSet<>();
    collect(object.body(), found);
    return found;
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isTextual() && ID.matcher(node.textValue()).matches()) {
      found.add(node.textValue());
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, found));
    } else if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                if (!WORDS.contains(field.getKey())) {
                  collect(field.getValue(), found);
                }
              });
    }
  }
}
