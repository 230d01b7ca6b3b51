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
  private final ModelFixture bench = shop.bench;

  @Test
  void name_thatIsTaken_isRefusedInItsTypeOnly() {
    String refusal =
        bench.refused(
            "POST",
            ModelFixture.LISTS + "dataprefix",
            ModelFixture.prefixBody("shop", "10.9.0.0/16"));
    assertTrue(refusal.startsWith("POLICY0001"), refusal);
    bench.list("site", "{'name':'shop','type':'site','entries':[{'siteId':'9'}]}");
    assertTrue(
        bench
            .refused("POST", ModelFixture.POLICIES, ModelFixture.policyBody("all", ""))
            .startsWith("POLICY0001"));
  }

  @Test
  void list_tellsWhoRefersToItAndWhetherItIsInForce() {
    JsonNode list = bench.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
    assertEquals(1, list.path("referenceCount").asInt());
    assertEquals(shop.definition, list.path("references").path(0).path("id").asText());
    assertTrue(list.path("isActivatedByVsmart").asBoolean());
    assertEquals(shop.policy, list.path("activatedId").path(0).asText());
    assertEquals("fairway", list.path("owner").asText());
    String spare = bench.prefixes("spare", "10.9.0.0/16");
    JsonNode unused = bench.get(ModelFixture.LISTS + "dataprefix/" + spare);
    assertEquals(0, unused.path("referenceCount").asInt());
    assertFalse(unused.path("isActivatedByVsmart").asBoolean());
    assertFalse(unused.has("activatedId"));
    assertEquals(4, bench.get("/template/policy/list").path("data").size());
  }

  @Test
  void delete_isRefusedWhileSomethingRefersToIt() {
    String refusal =
        bench.refused("DELETE", ModelFixture.LISTS + "dataprefix/" + shop.shopList, "");
    assertTrue(refusal.contains("steer"), refusal);
    bench.refused("DELETE", ModelFixture.DEFINITIONS + "data/" + shop.definition, "");
    bench.refused("DELETE", ModelFixture.POLICIES + "/" + shop.policy, "");
    String spare = bench.prefixes("spare", "10.9.0.0/16");
    bench.done("DELETE", ModelFixture.LISTS + "dataprefix/" + spare, "");
    String gone = bench.refused("GET", ModelFixture.LISTS + "dataprefix/" + spare, "");
    assertTrue(gone.contains("Failed to find specified resource"), gone);
  }

  @Test
  void collections_showLessThanObjectsById() {
    JsonNode header = bench.get(ModelFixture.DEFINITIONS + "data").path("data").path(0);
    assertEquals("steer", header.path("name").asText());
    assertFalse(header.has("sequences"));
    JsonNode row = bench.get(ModelFixture.POLICIES).path("data").path(0);
    assertTrue(row.path("policyDefinition").isTextual());
    JsonNode policy = bench.get(ModelFixture.POLICIES + "/definition/" + shop.policy);
    assertEquals(1, policy.path("policyDefinition").path("assembly").size());
    assertEquals(
        policy.path("policyDefinition"), ModelFixture.json(row.path("policyDefinition").asText()));
  }

  @Test
  void body_withWhatAReadAdds_isTakenWithoutThat() {
    JsonNode read = bench.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
    bench.done("PUT", ModelFixture.LISTS + "dataprefix/" + shop.shopList, read.toString());
    JsonNode after = bench.get(ModelFixture.LISTS + "dataprefix/" + shop.shopList);
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
    String before = bench.get(path).path("preview").asText();
    assertTrue(before.contains("10.2.0.0/24"), before);
    shop.edit("lte");
    assertFalse(before.equals(bench.get(path).path("preview").asText()));
    assertTrue(
        bench
            .get(ModelFixture.DEFINITIONS + "data/preview/" + shop.definition)
            .path("preview")
            .asText()
            .contains("lte"));
    bench.refused("POST", ModelFixture.LISTS + "dataprefix/preview", "{'name':'x'}");
  }

  @Test
  void path_thatIsNotModelled_isNotFound() {
    assertEquals(404, bench.ask("GET", "/template/policy/vedge", "").status());
    assertEquals(404, bench.ask("GET", ModelFixture.LISTS + "zone", "").status());
  }
}
