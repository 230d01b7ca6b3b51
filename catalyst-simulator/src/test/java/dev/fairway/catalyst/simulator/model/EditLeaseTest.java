package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of what is active, and what becomes of them. */
class EditLeaseTest {

  private static final Duration LEASE = ModelTiming.USUAL.lease();

  private final SteeredModelFixture shop = SteeredModelFixture.active();
  private final ModelFixture fixture = shop.fixture;

  @Test
  void secondEdit_beforeThePush_isLockedOut() {
    shop.edit("biz-internet");
    String refusal =
        fixture.refused(
            "PUT",
            ModelFixture.LISTS + "dataprefix/" + shop.shopList,
            ModelFixture.prefixBody("shop", "10.2.1.0/24"));
    assertTrue(refusal.contains("Template locked in edit mode."), refusal);
    String policy =
        fixture.refused(
            "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", ""));
    assertTrue(policy.contains("Template locked in edit mode."), policy);
  }

  @Test
  void edit_thatNobodyPushes_isTakenBackWhenItsLeaseRunsOut() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.clock.advance(LEASE);
    assertEquals("mpls", colorInDatabase());
    String refusal = refusedPush(edit);
    assertTrue(refusal.contains("Template edit request has expired"), refusal);
    assertEquals(List.of("mpls"), shop.colors());
    fixture.finished(fixture.templatePush(shop.edit("lte")));
    assertEquals(List.of("lte"), shop.colors());
  }

  private String refusedPush(JsonNode edit) {
    String template = edit.path("masterTemplatesAffected").path(0).asText();
    return fixture.refused(
        "POST",
        "/template/device/config/attachfeature",
        """
        {'deviceTemplateList':[{'templateId':'%s','isEdited':true,'device':[
          {'csv-status':'complete','csv-deviceId':'c0ffee00-0000-4000-8000-000000000001'}]}]}"""
            .formatted(template));
  }

  private String colorInDatabase() {
    return fixture
        .get(ModelFixture.DEFINITIONS + "data/" + shop.definition)
        .path("sequences")
        .path(0)
        .path("actions")
        .path(0)
        .path("parameter")
        .path(0)
        .path("value")
        .path("color")
        .asText();
  }

  @Test
  void lock_thatIsRenewed_livesOn() {
    String lock = "/template/lock/" + shop.edit("biz-internet").path("processId").asText();
    fixture.clock.advance(LEASE.minusSeconds(1));
    fixture.done("PUT", lock, "");
    fixture.clock.advance(LEASE.minusSeconds(1));
    assertEquals("biz-internet", colorInDatabase());
    fixture.clock.advance(Duration.ofSeconds(1));
    assertEquals("mpls", colorInDatabase());
    fixture.refused("PUT", lock, "");
  }

  @Test
  void lock_thatIsDropped_leavesTheEditForTheNextPush() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.done("DELETE", "/template/lock/" + edit.path("processId").asText(), "");
    fixture.clock.advance(LEASE);
    assertEquals("biz-internet", colorInDatabase());
    assertEquals(List.of("mpls"), shop.colors());
    fixture.activated(shop.policy, "{'isEdited':true}");
    fixture.clock.advance(LEASE);
    assertEquals(List.of("biz-internet"), shop.colors());
  }

  @Test
  void edit_broughtByActivation_worksForAWhileAndIsThenReverted() {
    String later = fixture.prefixes("later", "10.2.0.0/24");
    fixture.done(
        "PUT",
        ModelFixture.DEFINITIONS + "data/" + shop.definition,
        ModelFixture.definitionBody(
            "steer", ModelFixture.steer(1, later, "{'color':'lte','encap':'ipsec'}")));
    fixture.activated(shop.policy, "{'isEdited':true}");
    assertEquals(List.of("lte"), shop.colors());
    fixture.done("DELETE", ModelFixture.LISTS + "dataprefix/" + shop.shopList, "");
    fixture.clock.advance(LEASE);
    assertEquals(List.of("mpls"), shop.colors());
    assertEquals("mpls", colorInDatabase());
    fixture.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
  }

  @Test
  void push_deploysWhateverTheDatabaseHolds() {
    fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", ""));
    fixture.manager.adminUser("alice").push();
    fixture.clock.advance(Duration.ofSeconds(5));
    assertEquals(List.of(), shop.colors());
  }

  @Test
  void lease_doesNotRunOutUnderAPush() {
    JsonNode edit = shop.edit("biz-internet");
    fixture.clock.advance(LEASE.minusSeconds(1));
    JsonNode push = fixture.templatePush(edit);
    fixture.finished(push);
    assertEquals(List.of("biz-internet"), shop.colors());
    fixture.clock.advance(LEASE);
    assertEquals(List.of("biz-internet"), shop.colors());
  }

  @Test
  void edit_ofSomebodyElseThatWasTakenBack_doesNotStopAPush() {
    JsonNode edit =
        fixture
            .manager
            .adminUser("alice")
            .edit("steer", body -> body.put("description", "other"))
            .body()
            .orElseThrow();
    fixture.clock.advance(LEASE);
    JsonNode status = fixture.finished(fixture.templatePush(edit));
    assertEquals("success", status.path("data").path(0).path("statusId").asText());
    assertEquals(List.of("mpls"), shop.colors());
  }
}
