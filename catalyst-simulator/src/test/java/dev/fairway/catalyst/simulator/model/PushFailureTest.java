package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pushes that end otherwise than wanted. */
class PushFailureTest {

  private final SteeredModelFixture shop = SteeredModelFixture.active();
  private final ModelFixture fixture = shop.fixture;

  @Test
  void failure_leavesControllersAndFreesTheLock() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.manager.nextPush(PushOutcome.failure("out of memory"));
    JsonNode status = fixture.finished(fixture.templatePush(edit));
    assertEquals("failure", status.path("data").path(0).path("statusId").asText());
    assertEquals(1, status.path("summary").path("count").path("Failure").asInt());
    assertEquals(List.of("mpls"), shop.colors());
    fixture.finished(fixture.templatePush(shop.edit("mpls")));
    assertEquals(List.of("mpls"), shop.colors());
  }

  @Test
  void validationFailure_hasNoRowsAndSaysWhyInItsActivity() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.manager.nextPush(PushOutcome.validationFailure("bad colour"));
    JsonNode status = fixture.finished(fixture.templatePush(edit));
    assertTrue(status.path("data").isEmpty());
    assertTrue(status.path("summary").path("count").isEmpty());
    assertEquals("Validation failure", status.path("validation").path("status").asText());
    assertTrue(status.path("validation").path("activity").toString().contains("bad colour"));
  }

  @Test
  void push_whileSomethingRuns_isSkippedWithoutAnyFailureStatus() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.manager.adminUser("alice").startTask(Duration.ofMinutes(1));
    JsonNode status = fixture.finished(fixture.templatePush(edit));
    assertFalse(status.path("data").toString().contains("failure"));
    assertTrue(
        status
            .path("validation")
            .path("activity")
            .toString()
            .contains("operation is already in progress"));
    assertEquals(List.of("mpls"), shop.colors());
    fixture.clock.advance(Duration.ofMinutes(1));
    fixture.finished(fixture.templatePush(edit));
    assertEquals(List.of("biz-internet"), shop.colors());
  }

  @Test
  void tasks_thatRun_areListedAndCounted() {
    fixture.manager.adminUser("alice").startTask(Duration.ofMinutes(1));
    fixture.clock.advance(Duration.ofSeconds(1));
    JsonNode running = fixture.get(ModelFixture.STATUS + "tasks").path("runningTasks");
    assertEquals("alice", running.path(0).path("userSessionUserName").asText());
    assertEquals(1, active());
    fixture.clock.advance(Duration.ofMinutes(1));
    assertTrue(fixture.get(ModelFixture.STATUS + "tasks").path("runningTasks").isEmpty());
    assertEquals(0, active());
  }

  private int active() {
    return fixture
        .get(ModelFixture.STATUS + "tasks/activeCount")
        .path("data")
        .path("activeTaskCount")
        .asInt();
  }

  @Test
  void overlap_ofSitesAndVpns_isFoundOnlyByThePush() {
    String wider =
        fixture.list("site", "{'name':'wider','type':'site','entries':[{'siteId':'150-400'}]}");
    String other = fixture.definition("other", shop.sequence("lte"));
    String both =
        ModelFixture.item(shop.definition, shop.sites, shop.vpns)
            + ","
            + ModelFixture.item(other, wider, shop.vpns);
    fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", both));
    JsonNode status = fixture.activated(shop.policy, "{'isEdited':true}");
    assertTrue(status.path("data").isEmpty());
    assertTrue(status.path("validation").toString().contains("Overlapping apply-policy site-list"));
    assertEquals(List.of("mpls"), shop.colors());
  }

  @Test
  void sameSites_inOtherVpns_doNotOverlap() {
    String twenty = fixture.list("vpn", "{'name':'twenty','type':'vpn','entries':[{'vpn':'20'}]}");
    String other = fixture.definition("other", shop.sequence("lte"));
    String both =
        ModelFixture.item(shop.definition, shop.sites, shop.vpns)
            + ","
            + ModelFixture.item(other, shop.sites, twenty);
    fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", both));
    fixture.activated(shop.policy, "{'isEdited':true}");
    assertEquals(
        List.of("lte"),
        fixture.manager.taken(SteeredModelFixture.TO_SHOP, "100", 20).orElseThrow().colors());
  }

  @Test
  void offlineController_takesThePolicyWhenItIsBack() {
    fixture.manager.adminUser("alice").controller("vsmart-1", false);
    JsonNode status = fixture.finished(fixture.templatePush(shop.edit("biz-internet")));
    assertEquals("success_scheduled", status.path("data").path(0).path("statusId").asText());
    assertEquals(1, status.path("summary").path("count").path("Done - Scheduled").asInt());
    assertEquals(List.of("mpls"), shop.colors());
    fixture.manager.adminUser("alice").controller("vsmart-1", true);
    assertEquals(List.of("biz-internet"), shop.colors());
  }

  @Test
  void oneOfTwoControllers_mayRefuse() {
    SteeredModelFixture two =
        new SteeredModelFixture(
            FabricSeed.demo().toBuilder()
                .controller(SeedController.of(2, SeedController.Mode.TEMPLATE))
                .build());
    two.fixture.manager.nextPush(PushOutcome.failureOf(Set.of("vsmart-2"), "busy"));
    JsonNode status = two.fixture.activated(two.policy, "{}");
    assertEquals(1, status.path("summary").path("count").path("Success").asInt());
    assertEquals(1, status.path("summary").path("count").path("Failure").asInt());
    assertEquals(List.of("mpls"), two.colors());
    assertTrue(two.fixture.manager.view("vsmart-2").running().isEmpty());
  }

  @Test
  void templateOfText_takesTheOtherPathOnly() {
    SteeredModelFixture text =
        new SteeredModelFixture(
            FabricSeed.demo().toBuilder()
                .noControllers()
                .controller(SeedController.of(1, SeedController.Mode.FILE))
                .build());
    text.fixture.activated(text.policy, "{}");
    JsonNode edit = text.edit("lte");
    ModelResponse refused =
        text.fixture.ask(
            "POST",
            "/template/device/config/attachfeature",
            attachBody(edit.path("masterTemplatesAffected").path(0).asText()));
    assertEquals(400, refused.status());
    text.fixture.finished(
        text.fixture.done(
            "POST",
            "/template/device/config/attachcli",
            attachBody(edit.path("masterTemplatesAffected").path(0).asText())));
    assertEquals(List.of("lte"), text.colors());
  }

  private static String attachBody(String template) {
    return """
        {'deviceTemplateList':[{'templateId':'%s','isEdited':true,'device':[
          {'csv-status':'complete','csv-deviceId':'c0ffee00-0000-4000-8000-000000000001'}]}]}"""
        .formatted(template);
  }

  @Test
  void controllerInCliMode_takesNoPolicy() {
    SteeredModelFixture cli =
        new SteeredModelFixture(
            FabricSeed.demo().toBuilder()
                .noControllers()
                .controller(SeedController.of(1, SeedController.Mode.CLI))
                .build());
    cli.fixture.refused("POST", ModelFixture.POLICIES + "/activate/" + cli.policy, "{}");
    assertEquals(
        "cli",
        cli.fixture
            .get(ModelFixture.POLICIES + "/connectivity/status")
            .path("data")
            .path(0)
            .path("operationMode")
            .asText());
  }

  @Test
  void controllersOfOneTemplate_areEachInTheRows() {
    SteeredModelFixture two =
        new SteeredModelFixture(
            FabricSeed.demo().toBuilder()
                .controller(SeedController.of(2, SeedController.Mode.TEMPLATE))
                .build());
    two.fixture.activated(two.policy, "{}");
    JsonNode edit = two.edit("lte");
    String template = edit.path("masterTemplatesAffected").path(0).asText();
    assertEquals(1, edit.path("masterTemplatesAffected").size());
    JsonNode attached =
        two.fixture.get("/template/device/config/attached/" + template).path("data");
    assertEquals(2, attached.size());
    two.fixture.finished(two.fixture.templatePush(edit));
    assertEquals(List.of("lte"), two.colors());
    assertEquals(
        List.of("mpls"),
        two.fixture
            .manager
            .view("vsmart-2")
            .taken(SteeredModelFixture.TO_SHOP, "100", 10)
            .orElseThrow()
            .colors());
  }

  @Test
  void task_thatIsCancelled_hasNoEffect() {
    JsonNode started = shop.fixture.templatePush(shop.edit("lte"));
    fixture.done("POST", ModelFixture.STATUS + "cancel/" + started.path("id").asText(), "");
    assertTrue(fixture.finished(started).path("data").isEmpty());
    assertEquals(List.of("mpls"), shop.colors());
    fixture.refused("POST", ModelFixture.STATUS + "cancel/" + started.path("id").asText(), "");
  }

  @Test
  void otherDirection_atTheSameSites_overlapsOnlyWithAll() {
    String other = fixture.definition("other", shop.sequence("lte"));
    String fromTunnel =
        ModelFixture.item(other, shop.sites, shop.vpns).replace("'service'", "'tunnel'");
    assertTrue(overlapWith(fromTunnel).isEmpty());
    assertFalse(overlapWith(fromTunnel.replace("'tunnel'", "'all'")).isEmpty());
  }

  /** What the validation says of the policy with another entry; empty where it finds nothing. */
  private String overlapWith(String item) {
    String items = ModelFixture.item(shop.definition, shop.sites, shop.vpns) + "," + item;
    fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", items));
    JsonNode validation = fixture.activated(shop.policy, "{'isEdited':true}").path("validation");
    return validation.path("statusId").asText().equals("validation_success")
        ? ""
        : validation.path("activity").toString();
  }

  @Test
  void skippedPush_asATestWantsIt_leavesTheLock() {
    JsonNode edit = shop.edit("lte");
    fixture.manager.nextPush(PushOutcome.skipped());
    JsonNode status = fixture.finished(fixture.templatePush(edit));
    assertEquals(1, status.path("summary").path("count").path("Success").asInt());
    assertEquals(List.of("mpls"), shop.colors());
    fixture.refused(
        "PUT",
        ModelFixture.DEFINITIONS + "data/" + shop.definition,
        ModelFixture.definitionBody("steer", shop.sequence("lte")));
  }

  @Test
  void row_thatIsNotComplete_isNotPushed() {
    String template = shop.edit("lte").path("masterTemplatesAffected").path(0).asText();
    fixture.refused(
        "POST",
        "/template/device/config/attachfeature",
        attachBody(template).replace("'complete'", "'in_complete'"));
    fixture.refused(
        "POST",
        "/template/device/config/attachfeature",
        attachBody("0ed9e000-0000-4000-8000-000000000001"));
    fixture.refused(
        "POST",
        "/template/device/config/input",
        "{'templateId':'%s','deviceIds':'all','isEdited':true}".formatted(template));
  }
}
