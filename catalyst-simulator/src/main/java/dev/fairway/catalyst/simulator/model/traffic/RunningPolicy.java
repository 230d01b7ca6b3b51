package dev.fairway.catalyst.simulator.model.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The policy that a controller runs: a centralized policy, and all objects as they were when it was
 * pushed.
 *
 * @param policyId which policy
 * @param objects as they were
 */
public record RunningPolicy(String policyId, StoredObjects objects) {

  /** Where the definitions of one type hold, in the order of the assembly. */
  public List<ExpandedAssemblyEntry> entries(String type) {
    List<ExpandedAssemblyEntry> entries = new ArrayList<>();
    for (JsonNode item : assembly()) {
      if (!item.path("type").asText().toLowerCase(Locale.ROOT).equals(type)) {
        continue;
      }
      objects
          .find(item.path("definitionId").asText())
          .filter(object -> object.type() == ObjectType.DEFINITION)
          .ifPresent(definition -> addEntries(item, definition, entries));
    }
    return entries;
  }

  private JsonNode assembly() {
    return objects
        .find(policyId)
        .map(policy -> policy.body().path("policyDefinition").path("assembly"))
        .orElseGet(MissingNode::getInstance);
  }

  private void addEntries(
      JsonNode item, ManagerObject definition, List<ExpandedAssemblyEntry> entries) {
    for (JsonNode entry : item.path("entries")) {
      entries.add(
          new ExpandedAssemblyEntry(
              definition,
              entry.path("direction").asText("service"),
              ranges(entry.path("siteLists"), "siteId"),
              ranges(entry.path("vpnLists"), "vpn")));
    }
  }

  private ExpandedRanges ranges(JsonNode ids, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode id : ids) {
      objects
          .find(id.asText())
          .ifPresent(
              list ->
                  list.body()
                      .path("entries")
                      .forEach(entry -> texts.add(entry.path(field).asText())));
    }
    return ExpandedRanges.of(texts);
  }
}
