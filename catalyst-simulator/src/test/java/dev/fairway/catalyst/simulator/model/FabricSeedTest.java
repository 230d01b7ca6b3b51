package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.fabric.SeedObject;
import org.junit.jupiter.api.Test;

/** How a model begins. */
class FabricSeedTest {

  private static final String POLICY_ID = "30000000-0000-4000-8000-0000000000aa";

  @Test
  void people_haveOneActivePolicyInForceAndOneThatIsNot() {
    ModelFixture fixture = new ModelFixture(FabricSeed.withActivePolicy());
    JsonNode policies = fixture.get(ModelFixture.POLICIES).path("data");
    assertEquals("corporate", policies.path(0).path("policyName").asText());
    assertTrue(policies.path(0).path("isPolicyActivated").asBoolean());
    assertEquals("corporate-winter", policies.path(1).path("policyName").asText());
    assertEquals(3, fixture.manager.view().sites().size());
    assertEquals(0, fixture.manager.pushes());
    assertTrue(fixture.manager.timeWithoutPolicy().isZero());
  }

  @Test
  void object_thatARequestWouldNotMake_isNoSeed() {
    FabricSeed wrong = withPolicy("{'policyName':'p'}");
    assertThrows(IllegalArgumentException.class, () -> new ModelFixture(wrong));
    assertThrows(IllegalArgumentException.class, () -> withPolicy("[]"));
    assertThrows(IllegalArgumentException.class, () -> withPolicy("{"));
  }

  @Test
  void policyOfText_mayBeActive() {
    ModelFixture fixture =
        new ModelFixture(
            withPolicy(
                "{'policyName':'p','policyDescription':'d','policyType':'cli',"
                    + "'policyDefinition':'policy'}"));
    JsonNode policy = fixture.get(ModelFixture.POLICIES).path("data").path(0);
    assertEquals("cli", policy.path("policyType").asText());
    assertEquals("policy", policy.path("policyDefinition").asText());
    assertTrue(fixture.manager.path(SteeredModelFixture.TO_SHOP, "100", 10).isEmpty());
    assertTrue(fixture.manager.timeWithoutPolicy().isZero());
  }

  private static FabricSeed withPolicy(String json) {
    return FabricSeed.demo().toBuilder()
        .object(SeedObject.of("policy", "vsmart", POLICY_ID, json.replace('\'', '"')))
        .active(POLICY_ID)
        .build();
  }

  @Test
  void fabric_withoutAController_isNone() {
    FabricSeed.Builder builder = FabricSeed.demo().toBuilder().noControllers();
    assertThrows(IllegalArgumentException.class, builder::build);
  }
}
