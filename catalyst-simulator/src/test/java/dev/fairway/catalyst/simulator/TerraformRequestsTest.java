package dev.fairway.catalyst.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.AttachWithoutEdit;
import dev.fairway.catalyst.simulator.model.SimulatedManager;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.MatchedSequence;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the shape in which a Terraform provider sends them. */
class TerraformRequestsTest {

  private static final ObjectMapper READER = new ObjectMapper();
  private static final Flow TO_SHOP =
      new Flow(
          Segment.DEFAULT,
          IpPrefix.parse("10.1.0.5"),
          IpPrefix.parse("10.2.0.9"),
          IpProtocol.TCP,
          40_000,
          443);

  private final SimulatorClock clock =
      SimulatorClock.virtual(Instant.parse("2026-03-02T08:00:00Z"));
  private final SimulatedManager manager = new SimulatedManager(FabricSeed.demo(), clock);
  private final CatalystSimulator simulator =
      CatalystSimulator.start(
          SimulatorSettings.builder()
              .clock(clock)
              .user("admin", "admin")
              .user("terraform", "of-the-team")
              .build(),
          manager);
  private final SimulatorTestClient team = new SimulatorTestClient(simulator);

  /** Without a type, and with a slash behind a collection. */
  private String type = "";

  private String slash = "/";
  private String sites = "";
  private String prefixes = "";
  private String definition = "";
  private String policy = "";

  @BeforeEach
  void enter() throws Exception {
    team.enter("terraform", "of-the-team");
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> send(String verb, String path, String body)
      throws IOException, InterruptedException {
    return team.send(verb, "/dataservice" + path, type, body.replace('\'', '"'));
  }

  private JsonNode done(String verb, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(verb, path, body);
    assertEquals(200, answer.statusCode(), () -> verb + " " + path + ": " + answer.body());
    return READER.readTree(answer.body());
  }

  private String made(String collection, String idField, String body)
      throws IOException, InterruptedException {
    return done("POST", "/template/policy/" + collection + slash, body).path(idField).asText();
  }

  /** Lists without a description, a definition, a policy that has it in its assembly. */
  private void create() throws Exception {
    sites =
        made("list/site", "listId", "{'name':'both','type':'site','entries':[{'siteId':'100'}]}");
    prefixes =
        made(
            "list/dataprefix",
            "listId",
            "{'name':'shop','type':'dataPrefix','entries':[{'ipPrefix':'10.2.0.0/24'}]}");
    definition = made("definition/data", "definitionId", definitionBody());
    policy = made("vsmart", "policyId", policyBody("service"));
  }

  private String definitionBody() {
    return """
        {'name':'steer','type':'data','description':'d','defaultAction':{'type':'accept'},
         'sequences':[{'sequenceId':1,'sequenceName':'Shop','baseAction':'accept',
           'sequenceType':'data','sequenceIpType':'ipv4',
           'match':{'entries':[{'field':'destinationDataPrefixList','ref':'%s'}]},
           'actions':[{'type':'set','parameter':[
             {'field':'localTlocList','value':{'color':'mpls','encap':'ipsec'}}]}]}]}"""
        .formatted(prefixes);
  }

  private String policyBody(String direction) throws IOException, InterruptedException {
    String vpns = done("GET", "/template/policy/list/vpn", "").at("/data/0/listId").asText("");
    String list =
        vpns.isEmpty()
            ? made("list/vpn", "listId", "{'name':'ten','type':'vpn','entries':[{'vpn':'10'}]}")
            : vpns;
    return """
        {'policyType':'feature','policyName':'team','policyDescription':'d',
         'policyDefinition':{'assembly':[{'definitionId':'%s','type':'data',
           'entries':[{'siteLists':['%s'],'vpnLists':['%s'],'direction':'%s'}]}]}}"""
        .formatted(definition, sites, list, direction);
  }

  private JsonNode finished(JsonNode started) throws IOException, InterruptedException {
    clock.advance(Duration.ofSeconds(6));
    JsonNode status = done("GET", "/device/action/status/" + started.path("id").asText(), "");
    assertEquals("done", status.at("/summary/status").asText());
    assertEquals("success", status.at("/data/0/statusId").asText());
    return status;
  }

  private JsonNode activated(String body) throws IOException, InterruptedException {
    return finished(
        done("POST", "/template/policy/vsmart/activate/" + policy + "?confirm=true", body));
  }

  /** As after each new version of anything: all templates of controllers, whatever was edited. */
  private HttpResponse<String> repushed() throws IOException, InterruptedException {
    ObjectNode push = JsonNodeFactory.instance.objectNode();
    for (JsonNode template : done("GET", "/template/device?feature=all", "").path("data")) {
      if (template.path("deviceType").asText().equals("vsmart")
          && template.path("devicesAttached").asInt() > 0) {
        String id = template.path("templateId").asText();
        List<String> devices =
            done("GET", "/template/device/config/attached/" + id, "").findValuesAsText("uuid");
        String asked =
            "{'templateId':'%s','deviceIds':['%s'],'isEdited':true,'isMasterEdited':false}"
                .formatted(id, String.join("','", devices));
        push.withArray("deviceTemplateList")
            .addObject()
            .put("templateId", id)
            .put("isEdited", true)
            .put("isMasterEdited", false)
            .set(
                "device",
                done("POST", "/template/device/config/input" + slash, asked).path("data"));
      }
    }
    return send("POST", "/template/device/config/attachfeature", push.toString());
  }

  private boolean steered() {
    return manager.taken(TO_SHOP, "100", 10).map(MatchedSequence::colors).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"'',/", "'',''", "application/json,/", "application/json,''"})
  void objects_withAndWithoutTypeAndSlash_areMadeActivatedAndRead(String sent, String atEnd)
      throws Exception {
    type = sent;
    slash = atEnd;
    create();
    activated("{}");
    assertTrue(steered());
    JsonNode read = done("GET", "/template/policy/vsmart/definition/" + policy, "");
    assertEquals(definition, read.at("/policyDefinition/assembly/0/definitionId").asText());
    assertTrue(read.path("isPolicyActivated").asBoolean());
    assertEquals(1, simulator.requests().counts().pushes());
  }

  @Test
  void newVersionOfAList_isPushedByTheTemplatesOfTheControllers() throws Exception {
    create();
    activated("{}");
    String body = "{'name':'shop','type':'dataPrefix','entries':[{'ipPrefix':'10.2.9.0/24'}]}";
    done("PUT", "/template/policy/list/dataprefix/" + prefixes, body);
    assertTrue(steered());
    JsonNode status = finished(READER.readTree(repushed().body()));
    assertEquals("terraform", status.at("/summary/userSessionUserName").asText());
    assertEquals(false, steered());
  }

  @Test
  void newVersionOfTheAssembly_whereTheManagerTakesATemplatePush_isCarriedByIt() throws Exception {
    create();
    activated("{}");
    manager.attachWithoutEdit(AttachWithoutEdit.TAKEN);
    done("PUT", "/template/policy/vsmart/" + policy, policyBody("tunnel"));
    assertTrue(steered());
    finished(READER.readTree(repushed().body()));
    assertEquals(false, steered());
  }

  @Test
  void newVersionOfTheAssembly_whereTheManagerRefusesATemplatePush_isCarriedByActivation()
      throws Exception {
    create();
    activated("{}");
    manager.attachWithoutEdit(AttachWithoutEdit.REFUSED);
    done("PUT", "/template/policy/vsmart/" + policy, policyBody("tunnel"));
    HttpResponse<String> refused = repushed();
    assertEquals(400, refused.statusCode());
    assertEquals(
        "Template edit request has expired",
        READER.readTree(refused.body()).at("/error/message").asText());
    assertTrue(steered());
    activated("{'isEdited':true}");
    assertEquals(false, steered());
  }

  @Test
  void templatePushOfAnEdit_isTakenByEitherManager() throws Exception {
    create();
    activated("{}");
    manager.attachWithoutEdit(AttachWithoutEdit.REFUSED);
    done("PUT", "/template/policy/definition/data/" + definition, definitionBody());
    finished(READER.readTree(repushed().body()));
    assertEquals(400, repushed().statusCode());
  }

  @Test
  void editThatIsNeverPushed_keepsTheSecondOneOut() throws Exception {
    create();
    activated("{}");
    done("PUT", "/template/policy/definition/data/" + definition, definitionBody());
    HttpResponse<String> second =
        send(
            "PUT",
            "/template/policy/list/site/" + sites,
            "{'name':'both','type':'site','entries':[{'siteId':'200'}]}");
    assertEquals(400, second.statusCode());
    assertTrue(second.body().contains("Template locked in edit mode."), second::body);
  }

  @Test
  void list_whosePutSaysNoDescription_hasNoneAnyMore() throws Exception {
    String described =
        "{'name':'told','type':'site','description':'whose','entries':[{'siteId':'100'}]}";
    String id = made("list/site", "listId", described);
    done(
        "PUT",
        "/template/policy/list/site/" + id,
        "{'name':'told','type':'site','entries':[{'siteId':'100'}]}");
    assertTrue(
        done("GET", "/template/policy/list/site/" + id, "").path("description").isMissingNode());
  }

  @Test
  void destroy_deactivatesWithoutConfirmationAndDeletesFromTheTop() throws Exception {
    create();
    activated("{}");
    finished(done("POST", "/template/policy/vsmart/deactivate/" + policy, "{}"));
    assertEquals(false, steered());
    assertEquals(200, send("DELETE", "/template/policy/vsmart/" + policy, "").statusCode());
    assertEquals(
        200, send("DELETE", "/template/policy/definition/data/" + definition, "").statusCode());
    assertEquals(
        200, send("DELETE", "/template/policy/list/dataprefix/" + prefixes, "").statusCode());
    HttpResponse<String> gone = send("GET", "/template/policy/list/dataprefix/" + prefixes, "");
    assertTrue(gone.body().contains("Failed to find specified resource"), gone::body);
  }

  @Test
  void account_withSeveralLoginsAndWrongPasswords_isNotShutOut() throws Exception {
    SimulatorTestClient second = new SimulatorTestClient(simulator);
    for (int attempt = 0; attempt < 4; attempt++) {
      assertTrue(second.login("terraform", "wrong").body().contains("<html"));
    }
    second.enter("terraform", "of-the-team");
    assertEquals(200, second.get("/template/policy/vsmart").statusCode());
    assertEquals(200, team.get("/template/policy/vsmart").statusCode());
  }

  @Test
  void twoAccounts_areToldApartByWhoMadeAndWhoEditedLast() throws Exception {
    create();
    Instant made = clock.instant();
    clock.advance(Duration.ofMinutes(3));
    SimulatorTestClient other = new SimulatorTestClient(simulator).enter();
    assertEquals(
        200,
        other
            .put("/template/policy/vsmart/" + policy, policyBody("all").replace('\'', '"'))
            .statusCode());
    JsonNode row = done("GET", "/template/policy/vsmart", "").at("/data/0");
    assertEquals("terraform", row.path("createdBy").asText());
    assertEquals(made.toEpochMilli(), row.path("createdOn").asLong());
    assertEquals("admin", row.path("lastUpdatedBy").asText());
    assertEquals(clock.instant().toEpochMilli(), row.path("lastUpdatedOn").asLong());
    JsonNode list = done("GET", "/template/policy/list/site/" + sites, "");
    assertEquals("terraform", list.path("owner").asText());
    assertEquals(made.toEpochMilli(), list.path("lastUpdated").asLong());
  }
}
