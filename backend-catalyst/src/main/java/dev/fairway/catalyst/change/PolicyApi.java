package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.snapshot.ResponseObjects;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.ReadOnlyFields;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The requests that create, replace, delete and push policy objects, with what they answer. */
final class PolicyApi {

  private static final String LISTS = "/template/policy/list/";
  private static final String DATA = "/template/policy/definition/data";
  private static final String POLICIES = "/template/policy/vsmart";

  private final ManagerApi api;

  PolicyApi(ManagerApi api) {
    this.api = api;
  }

  /**
   * The edit that a write of an object in force began.
   *
   * @param templates the ids of the controllers' templates that have to be pushed
   * @param processId the id of the edit; empty where the Manager named none
   */
  record PendingEdit(List<String> templates, Optional<String> processId) {

    /** No edit. */
    static final PendingEdit NONE = new PendingEdit(List.of(), Optional.empty());
  }

  /** Creates a list and returns its id. */
  String createList(PolicyList list) {
    String path = LISTS + token(list);
    return id(path, api.post(path, list), "listId");
  }

  /** Replaces a list to which nothing in force refers. */
  void replaceList(String id, PolicyList list) {
    api.put(LISTS + token(list) + "/" + id, list);
  }

  /** Deletes a list of the type of this one. */
  void deleteList(PolicyList list, String id) {
    api.delete(LISTS + token(list) + "/" + id);
  }

  /** Deletes the list that holds the change lock. */
  void deleteLock(String id) {
    api.delete(LISTS + "dataprefix/" + id);
  }

  /** The part of the path that names a type of lists: the type in lower case. */
  private static String token(PolicyList list) {
    return WireJson.tree(list).path("type").asText().toLowerCase(Locale.ROOT);
  }

  /** A definition as it is now. */
  StoredDefinition definition(String id) {
    String path = DATA + "/" + id;
    return new StoredDefinition(ResponseObjects.object(path, api.get(path)));
  }

  /** The names of all data policies, by id. */
  SortedMap<String, String> definitionNames() {
    SortedMap<String, String> names = new TreeMap<>();
    for (JsonNode header : api.get(DATA).path("data")) {
      names.put(header.path("definitionId").asText(""), header.path("name").asText(""));
    }
    return names;
  }

  /** Creates a definition and returns its id. */
  String createDefinition(StoredDefinition definition) {
    return id(
        DATA, api.post(DATA, ReadOnlyFields.definitionBody(definition.tree())), "definitionId");
  }

  PendingEdit replaceDefinition(String id, StoredDefinition definition) {
    JsonNode response = api.put(DATA + "/" + id, ReadOnlyFields.definitionBody(definition.tree()));
    List<String> templates = new ArrayList<>();
    response.path("masterTemplatesAffected").forEach(node -> templates.add(node.asText("")));
    String processId = response.path("processId").asText("");
    return new PendingEdit(templates, Optional.of(processId).filter(text -> !text.isEmpty()));
  }

  void deleteDefinition(String id) {
    api.delete(DATA + "/" + id);
  }

  /** The active policy as it is now; two for a moment, while another one is activated. */
  List<StoredPolicy> activePolicies() {
    return ResponseObjects.identified(POLICIES, api.get(POLICIES), "policyId").stream()
        .map(StoredPolicy::new)
        .filter(StoredPolicy::isActive)
        .toList();
  }

  /** Creates a policy and returns it with its id. */
  StoredPolicy createPolicy(StoredPolicy policy) {
    String id = id(POLICIES, api.post(POLICIES, policy.tree()), "policyId");
    return new StoredPolicy(policy.tree().put("policyId", id));
  }

  void replacePolicy(StoredPolicy policy) {
    api.put(POLICIES + "/" + policy.id(), ReadOnlyFields.policyBody(policy.tree()));
  }

  void deletePolicy(String id) {
    api.delete(POLICIES + "/" + id);
  }

  /**
   * The activation of a centralized policy: the push after an edit of its assembly, and of a policy
   * that is not active yet. Never after an edit of a definition or a list: a Manager takes such a
   * push back.
   *
   * @param edited true where the policy is active already
   */
  ControllerPush activation(String policyId, boolean edited) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (edited) {
      body.put("isEdited", true);
    }
    return () -> ControllerPush.taskId(api.post(confirmed("activate", policyId), body));
  }

  /** The deactivation of the active policy. */
  ControllerPush deactivation(String policyId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return () -> ControllerPush.taskId(api.post(confirmed("deactivate", policyId), body));
  }

  private static String confirmed(String action, String policyId) {
    return POLICIES + "/" + action + "/" + policyId + "?confirm=true";
  }

  /** The push of the controllers' templates: the push after an edit of a definition or a list. */
  ControllerPush templatePush(List<String> affected) {
    return new TemplatePush(api, affected);
  }

  /** Releases the Manager's lock of an edit that is not going to be pushed. */
  void releaseEdit(String processId) {
    api.delete("/template/lock/" + processId);
  }

  private static String id(String path, JsonNode response, String field) {
    String id = response.path(field).asText("");
    if (id.isEmpty()) {
      throw new ManagerException(
          ManagerException.Reason.ANSWER_LOST, "the answer to POST " + path + " has no " + field);
    }
    return id;
  }
}
