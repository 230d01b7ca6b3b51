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
    ModelFixture bench = shop.bench;
    JsonNode started =
        bench.done(
            "POST", ModelFixture.POLICIES + "/activate/" + shop.policy + "?confirm=true", "{}");
    assertTrue(started.path("id").asText().startsWith("vsmart_policy_config-"));
    assertTrue(bench.get(ModelFixture.STATUS + started.path("id").asText()).path("data").isEmpty());
    bench.clock.advance(Duration.ofSeconds(1));
    JsonNode status = bench.get(ModelFixture.STATUS + started.path("id").asText());
    assertEquals("in_progress", status.path("summary").path("status").asText());
    assertEquals(List.of(), shop.colors());
    JsonNode done = bench.finished(started);
    assertEquals("success", done.path("data").path(0).path("statusId").asText());
    assertEquals(1, done.path("summary").path("count").path("Success").asInt());
    assertEquals(List.of("mpls"), shop.colors());
    assertEquals(
        Fate.OVER, bench.manager.path(SteeredModelFixture.TO_SHOP, "200", 10).orElseThrow().fate());
    assertTrue(bench.manager.taken(SteeredModelFixture.ELSEWHERE, "100", 10).isEmpty());
    assertTrue(bench.manager.taken(SteeredModelFixture.TO_SHOP, "100", 20).isEmpty());
    assertTrue(bench.manager.taken(SteeredModelFixture.TO_SHOP, "300", 10).isEmpty());
  }

  @Test
  void put_definitionInForce_reachesControllersOnlyByATemplatePush() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    JsonNode edit = shop.edit("biz-internet");
    assertEquals(1, edit.path("masterTemplatesAffected").size());
    assertTrue(edit.path("processId").isTextual());
    assertEquals(List.of("mpls"), shop.colors());
    shop.bench.finished(shop.bench.templatePush(edit));
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
    JsonNode affected = shop.bench.done("PUT", path, ModelFixture.policyBody("all", ""));
    assertEquals("vsmart-1", affected.path(0).path("host-name").asText());
    assertEquals(List.of("mpls"), shop.colors());
    shop.bench.activated(shop.policy, "{'isEdited':true}");
    assertEquals(List.of(), shop.colors());
  }

  @Test
  void activate_anotherPolicy_takesThePlaceOfTheActiveOneWithoutAGap() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    Duration before = shop.bench.manager.timeWithoutPolicy();
    String other = shop.bench.policy("other", "");
    shop.bench.activated(other, "{}");
    assertEquals(List.of(), shop.colors());
    JsonNode policies = shop.bench.get(ModelFixture.POLICIES).path("data");
    assertFalse(policies.path(0).path("isPolicyActivated").asBoolean());
    assertTrue(policies.path(1).path("isPolicyActivated").asBoolean());
    assertEquals(before, shop.bench.manager.timeWithoutPolicy());
  }

  @Test
  void deactivate_isSeenAsAGap() {
    SteeredModelFixture shop = SteeredModelFixture.active();
    Duration before = shop.bench.manager.timeWithoutPolicy();
    shop.bench.finished(
        shop.bench.done("POST", ModelFixture.POLICIES + "/deactivate/" + shop.policy, "{}"));
    shop.bench.clock.advance(Duration.ofSeconds(30));
    assertEquals(before.plusSeconds(30), shop.bench.manager.timeWithoutPolicy());
    assertEquals(1, shop.bench.manager.deactivations());
    assertEquals(2, shop.bench.manager.pushes());
  }
}
