package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.StoredPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The requests that make, replace and take away objects of policy, with what they answer. */
final class PolicyApi {

  private static final String LISTS = "/template/policy/list/";
  private static final String DATA = "/template/policy/definition/data";
  private static final String POLICIES = "/template/policy/vsmart";

  private final ManagerApi calls;

  PolicyApi(ManagerApi calls) {
    this.calls = calls;
  }

  /**
   * What an edit of something in force began.
   *
   * @param templates the ids of the controllers' templates that have to be pushed
   * @param processId the edit; empty where the Manager named none
   */
  record Edit(List<String> templates, Optional<String> processId) {}

  /** The new list's id. */
  String createList(PolicyList list) {
    String path = LISTS + AllocatedList.token(list);
    return id(path, calls.post(path, list), "listId");
  }

  /** Replaces a list that nothing in force refers to. */
  void replaceList(String id, PolicyList list) {
    calls.put(LISTS + AllocatedList.token(list) + "/" + id, list);
  }

  void deleteList(String token, String id) {
    calls.delete(LISTS + token + "/" + id);
  }

  /** A definition as it is now. */
  ObjectNode definition(String id) {
    String path = DATA + "/" + id;
    if (calls.get(path) instanceof ObjectNode found) {
      return found;
    }
    throw new ManagerException(
        ManagerException.Reason.UNREADABLE, "the answer to GET " + path + " is not an object");
  }

  /** The names of all data policies, by id. */
  SortedMap<String, String> definitionNames() {
    SortedMap<String, String> names = new TreeMap<>();
    for (JsonNode one : calls.get(DATA).path("data")) {
      names.put(one.path("definitionId").asText(""), one.path("name").asText(""));
    }
    return names;
  }

  /** The new definition's id. */
  String createDefinition(ObjectNode body) {
    return id(DATA, calls.post(DATA, body), "definitionId");
  }

  Edit replaceDefinition(String id, ObjectNode body) {
    JsonNode answer = calls.put(DATA + "/" + id, body);
    List<String> templates = new ArrayList<>();
    answer.path("masterTemplatesAffected").forEach(one -> templates.add(one.asText("")));
    return new Edit(
        templates, Optional.of(answer.path("processId").asText("")).filter(one -> !one.isEmpty()));
  }

  void deleteDefinition(String id) {
    calls.delete(DATA + "/" + id);
  }

  /** All centralized policies as they are now. */
  List<StoredPolicy> policies() {
    List<StoredPolicy> policies = new ArrayList<>();
    JsonNode answer = calls.get(POLICIES);
    for (JsonNode one : answer.isArray() ? answer : answer.path("data")) {
      if (one instanceof ObjectNode tree) {
        policies.add(StoredPolicy.of(tree));
      }
    }
    return policies;
  }

  /** The new policy's id. */
  String createPolicy(ObjectNode body) {
    return id(POLICIES, calls.post(POLICIES, body), "policyId");
  }

  void replacePolicy(StoredPolicy policy) {
    calls.put(POLICIES + "/" + policy.id(), ReadOnlyFields.policyBody(policy.tree()));
  }

  void deletePolicy(String id) {
    calls.delete(POLICIES + "/" + id);
  }

  /** Lets go of an edit that will not be pushed. */
  void dropEdit(String processId) {
    calls.delete("/template/lock/" + processId);
  }

  private static String id(String path, JsonNode answer, String field) {
    String id = answer.path(field).asText("");
    if (id.isEmpty()) {
      throw new ManagerException(
          ManagerException.Reason.ANSWER_LOST, "the answer to POST " + path + " has no " + field);
    }
    return id;
  }
}
