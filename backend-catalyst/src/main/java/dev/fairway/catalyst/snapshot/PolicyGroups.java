package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The edges that a policy group of the newer user experience (UX 2.0) configures: the vendor does
 * not say what they make of a centralized policy. Managers before 20.12 have no policy groups.
 */
final class PolicyGroups {

  private static final String GROUPS = "/v1/policy-group";

  private PolicyGroups() {}

  /** The name of the policy group of each edge in one, by the edge's uuid. */
  static SortedMap<String, String> edges(ManagerApi api) {
    SortedMap<String, String> groups = new TreeMap<>();
    for (ObjectNode group : ResponseObjects.objects(GROUPS, groups(api))) {
      String id = group.path("id").asText("");
      if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
        throw new ManagerException(
            ManagerException.Reason.UNREADABLE, "a policy group of GET " + GROUPS + " has no id");
      }
      String path = GROUPS + "/" + id + "/device/associate/";
      for (JsonNode device : ResponseObjects.object(path, api.get(path)).path("devices")) {
        groups.put(device.path("id").asText(""), group.path("name").asText(id));
      }
    }
    return groups;
  }

  private static JsonNode groups(ManagerApi api) {
    try {
      return api.get(GROUPS);
    } catch (ManagerException failure) {
      if (failure.reason() == ManagerException.Reason.NOT_FOUND) {
        return JsonNodeFactory.instance.arrayNode();
      }
      throw failure;
    }
  }
}
