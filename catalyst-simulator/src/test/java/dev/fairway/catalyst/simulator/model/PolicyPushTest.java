package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the database to the controllers. */
class PolicyPushTest {

  @Test
  void activate_firstTime_controllersRunItOnceTheTaskIsDone() {
    SteeredModelFixture shop = new SteeredModelFixture(FabricSeed.demo());
    ModelFixture fixture = shop.fixture;
    JsonNode started =
        fixture.done(
            "POST", ModelFixture.POLICIES + "/activate/" + shop.policy + "?confirm=true", "{}");
    assertTrue(started.path("id").asText().startsWith("vsmart_policy_config-"));
    assertTrue(
        fixture.get(ModelFixture.STATUS + started.path("id").asText()).path("data").isEmpty());
    fixture.clock.advance(Duration.ofSeconds(1));
    JsonNode status = fixture.get(ModelFixture.STATUS + started.path("id").asText());
    assertEquals("in_progress", status.path("summary").path("status").asText());
    assertEquals(List.of(), shop.colors());
    JsonNode done = fixture.finished(started);
    assertEquals("success", done.path("data").path(0).path("statusId").asText());
    assertEquals(1, done.path("summary").path("count").path("Success").asInt());
    assertEquals(List.of("mpls"), shop.colors());
    assertEquals(
        Fate.OVER,
        fixture.manager.path(SteeredModelFixture.TO_SHOP, "200", 10).orElseThrow().fate());
    assertTrue(fixture.manager.taken(SteeredModelFixture.ELSEWHERE, "100", 10).isEmpty());
    assertTrue(fixture.manager.taken(SteeredModelFixture.TO_SHOP, "100", 20).isEmpty());
    assertTrue(fixture.manager.taken(SteeredModelFixture.TO_SHOP, "300", 10).isEmpty());
  }

  @Test
  void put_definitionInForce_reachesControllersOnlyByATemplatePush() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    JsonNode edit = shop.edit("biz-internet");
    assertEquals(1, edit.path("masterTemplatesAffected").size());
    assertTrue(edit.path("processId").isTextual());
    assertEquals(List.of("mpls"), shop.colors());
    shop.fixture.finished(shop.fixture.templatePush(edit));
    assertEquals(List.of("biz-internet"), shop.colors());
    assertEquals(1, shop.edit("mpls").path("masterTemplatesAffected").size());
  }

  @Test
  void put_definitionThatNothingActiveNeeds_isFree() {
    SteeredModelFixture shop = new SteeredModelFixture(FabricSeed.demo());
    JsonNode edit = shop.edit("biz-internet");
    assertTrue(edit.path("masterTemplatesAffected").isEmpty());
    assertFalse(edit.has("processId"));
  }

  @Test
  void put_activePolicy_namesTheControllersAndIsBroughtByActivation() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    String path = ModelFixture.POLICIES + "/" + shop.policy;
    JsonNode affected = shop.fixture.done("PUT", path, ModelFixture.policyBody("all", ""));
    assertEquals("vsmart-1", affected.path(0).path("host-name").asText());
    assertEquals(List.of("mpls"), shop.colors());
    shop.fixture.activated(shop.policy, "{'isEdited':true}");
    assertEquals(List.of(), shop.colors());
  }

  @Test
  void activate_anotherPolicy_takesThePlaceOfTheActiveOneWithoutAGap() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    Duration before = shop.fixture.manager.timeWithoutPolicy();
    String other = shop.fixture.policy("other", "");
    shop.fixture.activated(other, "{}");
    assertEquals(List.of(), shop.colors());
    JsonNode policies = shop.fixture.get(ModelFixture.POLICIES).path("data");
    assertFalse(policies.path(0).path("isPolicyActivated").asBoolean());
    assertTrue(policies.path(1).path("isPolicyActivated").asBoolean());
    assertEquals(before, shop.fixture.manager.timeWithoutPolicy());
  }

  @Test
  void deactivate_isSeenAsAGap() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    Duration before = shop.fixture.manager.timeWithoutPolicy();
    shop.fixture.finished(
        shop.fixture.done("POST", ModelFixture.POLICIES + "/deactivate/" + shop.policy, "{}"));
    shop.fixture.clock.advance(Duration.ofSeconds(30));
    assertEquals(before.plusSeconds(30), shop.fixture.manager.timeWithoutPolicy());
    assertEquals(1, shop.fixture.manager.deactivations());
    assertEquals(2, shop.fixture.manager.pushes());
  }
}
