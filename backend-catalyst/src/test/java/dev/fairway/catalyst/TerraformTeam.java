package dev.fairway.catalyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A team's Terraform, over HTTPS: writes policy by PUT and pushes the controllers' templates. */
final class TerraformTeam implements AutoCloseable {

  private static final String SITES = "fairway-sites";
  private static final String VPN = "fairway-default-vpn";
  private static final String CONTAINER = "fairway-default";

  private final BackendFixture fixture;
  private final ManagerClient client;
  private final ManagerApi api;

  /** Terraform with an account of the simulator. */
  TerraformTeam(BackendFixture fixture, String account) {
    this.fixture = fixture;
    this.client = fixture.client(account);
    this.api =
        client.within(
            TestCallContext.lasting(Duration.ofDays(1), () -> fixture.time.now().toNanos()));
  }

  JsonNode get(String path) {
    return api.get(path);
  }

  JsonNode put(String path, JsonNode body) {
    return api.put(path, body);
  }

  /** Puts the active policy with some of its items alone, and pushes nothing. */
  void putPolicy(Predicate<ObjectNode> kept) {
    StoredPolicy active = new StoredPolicy(fixture.admin.active());
    List<ObjectNode> items = active.assembly().stream().filter(kept).toList();
    api.put(AdminActions.POLICIES + "/" + active.id(), active.withAssembly(items).tree());
  }

  /** The active policy without Fairway's items: an apply of a plan that does not know them. */
  void takeOut() {
    putPolicy(
        item -> !fixture.admin.containers().containsValue(item.path("definitionId").asText()));
    push();
  }

  /** Pushes the controllers' templates to the end. */
  void push() {
    startPush();
    settle();
  }

  /** Lets whatever runs come to its end. */
  void settle() {
    fixture.time.clock.advance(Duration.ofSeconds(30));
  }

  void startPush() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("deviceTemplateList");
    for (JsonNode template : api.get("/template/device?feature=all").path("data")) {
      if (!template.path("deviceType").asText().equals("vsmart")) {
        continue;
      }
      String id = template.path("templateId").asText();
      ObjectNode question = JsonNodeFactory.instance.objectNode();
      question.put("templateId", id).put("isEdited", true).put("isMasterEdited", false);
      ArrayNode devices = question.putArray("deviceIds");
      api.get("/template/device/config/attached/" + id)
          .path("data")
          .forEach(device -> devices.add(device.path("uuid").asText()));
      ObjectNode row = list.addObject();
      row.put("templateId", id).put("isEdited", true).put("isMasterEdited", false);
      row.set("device", api.ask("/template/device/config/input", question).path("data"));
    }
    api.post("/template/device/config/attachfeature", body);
  }

  /** Deactivates the active policy, to the end. */
  void deactivate() {
    String id = fixture.admin.active().path("policyId").asText();
    api.post(AdminActions.POLICIES + "/deactivate/" + id, JsonNodeFactory.instance.objectNode());
    settle();
  }

  /** Declares the container of the default segment for these sites, and attaches it to a push. */
  void declare(String... sites) {
    declareUnattached(sites);
    attach();
  }

  /** Declares the container, its site list and its VPN list, in no policy. */
  void declareUnattached(String... sites) {
    post(
        "/template/policy/list/site",
        "{'name': '%s', 'type': 'site', 'entries': [%s]}".formatted(SITES, entries(sites)));
    post(
        "/template/policy/list/vpn",
        "{'name': '%s', 'type': 'vpn', 'entries': [{'vpn': '10'}]}".formatted(VPN));
    post(
        AdminActions.DATA,
        ("{'name': '%s', 'type': 'data', 'description': 'Fairway segment default',"
                + " 'defaultAction': {'type': 'accept'}, 'sequences': []}")
            .formatted(CONTAINER));
  }

  private static String entries(String... sites) {
    List<String> entries = new ArrayList<>();
    for (String site : sites) {
      entries.add("{'siteId': '" + site + "'}");
    }
    return String.join(", ", entries);
  }

  /** Puts the declared container into the active policy, and activates that as edited. */
  void attach() {
    StoredPolicy active = new StoredPolicy(fixture.admin.active());
    List<ObjectNode> items = new ArrayList<>(active.assembly());
    items.add(
        tree(
            ("{'definitionId': '%s', 'type': 'data', 'entries': [{'direction': 'service',"
                    + " 'siteLists': ['%s'], 'vpnLists': ['%s']}]}")
                .formatted(
                    definition().path("definitionId").asText(),
                    list(SITES).path("listId").asText(),
                    list(VPN).path("listId").asText())));
    api.put(AdminActions.POLICIES + "/" + active.id(), active.withAssembly(items).tree());
    api.post(
        AdminActions.POLICIES + "/activate/" + active.id() + "?confirm=true",
        tree("{'isEdited': true}"));
    settle();
  }

  /** Puts the declared site list with other entries, and pushes. */
  void putSites(String... sites) {
    JsonNode list = list(SITES);
    api.put(
        "/template/policy/list/site/" + list.path("listId").asText(),
        tree("{'name': '%s', 'type': 'site', 'entries': [%s]}".formatted(SITES, entries(sites))));
    push();
  }

  JsonNode list(String name) {
    return fixture.admin.all(AdminActions.LISTS).stream()
        .filter(list -> list.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  ObjectNode definition() {
    return fixture.admin.definition(fixture.admin.containers().getOrDefault(CONTAINER, "none"));
  }

  /** What a plan compares of what the team declared: everything but the sequences. */
  String declared() {
    ObjectNode definition = definition();
    StringBuilder text = new StringBuilder();
    for (String field : List.of("definitionId", "name", "type", "description", "defaultAction")) {
      text.append(definition.path(field)).append('\n');
    }
    for (String name : List.of(SITES, VPN)) {
      ObjectNode list = list(name).deepCopy();
      text.append(list.remove("listId")).append(list.remove("name"));
      text.append(list.remove("entries")).append(list.has("description")).append('\n');
    }
    return text.append(new StoredPolicy(fixture.admin.active()).assembly()).toString();
  }

  private JsonNode post(String path, String body) {
    return api.post(path, tree(body));
  }

  private static ObjectNode tree(String text) {
    return WireJson.object(text.replace('\'', '"'));
  }

  @Override
  public void close() {
    client.close();
  }
}
