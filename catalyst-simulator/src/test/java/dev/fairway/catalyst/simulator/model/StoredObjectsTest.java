package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import org.junit.jupiter.api.Test;

/** Lists, definitions and policies in the database. */
class StoredObjectsTest {

  private final SteeredModelFixture shop = SteeredModelFixture.active();
  private final ModelFixture fixture = shop.fixture;

  @Test
  void name_thatIsTaken_isRefusedInItsTypeOnly() {
    String refusal =
        fixture.refused(
            "POST",
            ModelFixture.LISTS + "dataprefix",
            ModelFixture.prefixBody("shop", "10.9.0.0/16"));
    assertTrue(refusal.startsWith("POLICY0001"), refusal);
    fixture.list("site", "{'name':'shop','type':'site','entries':[{'siteId':'9'}]}");
    assertTrue(
        fixture
            .refused("POST", ModelFixture.POLICIES, ModelFixture.policyBody("all", ""))
            .startsWith("POLICY0001"));
  }

  @Test
  void list_tellsWhoRefersToItAndWhetherItIsInForce() {
    JsonNode list = fixture.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
    assertEquals(1, list.path("referenceCount").asInt());
    assertEquals(shop.definition, list.path("references").path(0).path("id").asText());
    assertTrue(list.path("isActivatedByVsmart").asBoolean());
    assertEquals(shop.policy, list.path("activatedId").path(0).asText());
    assertEquals("fairway", list.path("owner").asText());
    String spare = fixture.prefixes("spare", "10.9.0.0/16");
    JsonNode unused = fixture.get(ModelFixture.LISTS + "dataprefix/" + spare);
    assertEquals(0, unused.path("referenceCount").asInt());
    assertFalse(unused.path("isActivatedByVsmart").asBoolean());
    assertFalse(unused.has("activatedId"));
    assertEquals(4, fixture.get("/template/policy/list").path("data").size());
  }

  @Test
  void delete_isRefusedWhileSomethingRefersToIt() {
    String refusal =
        fixture.refused("DELETE", ModelFixture.LISTS + "dataprefix/" + shop.shopList, "");
    assertTrue(refusal.contains("steer"), refusal);
    fixture.refused("DELETE", ModelFixture.DEFINITIONS + "data/" + shop.definition, "");
    fixture.refused("DELETE", ModelFixture.POLICIES + "/" + shop.policy, "");
    String spare = fixture.prefixes("spare", "10.9.0.0/16");
    fixture.done("DELETE", ModelFixture.LISTS + "dataprefix/" + spare, "");
    String gone = fixture.refused("GET", ModelFixture.LISTS + "dataprefix/" + spare, "");
    assertTrue(gone.contains("Failed to find specified resource"), gone);
  }

  @Test
  void collections_showLessThanObjectsById() {
    JsonNode header = fixture.get(ModelFixture.DEFINITIONS + "data").path("data").path(0);
    assertEquals("steer", header.path("name").asText());
    assertFalse(header.has("sequences"));
    JsonNode row = fixture.get(ModelFixture.POLICIES).path("data").path(0);
    assertTrue(row.path("policyDefinition").isTextual());
    JsonNode policy = fixture.get(ModelFixture.POLICIES + "/definition/" + shop.policy);
    assertEquals(1, policy.path("policyDefinition").path("assembly").size());
    assertEquals(
        policy.path("policyDefinition"), ModelFixture.json(row.path("policyDefinition").asText()));
  }

  @Test
  void body_withWhatAReadAdds_isTakenWithoutThat() {
    JsonNode read = fixture.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
    fixture.done("PUT", ModelFixture.LISTS + "dataprefix/" + shop.shopList, read.toString());
    JsonNode after = fixture.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
    assertEquals(read.path("entries"), after.path("entries"));
    assertEquals(1, after.path("referenceCount").asInt());
  }

  @Test
  void listsOfTheSystem_areNobodysToChange() {
    ModelFixture people = new ModelFixture(FabricSeed.withActivePolicy());
    JsonNode sla = people.get(ModelFixture.LISTS + "sla").path("data").path(0);
    assertTrue(sla.path("readOnly").asBoolean());
    String path = ModelFixture.LISTS + "sla/" + sla.path("listId").asText();
    people.refused("PUT", path, sla.toString());
    people.refused("DELETE", path, "");
  }

  @Test
  void previews_changeWithWhatTheyShow() {
    String path = "/template/policy/assembly/vsmart/" + shop.policy;
    String before = fixture.get(path).path("preview").asText();
    assertTrue(before.contains("10.2.0.0/24"), before);
    shop.edit("lte");
    assertFalse(before.equals(fixture.get(path).path("preview").asText()));
    assertTrue(
        fixture
            .get(ModelFixture.DEFINITIONS + "data/preview/" + shop.definition)
            .path("preview")
            .asText()
            .contains("lte"));
    fixture.refused("POST", ModelFixture.LISTS + "dataprefix/preview", "{'name':'x'}");
  }

  @Test
  void path_thatIsNotModelled_isNotFound() {
    assertEquals(404, fixture.ask("GET", "/template/policy/voice", "").status());
    assertEquals(404, fixture.ask("GET", ModelFixture.LISTS + "zone", "").status());
  }
}
