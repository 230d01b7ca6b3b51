package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about policy of the shape in which public Python clients of the Manager send them. */
class PublicClientsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final LoggedInFixture fixture;

  PublicClientsTest() throws Exception {
    fixture = new LoggedInFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/j_security_check",
        "/dataservice/j_security_check",
        "/jts/authenticated/j_security_check"
      })
  void login_atAnyOfItsPaths_isTheSameAndNoWrite(String path) throws Exception {
    SimulatorTestClient other = new SimulatorTestClient(fixture.simulator);
    HttpResponse<String> wrong =
        other.send("POST", path, FORM, "j_username=admin&j_password=wrong");
    assertTrue(wrong.body().startsWith("<html"), wrong::body);
    HttpResponse<String> right =
        other.send("POST", path, FORM, "j_username=admin&j_password=admin");
    assertEquals("", right.body());
    other.headers.put(
        "Cookie", right.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    assertEquals(200, other.get("/client/server").statusCode());
    assertEquals(0, fixture.simulator.requests().counts().writes());
  }

  @Test
  void regionRoleAssembly_isTakenKeptAndGivenBack() throws Exception {
    String id =
        fixture
            .post(
                LoggedInFixture.POLICY,
                "{'policyName':'regional','policyDescription':'d','policyType':'feature',"
                    + "'isPolicyActivated':false,'policyDefinition':"
                    + "{'regionRoleAssembly':[],'assembly':[]}}")
            .path("policyId")
            .asText();
    JsonNode back =
        fixture.get(LoggedInFixture.POLICY + "/definition/" + id).path("policyDefinition");
    assertTrue(back.path("regionRoleAssembly").isArray(), back::toString);
    String wrong =
        "{'policyName':'regional','policyDescription':'d','policyType':'feature',"
            + "'policyDefinition':{'regionRoleAssembly':'none','assembly':[]}}";
    assertEquals(
        400,
        fixture
            .client
            .put(LoggedInFixture.POLICY + "/" + id, LoggedInFixture.json(wrong))
            .statusCode());
  }

  @Test
  void activation_thatNamesThePolicy_isTaken() throws Exception {
    String id = fixture.policy("corporate-winter").path("policyId").asText();
    fixture.finish(
        fixture.post(
            LoggedInFixture.POLICY + "/activate/" + id + "?confirm=true",
            "{'policyName':'corporate-winter'}"));
    assertTrue(fixture.policy("corporate-winter").path("isPolicyActivated").asBoolean());
    HttpResponse<String> other =
        fixture.client.post(
            LoggedInFixture.POLICY + "/activate/" + id,
            LoggedInFixture.json("{'policyTitle':'x'}"));
    assertEquals(400, other.statusCode());
  }

  @Test
  void edit_withoutLockChecks_isTakenWhileSomethingIsLocked() throws Exception {
    String id = fixture.policy("corporate").path("policyId").asText();
    ObjectNode body = (ObjectNode) fixture.get(LoggedInFixture.POLICY + "/definition/" + id);
    body.put("policyDescription", "edited by another tool");
    fixture.manager.adminUser("alice").takeLock(Duration.ofMinutes(5));
    assertEquals(
        400, fixture.client.put(LoggedInFixture.POLICY + "/" + id, body.toString()).statusCode());
    JsonNode affected =
        LoggedInFixture.read(
            fixture.client.put(LoggedInFixture.POLICY + "/central/" + id, body.toString()));
    assertEquals(List.of("vsmart-1"), LoggedInFixture.texts(affected, "host-name"));
    assertEquals(
        "edited by another tool", fixture.policy("corporate").path("policyDescription").asText());
    assertEquals("admin", fixture.policy("corporate").path("lastUpdatedBy").asText());
  }

  @Test
  void edit_thatLosesSitesAndVpns_isTakenAndAppliesNowhere() throws Exception {
    String id = fixture.policy("corporate").path("policyId").asText();
    ObjectNode body = (ObjectNode) fixture.get(LoggedInFixture.POLICY + "/definition/" + id);
    body.at("/policyDefinition/assembly").forEach(item -> ((ObjectNode) item).remove("entries"));
    LoggedInFixture.read(fixture.client.put(LoggedInFixture.POLICY + "/" + id, body.toString()));
    LoggedInFixture.read(
        fixture.client.put(LoggedInFixture.POLICY + "/central/" + id, body.toString()));
    String edge = "/device/policy/vsmart?deviceId=10.255.3.1";
    assertEquals(1, fixture.get(edge).path("data").size());
    fixture.finish(
        fixture.post(LoggedInFixture.POLICY + "/activate/" + id + "?confirm=true", "{}"));
    assertEquals(0, fixture.get(edge).path("data").size());
    assertTrue(fixture.manager.timeWithoutPolicy().isZero());
  }

  @Test
  void edit_withoutLockChecks_isCheckedAsStrictlyAsTheOther() throws Exception {
    String id = fixture.policy("corporate").path("policyId").asText();
    ObjectNode body = (ObjectNode) fixture.get(LoggedInFixture.POLICY + "/definition/" + id);
    body.at("/policyDefinition/assembly").forEach(item -> ((ObjectNode) item).putArray("entries"));
    assertEquals(
        400,
        fixture
            .client
            .put(LoggedInFixture.POLICY + "/central/" + id, body.toString())
            .statusCode());
    assertEquals(
        400,
        fixture
            .client
            .put(LoggedInFixture.POLICY + "/central/no-such", body.toString())
            .statusCode());
  }

  @Test
  void policy_byId_isTheSameAfterAReadThatIsWrittenBack() throws Exception {
    String id = fixture.policy("corporate-winter").path("policyId").asText();
    ObjectNode before = (ObjectNode) fixture.get(LoggedInFixture.POLICY + "/definition/" + id);
    fixture.clock.advance(Duration.ofMinutes(7));
    LoggedInFixture.read(fixture.client.put(LoggedInFixture.POLICY + "/" + id, before.toString()));
    ObjectNode after = (ObjectNode) fixture.get(LoggedInFixture.POLICY + "/definition/" + id);
    assertEquals(
        before.without(List.of("lastUpdatedOn", "isPolicyActivated")),
        after.without(List.of("lastUpdatedOn", "isPolicyActivated")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"definition/qosmap", "definition/vedgeroute", "vedge", "security"})
  void policyThatIsNotCentralized_isNone(String collection) throws Exception {
    assertTrue(fixture.get("/template/policy/" + collection).path("data").isEmpty());
    assertEquals(404, fixture.client.post("/template/policy/" + collection, "{}").statusCode());
  }

  @Test
  void everythingThatAReadAdds_maybeSentBack() throws Exception {
    for (String path :
        List.of(
            "/template/policy/list/site",
            "/template/policy/list/sla",
            "/template/policy/definition/data")) {
      for (JsonNode row : fixture.get(path).path("data")) {
        String idField = row.has("listId") ? "listId" : "definitionId";
        String own = path + "/" + row.path(idField).asText();
        ObjectNode whole = (ObjectNode) fixture.get(own);
        if (whole.path("readOnly").asBoolean()) {
          whole.put("name", "copy");
          fixture.post(path, whole.toString());
        } else {
          JsonNode edit = LoggedInFixture.read(fixture.client.put(own, whole.toString()));
          if (edit.has("processId")) {
            fixture.client.delete("/template/lock/" + edit.path("processId").asText());
          }
        }
      }
    }
  }

  @Test
  void slaClass_alwaysNamesItsProbeClass() throws Exception {
    JsonNode entry = fixture.get("/template/policy/list/sla").at("/data/0/entries/0");
    assertTrue(entry.has("appProbeClass"), entry::toString);
    String probes =
        fixture
            .post(
                "/template/policy/list/appprobe",
                "{'name':'probes','type':'appProbe','entries':[{'forwardingClass':'voice',"
                    + "'map':[{'color':'mpls','dscp':'46'}]}]}")
            .path("listId")
            .asText();
    String id =
        fixture
            .post(
                "/template/policy/list/sla",
                "{'name':'gold','type':'sla','entries':[{'latency':'50','appProbeClass':'%s'}]}"
                    .formatted(probes))
            .path("listId")
            .asText();
    assertEquals(
        probes,
        fixture.get("/template/policy/list/sla/" + id).at("/entries/0/appProbeClass").asText());
  }
}
