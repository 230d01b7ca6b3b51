package dev.fairway.catalyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.wire.WireJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions of an administrator who knows nothing of Fairway. */
final class AdminActions {

  static final String LISTS = "/template/policy/list";
  static final String DATA = "/template/policy/definition/data";
  static final String POLICIES = "/template/policy/vsmart";

  private final ManagerModel model;
  private final SimulatorClock clock;

  AdminActions(ManagerModel model, SimulatorClock clock) {
    this.model = model;
    this.clock = clock;
  }

  JsonNode get(String path) {
    return ask("GET", path, Optional.empty());
  }

  List<JsonNode> all(String path) {
    List<JsonNode> all = new ArrayList<>();
    get(path).path("data").forEach(all::add);
    return all;
  }

  JsonNode ask(String verb, String path, Optional<JsonNode> body) {
    int query = path.indexOf('?');
    TreeMap<String, List<String>> parameters = new TreeMap<>();
    if (query > 0) {
      for (String one : path.substring(query + 1).split("&", -1)) {
        parameters.put(
            one.substring(0, one.indexOf('=')), List.of(one.substring(one.indexOf('=') + 1)));
      }
    }
    String bare = query > 0 ? path.substring(0, query) : path;
    ModelResponse answer = model.answer(new ModelRequest("ana", verb, bare, parameters, body));
    if (answer.status() >= 300) {
      throw new IllegalStateException(verb + " " + path + ": " + answer);
    }
    return answer.body().orElseGet(JsonNodeFactory.instance::objectNode);
  }

  ObjectNode definition(String id) {
    return (ObjectNode) get(DATA + "/" + id);
  }

  /** The policy that is active, as it can be put again. */
  ObjectNode active() {
    for (JsonNode policy : all(POLICIES)) {
      if (policy.path("isPolicyActivated").asBoolean()) {
        return (ObjectNode) get(POLICIES + "/definition/" + policy.path("policyId").asText());
      }
    }
    throw new IllegalStateException("no policy is active");
  }

  /** Ids of data policies by name, those of Fairway only. */
  Map<String, String> containers() {
    Map<String, String> containers = new TreeMap<>();
    for (JsonNode header : all(DATA)) {
      if (header.path("name").asText().startsWith("fairway-")) {
        containers.put(header.path("name").asText(), header.path("definitionId").asText());
      }
    }
    return containers;
  }

  /** Edits a definition and, where it is in force, pushes it to its end. */
  void edit(String id, ObjectNode body) {
    JsonNode answer = ask("PUT", DATA + "/" + id, Optional.of(body));
    if (!answer.path("masterTemplatesAffected").isEmpty()) {
      push(answer.path("masterTemplatesAffected"));
    }
  }

  private void push(JsonNode templates) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("deviceTemplateList");
    for (JsonNode template : templates) {
      ArrayNode ids = JsonNodeFactory.instance.arrayNode();
      get("/template/device/config/attached/" + template.asText())
          .path("data")
          .forEach(device -> ids.add(device.path("uuid").asText()));
      ObjectNode question = JsonNodeFactory.instance.objectNode();
      question.put("templateId", template.asText()).set("deviceIds", ids);
      question.put("isEdited", true).put("isMasterEdited", false);
      JsonNode rows = ask("POST", "/template/device/config/input", Optional.of(question));
      ObjectNode one = list.addObject();
      one.put("templateId", template.asText()).set("device", rows.path("data"));
      one.put("isEdited", true).put("isMasterEdited", false);
    }
    ask("POST", "/template/device/config/attachfeature", Optional.of(body));
    clock.advance(Duration.ofSeconds(10));
    all(POLICIES);
  }

  /** A list that nothing refers to, and a sequence in each container that is there. */
  void plant(int number) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("name", "branch-" + number).put("type", "dataPrefix").put("description", "Ana's");
    list.putArray("entries").addObject().put("ipPrefix", "10.77." + number + ".0/24");
    ask("POST", LISTS + "/dataprefix", Optional.of(list));
    for (String id : containers().values()) {
      ObjectNode body = definition(id);
      ((ArrayNode) body.path("sequences")).add(sequence(60_000 + number));
      edit(id, body);
    }
  }

  private static JsonNode sequence(int id) {
    return WireJson.object(
        """
        {"sequenceId": %d, "sequenceName": "Voice", "baseAction": "accept",
         "sequenceType": "qos", "sequenceIpType": "ipv4",
         "match": {"entries": [{"field": "dscp", "value": "46"}]},
         "actions": [{"type": "set", "parameter": [{"field": "dscp", "value": "34"}]}]}
        """
            .formatted(id));
  }

  /** Takes Fairway's first sequence out, or makes an unrelated edit where there is none. */
  void disturb() {
    for (String id : containers().values()) {
      ObjectNode body = definition(id);
      ArrayNode sequences = (ArrayNode) body.path("sequences");
      if (!sequences.isEmpty()) {
        sequences.remove(0);
        edit(id, body);
      }
    }
  }

  /** Everything that is not Fairway's, without what the Manager notes. */
  String everything() {
    StringBuilder text = new StringBuilder();
    Map<String, String> ours = containers();
    for (JsonNode list : all(LISTS)) {
      if (!list.path("name").asText().matches("(fw-|fairway).*")) {
        add(text, list, "referenceCount", "references", "activatedId", "isActivatedByVsmart");
      }
    }
    for (JsonNode header : all(DATA)) {
      ObjectNode whole = definition(header.path("definitionId").asText());
      if (ours.containsValue(header.path("definitionId").asText())) {
        addPeoples(text, whole.path("sequences"));
      } else {
        add(text, whole);
      }
    }
    for (JsonNode policy : all(POLICIES)) {
      if (!policy.path("policyName").asText().equals("fairway")) {
        addPolicy(text, policy, ours);
      }
    }
    return text.toString();
  }

  private static void addPeoples(StringBuilder text, JsonNode sequences) {
    for (JsonNode sequence : sequences) {
      if (!sequence.path("sequenceName").asText().startsWith("fairway-")) {
        text.append(sequence).append('\n');
      }
    }
  }

  private static void addPolicy(StringBuilder text, JsonNode policy, Map<String, String> ours) {
    ObjectNode row = policy.deepCopy();
    ObjectNode definition = WireJson.object(row.path("policyDefinition").asText());
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : definition.path("assembly")) {
      if (!ours.containsValue(item.path("definitionId").asText())) {
        items.add(item);
      }
    }
    definition.set("assembly", items);
    row.set("policyDefinition", definition);
    add(text, row, "policyVersion", "lastUpdatedOn", "lastUpdatedBy", "createdOn");
  }

  private static void add(StringBuilder text, JsonNode object, String... without) {
    ObjectNode copy = object.deepCopy();
    copy.remove(List.of(without));
    text.append(copy).append('\n');
  }
}
