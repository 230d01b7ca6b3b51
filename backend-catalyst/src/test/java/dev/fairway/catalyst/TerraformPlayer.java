package dev.fairway.catalyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.AdminUser;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A network team's Terraform on the same Manager, with an account of its own. It owns the objects
 * that it declares, whole, and writes each of them as declared; the assembly of the policy is one
 * set, so an item of another writer is a difference to it.
 */
final class TerraformPlayer {

  static final String USER = "terraform";

  private static final String POLICIES = "/template/policy/vsmart";
  private static final String LISTS = "/template/policy/list/";
  private static final String DATA = "/template/policy/definition/data";

  private final AdminUser user;
  private final ObjectNode policy;

  /** What is declared beside the policy: bodies by path. */
  private final Map<String, ObjectNode> declared = new TreeMap<>();

  private String policyId;

  private TerraformPlayer(AdminUser user, String policyId, ObjectNode policy) {
    this.user = user;
    this.policyId = policyId;
    this.policy = policy;
  }

  /** A team whose configuration declares the active policy as it is now. */
  static TerraformPlayer importing(SimulatedManager manager) {
    AdminUser user = manager.adminUser(USER);
    for (JsonNode row : answer(user.ask("GET", POLICIES, Optional.empty())).path("data")) {
      if (row.path("isPolicyActivated").asBoolean()) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("policyName", row.path("policyName").asText())
            .put("policyDescription", row.path("policyDescription").asText())
            .put("policyType", "feature")
            .set("policyDefinition", WireJson.object(row.path("policyDefinition").asText()));
        return new TerraformPlayer(user, row.path("policyId").asText(), body);
      }
    }
    throw new IllegalStateException("no policy is active");
  }

  /** Declares the container of Fairway's rules: two lists without a description and no rule. */
  void declareContainer(List<String> sites, int vpn) {
    String siteEntries =
        sites.stream().map("{'siteId':'%s'}"::formatted).collect(Collectors.joining(","));
    String siteList =
        made(
            LISTS + "site",
            "listId",
            "{'name':'fairway-sites','type':'site','entries':[%s]}".formatted(siteEntries));
    String vpns =
        made(
            LISTS + "vpn",
            "listId",
            "{'name':'fairway-default-vpn','type':'vpn','entries':[{'vpn':'%d'}]}".formatted(vpn));
    String definition =
        made(
            DATA,
            "definitionId",
            """
            {'name':'fairway-default','type':'data','description':'Fairway segment default',
             'defaultAction':{'type':'accept'},'sequences':[]}""");
    assembly()
        .add(
            object(
                """
                {'definitionId':'%s','type':'data','entries':[
                  {'siteLists':['%s'],'vpnLists':['%s'],'direction':'service'}]}"""
                    .formatted(definition, siteList, vpns)));
  }

  /** The differences between what is declared and what the Manager holds; rules do not count. */
  String plan() {
    StringBuilder differences = new StringBuilder();
    declared.forEach(
        (path, body) -> {
          JsonNode now = answer(user.ask("GET", path, Optional.empty()));
          body.fieldNames()
              .forEachRemaining(
                  field -> {
                    if (!field.equals("sequences") && !body.get(field).equals(now.get(field))) {
                      differences.append(path + " " + field + ": " + now.get(field) + "\n");
                    }
                  });
        });
    JsonNode now = answer(user.ask("GET", POLICIES + "/definition/" + policyId, Optional.empty()));
    if (!assembly().equals(now.path("policyDefinition").path("assembly"))) {
      differences.append("definitions: " + now.path("policyDefinition").path("assembly") + "\n");
    }
    return differences.toString();
  }

  /** Writes the policy as declared where it differs, and begins to push it. */
  void apply() {
    if (!plan().isEmpty()) {
      answer(user.ask("PUT", POLICIES + "/" + policyId, Optional.of(policy)));
      user.push();
    }
  }

  /** Edits the description of a data policy in use, and never pushes it. */
  void leaveEditOpen(String definition) {
    answer(user.edit(definition, body -> body.put("description", "half of a change")));
  }

  /** Pushes whatever is edited. */
  void push() {
    user.push();
  }

  /** Begins to take the policy out of force. */
  void destroy() {
    answer(user.ask("POST", POLICIES + "/deactivate/" + policyId, Optional.of(object("{}"))));
  }

  /** Makes the policy anew, as declared, and begins to activate it. */
  void createAgain() {
    answer(user.ask("DELETE", POLICIES + "/" + policyId, Optional.empty()));
    policyId = answer(user.ask("POST", POLICIES, Optional.of(policy))).path("policyId").asText();
    answer(user.ask("POST", POLICIES + "/activate/" + policyId, Optional.of(object("{}"))));
  }

  /** True while a task of the team's runs on the controllers. */
  boolean isBusy() {
    JsonNode tasks = answer(user.ask("GET", "/device/action/status/tasks", Optional.empty()));
    for (JsonNode task : tasks.path("runningTasks")) {
      if (task.path("userSessionUserName").asText().equals(USER)) {
        return true;
      }
    }
    return false;
  }

  private ArrayNode assembly() {
    return (ArrayNode) policy.path("policyDefinition").path("assembly");
  }

  private String made(String path, String idField, String body) {
    ObjectNode declaration = object(body);
    String id = answer(user.ask("POST", path, Optional.of(declaration))).path(idField).asText();
    declared.put(path + "/" + id, declaration);
    return id;
  }

  private static ObjectNode object(String text) {
    return WireJson.object(text.replace('\'', '"'));
  }

  private static JsonNode answer(ModelResponse response) {
    if (response.status() >= 300) {
      throw new IllegalStateException("the Manager refused the team: " + response);
    }
    return response.body().orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
